// The report form writes to the phone: as it is filled in, so that a camera that pushes the page out of memory costs
// nothing, and when it is sent. What was sent leaves a blank form, so that one report never becomes two cases.
import { shrink } from "./photo.js";
import { toast } from "./toast.js";
import { discard, dropPhoto, handOver, keepMended, keepNote, keepReport, note as noted, photosOf, reportOf, reportsOf, within } from "./outbox.js";
import { refresh, words } from "./waiting.js";
import { places } from "./places.js";

const mostPhotos = 20;
const doubleTap = 1500; // a second tap within this time, with nothing done in between, belongs to the first

export function tell(text) {
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

// marked is what this tab has to remember over a reload.
const marked = {
  set(name, id) { try { sessionStorage.setItem("huying-" + name, id); } catch { /* it is forgotten then */ } },
  take(name) {
    try {
      const id = sessionStorage.getItem("huying-" + name);
      sessionStorage.removeItem("huying-" + name);
      return id;
    } catch { return null; }
  },
};

// asked is what the page was opened with; scripts may have taken it out of the address since.
const asked = new URL((performance.getEntriesByType("navigation")[0] || location).name || location.href).searchParams;

export async function reportForm(form, owner, send) {
  const kind = name => form.elements.namedItem(name);
  const input = kind("files"), place = kind("place");
  const shots = form.querySelector("[data-shots]");
  const ahead = Number(form.dataset.now) / 1000 - Date.now(); // by how much the phone's clock is behind
  if (!form.dataset.kept) await keepNote("ahead", ahead);
  const offset = await noted("ahead") || 0;
  const from = ["what", "draft"].filter(name => asked.get(name)).map(name => name + "=" + asked.get(name)).join("&");
  let report, free = () => {}, busy = Promise.resolve(), later = 0;
  let touched = false; // somebody has put something in, now or before
  let stirred = false, handing = false, handed = 0; // since the last one was sent
  let aside = null; // what was begun when a refused one was taken up

  const fresh = () => ({ id: crypto.randomUUID(), owner, action: form.getAttribute("action"), key: crypto.randomUUID(), state: "begun", fields: {}, from, made: Date.now() });

  function read() {
    const fields = {};
    for (const [name, value] of new FormData(form)) {
      if (typeof value === "string" && name !== "idempotency_key") fields[name] = value.trim();
    }
    return fields;
  }

  const empty = fields => !fields.what && !fields.text && (!fields.place || fields.place === form.dataset.place);
  const chosen = () => [...shots.children].filter(li => !li.classList.contains("shot-out"));

  async function write() {
    clearTimeout(later);
    if (report.state === "conflict") return keepMended(report.id, read());
    report.fields = read();
    return keepReport(report);
  }

  function stir() { touched = stirred = true; }

  // blank empties the form, also of what the server had filled in.
  function blank() {
    for (const one of form.querySelectorAll("input[name=what]")) one.defaultChecked = !one.value;
    kind("text").defaultValue = place.defaultValue = "";
    for (const one of form.querySelectorAll("input[name=draft_id]")) one.remove();
    form.reset();
    kind("position").value = "";
    form.querySelector("[data-locate]").classList.remove("located");
    form.classList.remove("mending");
    for (const img of shots.querySelectorAll("img")) URL.revokeObjectURL(img.src);
    shots.replaceChildren();
    touched = false;
  }

  async function show(found, fields = found.fields) {
    blank();
    report = found;
    touched = true;
    for (const name of ["what", "place", "position", "text"]) {
      const field = kind(name);
      if (field && fields[name] !== undefined) field.value = fields[name];
    }
    if (fields.draft_id) {
      const draft = document.createElement("input");
      Object.assign(draft, { type: "hidden", name: "draft_id", value: fields.draft_id });
      form.prepend(draft);
    }
    for (const photo of await photosOf(found.id)) shoot(photo);
    at.mark();
  }

  // take up what was begun before and is in no other page.
  async function takeUp(which) {
    for (const found of (await reportsOf(owner)).filter(r => r.state === "begun" && which(r))) {
      const release = await claim(found.id);
      if (!release) continue;
      const there = await reportOf(found.id);
      if (!there || there.state !== "begun") { release(); continue; }
      free = release;
      await show({ ...there, action: form.getAttribute("action") });
      return true;
    }
    return false;
  }

  async function begin() {
    report = fresh();
    free = await claim(report.id) || (() => {});
    if (!place.value) place.value = form.dataset.place;
    at.mark();
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
    const face = () => {
      li.classList.toggle("shot-out", !!photo.off);
      off.textContent = photo.off ? "↶" : "×";
      off.setAttribute("aria-label", words(photo.off ? "putback" : "remove") + " " + photo.name);
    };
    off.addEventListener("click", async () => {
      stir();
      if (report.state === "conflict") { // it goes when this is sent, and not before
        photo.off = !photo.off;
        face();
        await within("readwrite", ({ photos }) => { photos.put(photo); });
        return;
      }
      await dropPhoto(photo.id);
      const img = li.querySelector("img");
      if (img) URL.revokeObjectURL(img.src);
      li.remove();
    });
    face();
    li.append(off);
    shots.append(li);
  }

  async function take(files) {
    const mine = report;
    stir();
    tell(words("shrinking"));
    let said = "";
    for (const file of files) {
      if (!file.size) { said = words("hollow", file.name); continue; }
      if (chosen().length >= mostPhotos) { said = words("many"); break; }
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
  form.addEventListener("input", event => {
    if (event.target === input) return;
    stir();
    clearTimeout(later);
    later = setTimeout(() => write().catch(() => {}), 300);
  });
  form.addEventListener("click", event => { if (event.target.matches("input[name=what]")) stir(); });
  addEventListener("pagehide", () => { if (report && stirred && (report.state !== "begun" || !empty(read()))) write().catch(() => {}); });

  function failed(error) {
    tell(error && error.name === "QuotaExceededError" ? words("full") : String((error && error.message) || error));
  }

  const seen = () => new Date(Date.now() + offset).toISOString().replace(/\.\d+Z/, "Z");

  form.addEventListener("submit", event => {
    if (event.submitter && event.submitter.name === "draft") { // a draft is kept by the server, as ever
      marked.set("drafted", report.id);
      return;
    }
    event.preventDefault();
    if (handing || !stirred && Date.now() - handed < doubleTap) return;
    handing = true;
    busy = busy.then(hand).catch(failed).then(() => { handing = false; });
  });

  async function hand() {
    clearTimeout(later);
    const fields = read(), nothing = !fields.what && !fields.text && !chosen().length;
    form.querySelector("[data-said]").classList.toggle("patrol-wrong", nothing || !touched);
    if (nothing || !touched) {
      tell(words(nothing ? "what" : "untouched"));
      return;
    }
    const photos = chosen().map(li => li.dataset.photo).join();
    const now = report.refused && report.refused.field !== "seen" && report.fields.seen || seen();
    const sum = JSON.stringify([fields, photos, now]);
    // Another body wants another key; what went out unchanged is the same report still.
    const key = report.sum !== undefined && report.sum !== sum ? crypto.randomUUID() : report.key;
    const made = report.refused ? report.made : Date.now();
    const out = [...shots.querySelectorAll(".shot-out")].map(li => li.dataset.photo);
    const ready = { ...report, key, sum, made, state: "waiting", fields: { ...fields, seen: now }, refused: undefined, mended: undefined };
    if (!await handOver(ready, out)) {
      await refresh();
      tell(words("elsewhere"));
      return;
    }
    handed = Date.now();
    stirred = false;
    marked.take("mending");
    await at.remember(fields.place);
    if (navigator.storage && navigator.storage.persist) navigator.storage.persist().catch(() => {});
    free();
    blank();
    forget(fields.draft_id);
    const waits = aside;
    aside = null;
    if (!waits || !await takeUp(r => r.id === waits)) await begin();
    tell(words("kept"));
    locate();
    at.chips();
    send();
  }

  // forget takes a draft that was sent out of the page, and what the page was opened with out of its address.
  function forget(draft) {
    if (location.search) history.replaceState(history.state, "", location.pathname);
    const list = document.querySelector(".drafts");
    if (!list || !draft) return;
    for (const one of list.querySelectorAll("input[name=draft_id]")) if (one.value === draft) one.closest("li").remove();
    const left = list.querySelectorAll("li").length;
    list.querySelector(".tally").textContent = left;
    if (!left) list.remove();
  }

  const at = places(form, place, owner);

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

  // mend takes a refused report into the form; what stood there is set aside.
  async function mend(id) {
    if (report && report.id === id) { form.scrollIntoView({ block: "start" }); return true; }
    const found = await reportOf(id);
    if (!found || found.state !== "conflict" || found.owner !== owner) return true;
    const release = await claim(id);
    if (!release) return false;
    clearTimeout(later);
    if (report.state === "conflict" || touched && (!empty(read()) || chosen().length)) await write();
    if (report.state === "begun" && touched) aside = report.id;
    free();
    free = release;
    await show(found, found.mended || found.fields);
    stirred = false;
    marked.set("mending", id);
    form.classList.add("mending");
    tell(words("mending") + (found.refused && found.refused.reason ? " · " + found.refused.reason : ""));
    form.scrollIntoView({ block: "start" });
    const wrong = found.refused && kind(found.refused.field);
    if (wrong && wrong.focus) wrong.focus({ preventScroll: true });
    return true;
  }

  // A draft that the server has kept need not be kept here too.
  const drafted = marked.take("drafted");
  if (drafted && asked.get("done") === "draft") {
    const kept = await reportOf(drafted);
    if (kept && kept.state === "begun") await discard(drafted);
  }
  // What the page was opened with (a matter, a draft, what was refused) comes before what was begun, but for what was begun
  // with it.
  if (form.dataset.kept) for (const one of form.querySelectorAll("input[name=what]")) if (one.value && one.value === asked.get("what")) one.checked = true;
  const filled = !empty(read()) || kind("draft_id");
  if (!await takeUp(r => filled ? from && r.from === from : true)) {
    await begin();
    touched = !!kind("draft_id") || !!filled && !asked.get("what");
  }
  const mending = marked.take("mending");
  if (mending && !from) for (let i = 0; i < 5 && !await mend(mending); i++) await new Promise(done => setTimeout(done, 200)); // the page before still lets go
  form.classList.add("with-script");
  at.chips();
  locate();

  return { async mend(id) { if (!await mend(id)) tell(words("elsewhere")); } };
}
