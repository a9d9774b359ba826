// The grid member's pages. Without a script the form is posted as any other; with one, what is reported is written to the
// phone first and sent when it can be, in this page or in any other of the same person.
import { enhance } from "./face.js";
import { database, hurry, keepNote, reportOf, sendAll, tidy } from "./outbox.js";
import { reportForm, tell } from "./reporting.js";
import { note, refresh, showOutbox, words } from "./waiting.js";
import "./leave.js";

const owner = document.body.dataset.owner || "";

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
  let desk = null;
  showOutbox(document.querySelector("[data-outbox]"), owner, id => desk && desk.mend(id));
  desk = form && await reportForm(form, owner, send);
  await tidy(owner);
  await refresh();
  const button = document.querySelector("[data-outbox] [data-send]");
  if (button) button.addEventListener("click", () => { hurry(); send(); });
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
    if (end === "offline" || end === "later" || end === "strange") {
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
