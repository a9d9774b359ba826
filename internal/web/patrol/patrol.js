// The grid member's pages. Without a script the form is posted as any other; with one, what is reported is written to the
// phone first and sent when it can be, in this page or in any other of the same person.
import { enhance } from "./face.js";
import { shrink } from "./photo.js";
import { toast } from "./toast.js";
import { database, dropPhoto, keepNote, keepPhoto, keepReport, note as noted, photosOf, reportOf, reportsOf, sendAll, tidy, within } from "./outbox.js";
import { note, refresh, showOutbox, words } from "./waiting.js";

const owner = document.body.dataset.owner || "";
const mostPhotos = 20;

if ("serviceWorker" in navigator) worker();
if (owner && "indexedDB" in window) start().catch(() => {}); // no room to keep anything: the form posts plainly

// worker keeps the page on the phone for the account that is logged in, and lets go of it when another one is.
async function worker() {
  const known = document.querySelector(".masthead .who");
  if (!owner) {
    if (known && navigator.serviceWorker.controller) navigator.serviceWorker.controller.postMessage({ kind: "drop" });
    return;
  }
  try {
    await navigator.serviceWorker.register("/sw.js", { updateViaCache: "none" });
    const { active } = await navigator.serviceWorker.ready;
    const form = document.querySelector("[data-report]");
    if (form && !form.dataset.kept) {
      active.postMessage({ kind: "keep", owner, language: document.documentElement.lang, pages: [form.getAttribute("action") + "?kept", form.dataset.check + "?kept"] });
    }
  } catch { /* the page works without */ }
}

async function start() {
  await database();
  await keepNote("owner", owner);
  const form = document.querySelector("[data-report]");
  showOutbox(document.querySelector("[data-outbox]"), owner, id => desk && desk.mend(id));
  const desk = form && await reportForm(form);
  await tidy(owner);
  await refresh();
  const button = document.querySelector("[data-outbox] [data-send]");
  if (button) button.addEventListener("click", () => send());
  for (const name of ["online", "pageshow"]) addEventListener(name, () => send());
  addEventListener("offline", () => refresh());
  document.addEventListener("visibilitychange", () => { if (!document.hidden) send(); });
  send();
}

// send sends what waits; what cannot go now is tried again, later each time and never by all phones at once.
let running = false, again = false, failures = 0, timer = 0;
async function send() {
  if (running) { again = true; return; }
  running = true;
  clearTimeout(timer);
  try {
    let end;
    do {
      again = false;
      if (!await refresh()) { failures = 0; return; }
      if (!navigator.onLine) { await remind(); return; }
      end = await sendAll(owner, (id, came) => { note(id, came); refresh(); if (came === "sent") said(id); });
      note("", end);
    } while (again);
    await refresh();
    failures = end === "done" ? 0 : failures + 1;
    if (end === "offline" || end === "later") {
      await remind();
      timer = setTimeout(send, Math.min(300000, 3000 * 2 ** Math.min(failures, 8)) * (0.5 + Math.random()));
    }
  } finally {
    running = false;
  }
}

// remind asks the browser to wake the worker when the network is back, should this page be closed by then.
async function remind() {
  try {
    const there = await navigator.serviceWorker.ready;
    if (there.sync) await there.sync.register("huying-outbox");
  } catch { /* the page itself tries again */ }
}

async function said(id) {
  const report = await reportOf(id);
  if (report && report.no) tell(words("done", report.no));
}

function tell(text) {
  const place = document.querySelector("[data-said]");
  if (place) place.textContent = text;
  else if (text) toast(text);
}

// claim holds a report that is being written for this page alone, as long as the page is open.
function claim(id) {
  if (!navigator.locks) return Promise.resolve(() => {});
  return new Promise(done => {
    navigator.locks.request("huying-form-" + id, { ifAvailable: true }, lock => {
      if (!lock) { done(null); return undefined; }
      return new Promise(release => done(release));
    });
  });
}

// reportForm lets the form write to the phone: as it is filled in, so that a camera that pushes the page out of memory
// costs nothing, and when it is sent.
async function reportForm(form) {
  const kind = name => form.elements.namedItem(name);
  const input = kind("files"), place = kind("place");
  const shots = form.querySelector("[data-shots]");
  const ahead = Number(form.dataset.now) / 1000 - Date.now(); // by how much the phone's clock is behind
  if (!form.dataset.kept) await keepNote("ahead", ahead);
  const offset = await noted("ahead") || 0;
  let report, free = () => {}, busy = Promise.resolve(), later = 0;

  const fresh = () => ({ id: crypto.randomUUID(), owner, action: form.getAttribute("action"), key: crypto.randomUUID(), state: "begun", fields: {}, made: Date.now() });

  function read() {
    const fields = {};
    for (const [name, value] of new FormData(form)) {
      if (typeof value === "string" && name !== "idempotency_key") fields[name] = value.trim();
    }
    return fields;
  }

  const empty = fields => !fields.what && !fields.text && (!fields.place || fields.place === form.dataset.place);

  async function write() {
    clearTimeout(later);
    report.fields = read();
    if (report.state === "begun") await keepReport(report);
  }

  async function show(found) {
    report = found;
    for (const name of ["what", "place", "position", "text", "draft_id"]) {
      const field = kind(name);
      if (!field) continue;
      if (found.fields[name] !== undefined) field.value = found.fields[name];
    }
    shots.replaceChildren();
    for (const photo of await photosOf(found.id)) shoot(photo);
  }

  // next takes up what was begun before and is in no other page, or else begins anew.
  async function next() {
    form.reset();
    shots.replaceChildren();
    for (const found of (await reportsOf(owner)).filter(r => r.state === "begun")) {
      const release = await claim(found.id);
      if (!release) continue;
      const there = await reportOf(found.id);
      if (!there || there.state !== "begun") { release(); continue; }
      free = release;
      await show({ ...there, action: form.getAttribute("action") });
      return;
    }
    await begin();
  }

  async function begin() {
    report = fresh();
    free = await claim(report.id) || (() => {});
    if (!place.value) place.value = form.dataset.place;
  }

  function shoot(photo) {
    const li = document.createElement("li");
    li.dataset.photo = photo.id;
    if (/^image\//.test(photo.blob.type)) {
      const img = document.createElement("img");
      img.alt = photo.name;
      img.src = URL.createObjectURL(photo.blob);
      li.append(img);
    } else {
      li.append(photo.name);
    }
    const off = document.createElement("button");
    off.type = "button";
    off.textContent = "×";
    off.setAttribute("aria-label", words("remove") + " " + photo.name);
    off.addEventListener("click", async () => {
      await dropPhoto(photo.id);
      const img = li.querySelector("img");
      if (img) URL.revokeObjectURL(img.src);
      li.remove();
    });
    li.append(off);
    shots.append(li);
  }

  async function take(files) {
    const mine = report;
    tell(words("shrinking"));
    let said = "";
    for (const file of files) {
      if (shots.childElementCount >= mostPhotos) { said = words("many"); break; }
      const small = await shrink(file);
      if (small === file && /^image\//.test(file.type)) said = words("plain");
      const photo = { id: crypto.randomUUID(), report: mine.id, name: small.name, blob: new Blob([small], { type: small.type }), at: Date.now() };
      await within("readwrite", ({ reports, photos }) => {
        if (mine.state === "begun") reports.put({ ...mine, fields: read() });
        photos.put(photo);
      });
      if (mine === report) shoot(photo);
    }
    tell(said);
  }

  input.addEventListener("change", () => {
    const files = [...input.files];
    input.value = ""; // they are kept on the phone now
    busy = busy.then(() => take(files)).catch(failed);
  });
  form.addEventListener("input", () => { clearTimeout(later); later = setTimeout(() => write().catch(() => {}), 300); });
  addEventListener("pagehide", () => { if (report && report.state === "begun" && !empty(read())) write().catch(() => {}); });

  function failed(error) {
    tell(error && error.name === "QuotaExceededError" ? words("full") : String((error && error.message) || error));
  }

  const seen = () => new Date(Date.now() + offset).toISOString().replace(/\.\d+Z/, "Z");

  form.addEventListener("submit", event => {
    if (event.submitter && event.submitter.name === "draft") return; // a draft is kept by the server, as ever
    event.preventDefault();
    busy = busy.then(hand).catch(failed);
  });

  async function hand() {
    clearTimeout(later);
    const fields = read();
    if (empty({ ...fields, place: "" }) && !shots.childElementCount) {
      tell(words("what"));
      form.querySelector("[data-said]").classList.add("patrol-wrong");
      return;
    }
    form.querySelector("[data-said]").classList.remove("patrol-wrong");
    const photos = [...shots.children].map(li => li.dataset.photo).join();
    const now = report.refused && report.refused.field !== "seen" && report.fields.seen || seen();
    const sum = JSON.stringify([fields, photos, now]);
    // Another body wants another key; what went out unchanged is the same report still.
    const key = report.sum !== undefined && report.sum !== sum ? crypto.randomUUID() : report.key;
    const made = report.refused ? report.made : Date.now();
    await keepReport({ ...report, key, sum, made, state: "waiting", fields: { ...fields, seen: now }, refused: undefined });
    await remember(fields.place);
    if (navigator.storage && navigator.storage.persist) navigator.storage.persist().catch(() => {});
    free();
    form.classList.remove("mending");
    report = null;
    for (const e of form.querySelectorAll("input[name=draft_id]")) e.remove();
    await next();
    tell(words("kept"));
    locate();
    chips();
    send();
  }

  // The places this person reported from are kept on the phone too, for when the server cannot name them.
  async function remember(at) {
    if (!at || at === form.dataset.place) return;
    const had = await noted("places-" + owner) || [];
    await keepNote("places-" + owner, [at, ...had.filter(p => p !== at)].slice(0, 8));
  }

  async function chips() {
    const box = form.querySelector("[data-places]");
    if (!box) return;
    box.hidden = false;
    for (const at of await noted("places-" + owner) || []) {
      if (box.childElementCount >= 8 || [...box.children].some(b => b.textContent === at)) continue;
      const chip = document.createElement("button");
      chip.type = "button";
      chip.dataset.chip = "";
      chip.textContent = at;
      box.append(chip);
    }
    mark();
  }

  function mark() {
    for (const chip of form.querySelectorAll("[data-chip]")) chip.setAttribute("aria-pressed", chip.textContent === place.value);
  }
  form.addEventListener("click", event => {
    const chip = event.target.closest("[data-chip]");
    if (!chip) return;
    place.value = chip.textContent;
    place.dispatchEvent(new Event("input", { bubbles: true }));
  });
  place.addEventListener("input", mark);
  place.addEventListener("focus", () => { if (place.value === form.dataset.place) place.select(); });

  // Where the person has allowed it before, the position is taken without asking.
  async function locate() {
    const button = form.querySelector("[data-locate]");
    if (!navigator.permissions || !navigator.geolocation || kind("position").value) return;
    const may = await navigator.permissions.query({ name: "geolocation" }).catch(() => null);
    if (may && may.state === "granted" && button) button.click();
  }

  const album = form.querySelector("[data-album]");
  if (matchMedia("(pointer: coarse)").matches) {
    input.setAttribute("capture", "environment"); // the big button opens the camera at once
    album.hidden = false;
    album.addEventListener("click", () => {
      input.removeAttribute("capture");
      input.click();
      input.setAttribute("capture", "environment");
    });
  }
  form.classList.add("with-script");

  // What the page was opened with (a matter, a draft, what was refused) comes before what was begun.
  if (!empty(read()) || kind("draft_id")) await begin();
  else await next();
  chips();
  locate();

  return {
    async mend(id) {
      const found = await reportOf(id);
      if (!found || found.state !== "conflict") return;
      if (!empty(read()) || shots.childElementCount) await write();
      free();
      free = await claim(id) || (() => {});
      form.reset();
      await show(found);
      form.classList.add("mending");
      tell(words("mending") + (found.refused && found.refused.reason ? " · " + found.refused.reason : ""));
      mark();
      form.scrollIntoView({ block: "start" });
      const wrong = found.refused && kind(found.refused.field);
      if (wrong && wrong.focus) wrong.focus({ preventScroll: true });
    },
  };
}

// Onto the home screen, for who wants it.
let offered = null;
addEventListener("beforeinstallprompt", event => { event.preventDefault(); offered = event; installable(); });
function installable() {
  const hint = document.querySelector("[data-install]");
  if (!hint || matchMedia("(display-mode: standalone)").matches) return;
  const apple = /iPhone|iPad|iPod/.test(navigator.userAgent) && !navigator.standalone;
  hint.hidden = !(offered || apple);
  hint.querySelector("[data-ios]").hidden = !apple;
  hint.querySelector("[data-ready]").hidden = !offered;
}
enhance("[data-install]", installable);
enhance("[data-install] [data-add]", button => button.addEventListener("click", async () => {
  if (!offered) return;
  offered.prompt();
  offered = null;
  installable();
}));
