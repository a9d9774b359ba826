// The outbox: what a grid member has reported and the server has not yet. A report is written to the phone first and
// sent afterwards, so that neither a lost network nor a killed page loses it; it goes out under the key it was begun
// with, so that it arrives once however often it is sent. The same text runs in the page and in the service worker.
//
// A report is { id, owner, action, key, state, fields, photos, made, … }; its state is one of
//   begun     in the form, and not sent yet
//   waiting   to be sent
//   conflict  refused by the server, with its words: to be mended, or thrown away on purpose; mended is what was typed since
//   sent      arrived, with its number; its photos are no longer kept here
// Photos lie beside it as { id, report, name, blob }; one with off is taken out while mending, and goes when that is sent. owner says whose it is: nobody else sees or sends it.

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

// handOver puts a report among those that wait, and lets go of photos that were taken out. It answers false where another
// page has done so before: what was begun once, or refused once, or kept once as a draft, is sent once.
export function handOver(report, out) {
  const draft = report.fields.draft_id;
  const before = one => one.id === report.id ? one.state === "waiting" || one.state === "sent" : draft && one.state !== "begun" && one.fields.draft_id === draft;
  return within("readwrite", ({ reports, photos }, done) => ask(reports.index("owner").getAll(report.owner), all => {
    const gone = all.some(before);
    done(!gone);
    if (gone) return;
    for (const id of out) photos.delete(id);
    reports.put(report);
  }));
}

// keepMended keeps what is typed while a refused report is mended, beside what was refused.
export function keepMended(id, fields) {
  return changed(id, report => { if (report.state === "conflict") report.mended = fields; });
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
  for (const photo of await photosOf(report.id)) if (!photo.off) form.append("files", photo.blob, photo.name);
  form.append("idempotency_key", report.key);
  return form;
}

// A request that gets nowhere is given up: after a while, when the network is back, or when somebody asks for it. It goes out
// anew under the same key.
let attempt = null;
const hangs = 5000; // so long it is left alone all the same
function giveUp(after) {
  if (attempt && Date.now() - attempt.since >= after) attempt.patience.abort();
}
addEventListener("online", () => giveUp(0));
if (bell) bell.addEventListener("message", ({ data }) => { if (data.hurry) giveUp(hangs); });

// hurry gives up what hangs, here and in any other page.
export function hurry() {
  giveUp(hangs);
  if (bell) bell.postMessage({ hurry: true });
}

// post sends one report; it has thirty seconds, and more by the size of its photos where the network is slow.
async function post(report) {
  const form = await body(report);
  const bytes = form.getAll("files").reduce((sum, file) => sum + file.size, 0);
  const mine = attempt = { patience: new AbortController(), since: Date.now() };
  const clock = setTimeout(() => mine.patience.abort(), 30000 + bytes / 20);
  try {
    const answer = await fetch(report.action, {
      method: "POST", body: form, credentials: "same-origin", redirect: "manual", cache: "no-store", signal: mine.patience.signal,
      headers: { Accept: "application/json", "Huying-Owner": report.owner },
    });
    const json = /\bjson\b/.test(answer.headers.get("Content-Type") || "");
    return { status: answer.status, ok: answer.ok, said: json ? await answer.json() : null };
  } finally {
    clearTimeout(clock);
    if (attempt === mine) attempt = null;
  }
}

// deliver sends one report and says what came of it: sent, conflict, login, later; strange where something else than the
// site has answered; or, where nothing gets through, offline.
async function deliver(report) {
  let answer;
  try {
    answer = await post(report);
  } catch {
    return "offline";
  }
  let { said } = answer;
  if (answer.ok && said && said.no) {
    await changed(report.id, r => { r.state = "sent"; r.sent = Date.now(); r.no = said.no; r.href = said.href; delete r.strange; });
    return "sent";
  }
  if (answer.status === 413 && !said) said = { code: "too_large", reason: "" };
  // What is not said in our own words was not said by us: a portal, a proxy, a half-started server.
  if (!said || !said.code) {
    await changed(report.id, r => { r.strange = { times: strangeness(r) + 1, status: answer.status }; });
    return "strange";
  }
  if (answer.status === 401) return "login";
  const later = answer.status >= 500 || answer.status === 429 || answer.status === 408 || said.code === "conflict";
  await changed(report.id, r => {
    delete r.strange;
    r.tries = (r.tries || 0) + 1;
    if (later) return;
    r.state = "conflict";
    delete r.mended;
    r.refused = { code: said.code, reason: said.reason || "", clause: said.clause || "", field: said.field || "", at: Date.now() };
  });
  if (!later) return "conflict";
  return answer.status === 500 || said.code === "conflict" ? "later" : "offline";
}

// strangeness is how often something else than the site has answered a report.
export const strangeness = report => (report.strange ? report.strange.times : 0);

// One page or worker sends at a time. Should two do so all the same, the keys keep it to one case each.
function alone(work) {
  const locks = typeof navigator === "object" && navigator.locks;
  return locks ? locks.request("huying-outbox", work) : work();
}

const mostStrange = 3; // so many in a row, and it is the network: the others need not be carried to a stranger too

// sendAll sends what waits, one after the other in the order it was made, those that a stranger has answered after the
// others, and tells how that ended: "done" when nothing waits any more, else why it stopped.
export function sendAll(owner, tell = () => {}) {
  return alone(async () => {
    let end = "done", strange = 0;
    const all = (await reportsOf(owner)).filter(r => r.state === "waiting").sort((a, b) => strangeness(a) - strangeness(b));
    for (const { id } of all) {
      const report = await reportOf(id);
      if (!report || report.state !== "waiting") continue; // thrown away meanwhile
      tell(id, "sending");
      const came = await deliver(report);
      tell(id, came);
      if (bell) bell.postMessage({ id, came });
      if (came === "offline" || came === "login") return came;
      if (came === "later") end = "later";
      strange = came === "strange" ? strange + 1 : 0;
      if (came === "strange") end = came;
      if (strange === mostStrange) return end;
    }
    return end;
  });
}
