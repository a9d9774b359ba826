// A page that is seen renews itself: <body data-live="/d/370102/live" data-seen="…">. The stream says only that something
// has changed; what, is read from the page itself. A page that is not seen holds no stream; when it is seen again it says
// what it has seen, and is told at once if it missed anything.
import { renew } from "./renew.js";

const body = document.body, word = document.getElementById("live-word"), said = document.getElementById("live-said");
const menuOnly = body.dataset.part === "menu";

const soonest = 700;      // between two looks
const elsewhere = 1500;   // … when what has changed is not what is looked at
const silence = 50000;    // more than two beats: the stream is dead, though nobody said so
const patience = 2500;    // a short break is not worth a word

let stream = null, quiet = 0, retry = 0, tries = 0, worry = 0, over = false;
let waiting = 0, at = 0, last = -Infinity, pause = 0, looking = false, again = null, pressed = false, turned = -Infinity;

function open() {
  clearTimeout(retry);
  if (stream || over || document.hidden) return;
  const address = new URL(body.dataset.live, location.href);
  address.searchParams.set("since", body.dataset.seen);
  stream = new EventSource(address);
  stream.addEventListener("hello", () => { tries = 0; found(); });
  stream.addEventListener("change", event => { heard(); const news = JSON.parse(event.data); want(news.here, news.crowd); });
  stream.addEventListener("beat", heard);
  stream.addEventListener("gone", () => end("gone"));
  stream.addEventListener("error", broken);
  heard();
}

function close() {
  clearTimeout(quiet);
  if (stream) stream.close();
  stream = null;
}

function heard() {
  clearTimeout(quiet);
  quiet = setTimeout(broken, silence);
}

// broken tries again, later each time, and not all at once; from the second time on it asks the page itself what is wrong.
function broken() {
  close();
  if (over || document.hidden) return;
  lost();
  clearTimeout(retry);
  retry = setTimeout(() => {
    if (++tries > 1) look().finally(open); else open();
  }, Math.min(30000, 1000 * 2 ** tries) * (.5 + Math.random()));
}

function lost() {
  if (!worry) worry = setTimeout(() => { body.classList.add("live-lost"); say(word.dataset.lost); }, patience);
}

function found() {
  heard();
  clearTimeout(worry);
  worry = 0;
  if (!body.classList.contains("live-lost")) return;
  body.classList.remove("live-lost");
  say("");
}

// end stops renewing and says why, with the way on: it never goes there by itself.
function end(why) {
  over = true;
  close();
  clearTimeout(waiting);
  clearTimeout(worry);
  body.classList.remove("live-lost");
  body.classList.add("live-over");
  const way = document.createElement("a");
  way.href = location.href.replace(/#.*/, "");
  way.textContent = word.dataset[why];
  word.replaceChildren(way);
}

function say(text) { if (word.textContent !== text) word.textContent = text; }

// want asks for a look, soon; of many who are told at once not all come at once.
function want(here, crowd = 1) {
  const gap = Math.max(here && !menuOnly ? soonest : elsewhere, pause);
  const then = Math.max(performance.now() + Math.random() * Math.min(600, 20 + crowd * 2), last + gap);
  if (looking) { again = [here || (again && again[0]), crowd]; return; }
  if (waiting && at <= then) return;
  clearTimeout(waiting);
  at = then;
  waiting = setTimeout(look, then - performance.now());
}

// address is where this page is asked for again.
function address() { return body.dataset.here || location.href.replace(/#.*/, ""); }

async function look() {
  clearTimeout(waiting);
  waiting = 0;
  if (over || document.hidden || looking) return;
  looking = true;
  const began = performance.now(), asked = address();
  try {
    const answer = await fetch(asked, { cache: "no-store", headers: { Accept: "text/html" }, signal: AbortSignal.timeout(15000) });
    const text = await answer.text();
    if (answer.status === 401 || answer.redirected && new URL(answer.url).pathname === "/login") { end("gone"); return; }
    if (answer.ok && !answer.redirected) await put(new DOMParser().parseFromString(text, "text/html"), asked);
    else if (answer.status >= 500) broken();
  } catch {
    broken();
  } finally {
    last = performance.now();
    pause = 3 * (last - began); // a server that is slow is asked less often
    looking = false;
    if (again) { const next = again; again = null; want(...next); }
  }
}

// put takes a fetched page, if it is this one still.
async function put(fresh, asked) {
  const next = fresh.body.dataset;
  if (over || !next.live || !fresh.getElementById("main")) return;
  if (next.post !== body.dataset.post) { end("other"); return; }
  const script = page => page.querySelector("script[src]").getAttribute("src");
  if (script(fresh) !== script(document)) { end("newer"); return; }
  // Not under a finger: what is pressed would not be what is released.
  for (let n = 0; pressed && n < 20; n++) await new Promise(done => setTimeout(done, 50));
  if (over || document.hidden) return;
  if (address() !== asked) { again = [true, 1]; return; } // a script has turned the page meanwhile
  const told = renew(fresh, { menuOnly, moved: word.dataset.moved });
  body.dataset.seen = next.seen;
  if (!menuOnly && next.here !== body.dataset.here) {
    if (body.dataset.here) turned = performance.now();
    if (next.here) body.dataset.here = next.here; else delete body.dataset.here;
  }
  if (said && told.length) said.textContent = told.join(said.dataset.between);
}

// meant stops what was pressed for something that lay at hand a moment ago, and no longer does.
function meant(event) {
  if (performance.now() - turned > 1000 || !event.isTrusted) return;
  if (event.type === "keydown" && (event.target.closest("input, textarea, select") || event.key.length > 1 && event.key !== "Enter")) return;
  if (event.type === "click" && !event.target.closest("#main button, #main [type=submit]")) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}

if (body.dataset.live && word && window.EventSource) {
  addEventListener("keydown", meant, true);
  addEventListener("click", meant, true);
  addEventListener("pointerdown", () => { pressed = true; }, true);
  for (const kind of ["pointerup", "pointercancel", "dragend"]) addEventListener(kind, () => { setTimeout(() => { pressed = false; }, 50); }, true);
  document.addEventListener("visibilitychange", () => { if (document.hidden) close(); else open(); });
  addEventListener("pagehide", close);
  addEventListener("pageshow", open);
  addEventListener("online", () => { close(); tries = 0; open(); });
  // What was kept for the focus alone goes when the focus does.
  addEventListener("focusout", event => { if (event.target.closest(".live-left")) want(true); });
  // Clocks say how much time is left: that changes though nothing happens.
  const every = (Number(body.dataset.every) || 60) * 1000;
  setInterval(() => { if (!document.hidden && performance.now() - last > every / 2) want(false); }, every * (.9 + Math.random() * .2));
  open();
}
