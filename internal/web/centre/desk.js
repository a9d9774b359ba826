// The dispatch desk by keys. j and k move through the queue, Enter dispatches as proposed, and the next call is there by
// itself. Nothing here remembers a call: which one is at hand stands in the address and on the page, so that coming back,
// loading anew and a page that renews itself all show the same.
import { enhance, awaken } from "./face.js";
import { toast } from "./toast.js";

const deafFor = 600; // ms in which Enter says nothing after another call has come under the finger
const surprised = 2000; // … when it came without one's own doing: a colleague has dispatched what lay there
const keepFor = 20000; // ms for which a call fetched ahead is good
const ahead = new Map();
let deafUntil = 0;
let pressed = false; // Enter has not come up again since it was last heard
let busy = false; // something is on its way
let shown = ""; // the call last seen at hand

const desk = () => document.getElementById("desk");
const hand = () => document.getElementById("desk-hand");
const links = () => [...document.querySelectorAll("#desk-rows a")];
const current = () => document.querySelector("#desk-rows a[aria-current]");
let waking = 0;

// deaf lets Enter and the main button say nothing for a while, and shows it.
function deaf(ms) {
  deafUntil = performance.now() + ms;
  document.documentElement.dataset.deaf = "";
  clearTimeout(waking);
  waking = setTimeout(() => { delete document.documentElement.dataset.deaf; }, ms);
}

// Another call under the finger than a moment ago, whoever brought it there: Enter waits.
function look() {
  const no = hand() ? hand().dataset.no : "";
  if (no !== shown) deaf(deafFor);
  shown = no;
  rove();
  tell();
}

// What the page says is told over it, so that nothing moves under the hand; and the address forgets it.
function tell() {
  const says = document.getElementById("desk-says");
  if (!says || !says.firstElementChild) return;
  for (const said of [...says.children]) {
    const words = said.querySelector("span"), told = toast(words.innerText || words.textContent);
    const back = said.querySelector(":scope > a");
    if (told && back) told.insertBefore(back, told.querySelector(".told-out"));
  }
  says.replaceChildren();
  if (current()) history.replaceState({ desk: true }, "", current().href);
}

// One stop for Tab in the whole queue.
function rove() {
  const here = current();
  for (const link of links()) {
    const stop = !here || link === here ? "0" : "-1";
    if (link.getAttribute("tabindex") !== stop) link.setAttribute("tabindex", stop);
  }
}

// top shows another call from its beginning, where the page scrolls and not its parts.
function top() {
  if (scrollY > 0 && hand().getBoundingClientRect().top < 0) hand().scrollIntoView({ block: "start", behavior: "instant" });
}

function say(link) {
  const all = links();
  const heard = document.getElementById("desk-heard");
  const said = [all.indexOf(link) + 1, all.length, link.innerText.replace(/\s+/g, " ")];
  if (heard) heard.textContent = desk().dataset.heard.replace(/\{(\d)\}/g, (_, i) => said[i]);
}

// reveal brings a call into sight in a queue that scrolls by itself; where all is one column, the call itself.
function reveal(link) {
  if (getComputedStyle(link.closest("#desk-rows")).overflowY === "auto") link.scrollIntoView({ block: "nearest" });
}

function mark(link) {
  for (const other of links()) {
    if (other === link) other.setAttribute("aria-current", "true");
    else other.removeAttribute("aria-current");
  }
  for (const step of document.querySelectorAll("#desk [data-step]")) {
    const to = links()[links().indexOf(link) + Number(step.dataset.step)] || link;
    step.href = to.href;
  }
  rove();
  reveal(link);
}

function fetchHand(link) {
  const no = link.dataset.no, had = ahead.get(no);
  if (had && performance.now() - had.since < keepFor) return had.text;
  const text = fetch(link.href + "&part=hand", { headers: { Accept: "text/html" }, cache: "no-store" }).then(answer => {
    if (answer.redirected || !answer.ok) throw new Error(String(answer.status));
    return answer.text();
  });
  ahead.set(no, { since: performance.now(), text });
  text.catch(() => ahead.delete(no));
  return text;
}

function fetchAhead(link) {
  const all = links(), here = all.indexOf(link);
  for (const near of [all[here + 1], all[here - 1]]) if (near) fetchHand(near).catch(() => {});
}

// select brings a call to hand. The address follows, so that going away and coming back ends where one was.
async function select(link, push) {
  if (!link || busy) return;
  const focused = document.activeElement;
  const inQueue = focused && focused.closest && focused.closest("#desk-rows");
  mark(link);
  say(link);
  if (inQueue) link.focus({ preventScroll: true });
  if (hand().dataset.no === link.dataset.no) return;
  history[push ? "pushState" : "replaceState"]({ desk: true }, "", link.href);
  hand().classList.add("desk-coming");
  let text;
  try {
    text = await fetchHand(link);
  } catch {
    location.assign(link.href); // what became of it is said there
    return;
  }
  if (current() !== link) return; // moved on meanwhile
  const fresh = new DOMParser().parseFromString(text, "text/html").getElementById("desk-hand");
  if (!fresh) return location.assign(link.href);
  hand().replaceWith(fresh);
  ahead.delete(link.dataset.no); // its keys are good for one sending
  mark(link);
  top();
  awaken(fresh);
  look();
  deaf(80); // one's own choice: only a bounce of the key is kept out
  fetchAhead(link);
}

function step(by) {
  const all = links(), here = all.indexOf(current());
  select(all[Math.max(0, Math.min(all.length - 1, here + by))]);
}

// send posts a form of the desk and puts in the desk that is answered.
async function send(form) {
  if (busy) return;
  busy = true;
  const all = links(), here = all.indexOf(current());
  const next = all[here + 1] || all[0];
  const then = form.elements.then;
  if (then) then.value = next && next !== current() ? "queue " + next.dataset.no : "queue";
  form.classList.add("sending");
  try {
    const answer = await fetch(form.action, {
      method: "POST", headers: { Accept: "text/html" }, body: new URLSearchParams(new FormData(form)),
    });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById("desk");
    if (!fresh) {
      if (answer.redirected) return location.assign(answer.url); // logged out
      document.getElementById("main").replaceWith(page.getElementById("main"));
      return;
    }
    if (answer.redirected) history.replaceState({ desk: true }, "", answer.url);
    ahead.clear();
    document.querySelector(".unsent")?.remove();
    desk().replaceWith(fresh);
    const unsent = page.querySelector(".unsent");
    if (unsent) fresh.before(unsent);
    awaken(fresh);
    top();
    const wrong = fresh.querySelector(".ask-wrong .pick-type, .ask-wrong input, .ask-wrong textarea, .refused");
    const title = document.getElementById("card-title");
    if (wrong) {
      if (!wrong.matches("input, textarea")) wrong.tabIndex = -1;
      wrong.focus();
    } else if (title) title.focus({ preventScroll: true });
    if (current()) {
      mark(current());
      say(current());
      fetchAhead(current());
    }
  } catch {
    toast(desk().dataset.lost, { grave: true });
    form.classList.remove("sending");
  } finally {
    busy = false;
    deaf(deafFor);
    look();
  }
}

addEventListener("submit", event => {
  const form = event.target;
  if (!form.matches || !form.matches("[data-desk-form]")) return;
  event.preventDefault();
  event.stopPropagation();
  if (form.id === "desk-dispatch" && (performance.now() < deafUntil || hand().classList.contains("desk-coming"))) return;
  send(form);
}, true);

addEventListener("click", event => {
  if (!desk() || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const on = event.target.closest("#desk-rows a, [data-step], [data-desk-close], [data-musters], [data-musters-close], [data-keys-hide], [data-keys-show]");
  if (!on) return;
  if (on.matches("#desk-rows a")) { event.preventDefault(); select(on, true); }
  else if (on.matches("[data-step]")) { event.preventDefault(); step(Number(on.dataset.step)); }
  else if (on.matches("[data-desk-close]")) leave(on);
  else if (on.matches("[data-musters], [data-musters-close]")) musters();
  else keep(on.matches("[data-keys-hide]"));
});

addEventListener("popstate", () => {
  if (!desk()) return;
  const no = new URLSearchParams(location.search).get("no");
  const link = no ? links().find(l => l.dataset.no === no) : links()[0];
  if (link) select(link); else location.reload();
});

// A form that opens is there to be filled in.
addEventListener("toggle", event => {
  const fold = event.target;
  if (!fold.matches || !fold.matches(".desk-fold") || !fold.open) return;
  for (const other of document.querySelectorAll(".desk-fold[open]")) if (other !== fold) other.open = false;
  const first = fold.querySelector(".pick-type") || fold.querySelector("input:not([type=hidden]), textarea");
  if (first && !document.activeElement.closest("form")) first.focus();
}, true);

function leave(from) {
  const fold = from.closest(".desk-fold[open]");
  if (fold) {
    fold.open = false;
    const title = document.getElementById("card-title");
    if (title) title.focus({ preventScroll: true });
    return true;
  }
  return false;
}

// musters comes and goes over the desk; where it stands beside it, it is only gone to.
function musters() {
  const root = document.documentElement;
  const open = root.dataset.musters !== "open";
  if (open) root.dataset.musters = "open"; else delete root.dataset.musters;
  const title = document.getElementById(open ? "musters-title" : "card-title");
  if (title) title.focus();
}

function keep(hidden) {
  if (hidden) document.documentElement.dataset.keys = "hidden"; else delete document.documentElement.dataset.keys;
  try { localStorage.setItem("huying-keys", hidden ? "hidden" : ""); } catch { /* not kept, then */ }
}

const quiet = "input, textarea, select, a, button, summary, [contenteditable], dialog, [role=option]";

addEventListener("keydown", event => {
  if (!desk() || event.altKey || event.isComposing) return;
  const on = event.target.closest ? event.target : document.body;
  if (event.ctrlKey || event.metaKey) {
    const form = on.closest("[data-desk-form]");
    if (form && event.key === "Enter" && !event.repeat) form.requestSubmit();
    return;
  }
  if (document.querySelector("dialog[open]")) return;
  const typing = on.closest("input, textarea, select, [contenteditable]");
  const inQueue = on.closest("#desk-rows");
  const loose = on === document.body || on.id === "main" || inQueue || on.id === "card-title";
  switch (event.key) {
    case "Enter":
      if (typing || (on.closest(quiet) && !on.matches("#desk-rows a[aria-current]"))) return;
      event.preventDefault();
      return enter(event);
    case "ArrowDown": case "ArrowUp":
      if (!loose) return;
      event.preventDefault();
      return step(event.key === "ArrowDown" ? 1 : -1);
    case "Home": case "End":
      if (!inQueue) return;
      event.preventDefault();
      return select(links().at(event.key === "Home" ? 0 : -1));
    case "Escape":
      if (leave(on)) return;
      if (document.documentElement.dataset.musters === "open") return musters();
      if (on !== document.body && typing === null) on.blur();
  }
}, true);

// A page that renews itself brings another call to hand when the one that lay there is gone; and it keeps a form that has the
// focus, which may be the other call's. What would be sent must be the call that is shown. While something is written about
// a call that is gone, that call stays at hand, and says so.
document.addEventListener("renewed", () => {
  if (!hand() || hand().querySelector(".live-moved")) return;
  const form = document.getElementById("desk-dispatch"), here = current();
  if (shown && hand().dataset.no !== shown) {
    look();
    deaf(surprised);
  }
  if (!form || !here || form.getAttribute("action").includes("/" + here.dataset.no + "/")) return;
  hand().dataset.no = "";
  select(here);
});

addEventListener("keyup", event => { if (event.key === "Enter") pressed = false; });
addEventListener("blur", () => { pressed = false; });

function enter(event) {
  if (event.repeat || pressed || busy || performance.now() < deafUntil || hand().classList.contains("desk-coming")) return;
  pressed = true;
  const form = document.getElementById("desk-dispatch");
  if (form) form.requestSubmit();
  else {
    const fold = document.getElementById("do-change");
    if (fold) fold.open = true;
  }
}

let watch;
enhance("#desk", () => {
  look();
  if (!watch) {
    watch = new MutationObserver(look);
    watch.observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-no", "aria-current"] });
  }
  try {
    if (localStorage.getItem("huying-keys") === "hidden") document.documentElement.dataset.keys = "hidden";
  } catch { /* shown, then */ }
  if (current()) {
    // What was chosen by itself stays chosen: the page that renews itself asks for it by its address.
    if (!new URLSearchParams(location.search).has("no")) history.replaceState({ desk: true }, "", current().href);
    reveal(current());
    const wait = window.requestIdleCallback || (work => setTimeout(work, 200));
    wait(() => { if (current()) fetchAhead(current()); });
  }
});
