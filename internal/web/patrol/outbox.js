// The outbox: what a grid member has reported and the server has not yet. A report is written to the phone first and
// sent afterwards, so that neither a lost network nor a killed page loses it; it goes out under the key it was begun
// with, so that it arrives once however often it is sent. The same text runs in the page and in the service worker.
//
// A report is { id, owner, action, key, state, fields, photos, made, … }; its state is one of
//   begun     in the form, and not sent yet
//   waiting   to be sent
//   conflict  refused by the server, with its words: to be mended, or thrown away on purpose
//   sent      arrived, with its number; its photos are no longer kept here
// Photos lie beside it as { id, report, name, blob }. owner says whose it is: nobody else sees or sends it.

const house = "huying";
export const bell = typeof BroadcastChannel === "function" ? new BroadcastChannel("huying-outbox") : null;

let opened;
export function database() {
  opened ||= new Promise((done, failed) => {
    const asked = indexedDB.open(house, 1);
    asked.onupgradeneeded = () => {
      const db = asked.result;
      db.createObjectStore("reports", { keyPath: "id" }).createIndex("owner", "owner");
      db.createObjectStore("photos", { keyPath: "id" }).createIndex("report", "report");
      db.createObjectStore("notes", { keyPath: "id" });
    };
    asked.onsuccess = () => {
      asked.result.onversionchange = () => { asked.result.close(); opened = undefined; };
      done(asked.result);
    };
    asked.onerror = asked.onblocked = () => { opened = undefined; failed(asked.error || new Error("blocked")); };
  });
  return opened;
}

// within does some work in one transaction, and answers when it is on the disk.
export async function within(mode, work) {
  const db = await database();
  return new Promise((done, failed) => {
    const t = db.transaction(["reports", "photos", "notes"], mode, { durability: "strict" });
    let answer;
    t.oncomplete = () => done(answer);
    t.onerror = t.onabort = () => failed(t.error || new Error("aborted"));
    work({ reports: t.objectStore("reports"), photos: t.objectStore("photos"), notes: t.objectStore("notes") }, value => { answer = value; });
  });
}

const ask = (request, then) => { request.onsuccess = () => then(request.result); };

export function reportsOf(owner) {
  return within("readonly", ({ reports }, done) => ask(reports.index("owner").getAll(owner), all => done(all.sort((a, b) => a.made - b.made))));
}

export function reportOf(id) {
  return within("readonly", ({ reports }, done) => ask(reports.get(id), done));
}

// others counts what waits here for somebody else.
export function others(owner) {
  return within("readonly", ({ reports }, done) => ask(reports.getAll(), all =>
    done(all.filter(r => r.owner !== owner && (r.state === "waiting" || r.state === "conflict")).length)));
}

export function photosOf(report) {
  return within("readonly", ({ photos }, done) => ask(photos.index("report").getAll(report), all => done(all.sort((a, b) => a.at - b.at))));
}

export function keepReport(report) {
  return within("readwrite", ({ reports }) => { reports.put(report); });
}

export function keepPhoto(photo) {
  return within("readwrite", ({ photos }) => { photos.put(photo); });
}

export function dropPhoto(id) {
  return within("readwrite", ({ photos }) => { photos.delete(id); });
}

export function discard(id) {
  return within("readwrite", stores => { remove(stores, id, true); });
}

function remove({ reports, photos }, id, whole) {
  if (whole) reports.delete(id);
  ask(photos.index("report").getAllKeys(id), keys => { for (const key of keys) photos.delete(key); });
}

// changed writes a report anew from what stands there now: two pages may be at it.
function changed(id, change) {
  return within("readwrite", (stores, done) => ask(stores.reports.get(id), report => {
    if (!report) { done(null); return; }
    change(report);
    stores.reports.put(report);
    if (report.state === "sent") remove(stores, id, false);
    done(report);
  }));
}

export function note(id) {
  return within("readonly", ({ notes }, done) => ask(notes.get(id), found => done(found && found.value)));
}

export function keepNote(id, value) {
  return within("readwrite", ({ notes }) => { notes.put({ id, value }); });
}

// What was sent stays in view for three days, and then goes by itself.
const sentStays = 3 * 24 * 3600 * 1000;
export async function tidy(owner) {
  for (const r of await reportsOf(owner)) {
    if (r.state === "sent" && Date.now() - r.sent > sentStays) await discard(r.id);
  }
}

// body is the report as the page's own form would send it.
async function body(report) {
  const form = new FormData();
  for (const [name, value] of Object.entries(report.fields)) {
    if (value !== "" && value != null) form.append(name, value);
  }
  for (const photo of await photosOf(report.id)) form.append("files", photo.blob, photo.name);
  form.append("idempotency_key", report.key);
  return form;
}

// deliver sends one report and says what came of it: sent, conflict, login, later or, where nothing gets through, offline.
async function deliver(report) {
  const patience = new AbortController();
  const clock = setTimeout(() => patience.abort(), 120000);
  let answer, said = null;
  try {
    answer = await fetch(report.action, {
      method: "POST", body: await body(report), credentials: "same-origin", redirect: "manual", cache: "no-store", signal: patience.signal,
      headers: { Accept: "application/json", "Huying-Owner": report.owner },
    });
    if (/\bjson\b/.test(answer.headers.get("Content-Type") || "")) said = await answer.json();
  } catch {
    return "offline";
  } finally {
    clearTimeout(clock);
  }
  // What is not said in our own words was not said by us: a portal, a proxy, a half-started server.
  if (answer.ok && said && said.no) {
    await changed(report.id, r => { r.state = "sent"; r.sent = Date.now(); r.no = said.no; r.href = said.href; });
    return "sent";
  }
  if (answer.status === 401 && said) return "login";
  if (answer.status === 413 && !said) said = { code: "too_large", reason: "" };
  const later = !said || answer.status >= 500 || answer.status === 429 || answer.status === 408 || said.code === "conflict";
  await changed(report.id, r => {
    r.tries = (r.tries || 0) + 1;
    if (later) return;
    r.state = "conflict";
    r.refused = { code: said.code, reason: said.reason || "", clause: said.clause || "", field: said.field || "", at: Date.now() };
  });
  if (!later) return "conflict";
  return answer.status === 500 ? "later" : "offline";
}

// One page or worker sends at a time. Should two do so all the same, the keys keep it to one case each.
function alone(work) {
  const locks = typeof navigator === "object" && navigator.locks;
  return locks ? locks.request("huying-outbox", work) : work();
}

// sendAll sends what waits, one after the other in the order it was made, and tells how that ended: "done" when nothing
// waits any more, else why it stopped.
export function sendAll(owner, tell = () => {}) {
  return alone(async () => {
    let end = "done";
    for (const { id } of (await reportsOf(owner)).filter(r => r.state === "waiting")) {
      const report = await reportOf(id);
      if (!report || report.state !== "waiting") continue; // thrown away meanwhile
      tell(id, "sending");
      const came = await deliver(report);
      tell(id, came);
      if (bell) bell.postMessage({ id, came });
      if (came === "offline" || came === "login") return came;
      if (came === "later") end = "later";
    }
    return end;
  });
}
