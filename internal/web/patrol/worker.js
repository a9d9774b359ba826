// The service worker: keeps the grid member's page usable without network, and sends what waits when the network is back.
// It looks at nothing else: not at cases, lists, the interface or what is told live. What it keeps of pages is the empty
// form and the manual's grid tier, fetched without anybody's name, under the mark of the account that was logged in.
/* The server puts VERSION, FILES and the outbox before this text. */

const files = "huying-files-" + VERSION;
const shells = "huying-shell-";
const patience = 4000; // how long a page may take before the kept one is shown

self.addEventListener("install", event => {
  event.waitUntil(caches.open(files).then(kept => kept.addAll(FILES)).then(() => self.skipWaiting()));
});

// Files of an earlier build stay until this build's pages are kept too: an older page, open or kept, finds what it names.
self.addEventListener("activate", event => event.waitUntil(self.clients.claim()));

self.addEventListener("message", event => {
  const asked = event.data || {};
  if (asked.kind === "keep") event.waitUntil(keep(asked));
  if (asked.kind === "drop") event.waitUntil(drop(""));
});

// keep fetches the empty pages of the account that is logged in, and lets go of everybody else's and of older builds'.
async function keep({ owner, language, pages }) {
  const name = shells + VERSION + "-" + owner + "-" + language;
  if (!await fresh(name, pages)) {
    const got = [];
    for (const page of pages) {
      const answer = await fetch(page, { credentials: "same-origin", cache: "no-store", redirect: "error" }).catch(() => null);
      if (!answer || !answer.ok || answer.headers.get("Huying-Owner") !== owner) return;
      got.push([page, answer]);
    }
    const kept = await caches.open(name);
    for (const [page, answer] of got) await kept.put(page, answer);
  }
  await drop(name);
  for (const other of await caches.keys()) {
    if (other.startsWith("huying-files-") && other !== files) await caches.delete(other);
  }
}

// fresh says that the pages were fetched a short while ago.
async function fresh(name, pages) {
  if (!await caches.has(name)) return false;
  const kept = await caches.open(name);
  for (const page of pages) {
    const had = await kept.match(page);
    if (!had || !(Date.now() - Date.parse(had.headers.get("Date")) < 10 * 60 * 1000)) return false;
  }
  return true;
}

async function drop(but) {
  for (const name of await caches.keys()) {
    if (name.startsWith(shells) && name !== but) await caches.delete(name);
  }
}

self.addEventListener("fetch", event => {
  const asked = event.request;
  const url = new URL(asked.url);
  if (url.origin !== self.location.origin) return;
  if (asked.method === "POST" && url.pathname === "/leave") { event.respondWith(leave(asked)); return; }
  if (asked.method !== "GET") return;
  if (url.pathname.startsWith("/static/")) {
    event.respondWith(caches.match(asked).then(had => had || fetch(asked)));
    return;
  }
  if (asked.mode === "navigate" && (url.pathname === "/" || /^\/d\/\d+\/(report|check)$/.test(url.pathname))) {
    event.respondWith(page(asked, url));
  }
});

// leave lets go of the kept pages once somebody has left, and not where the request went nowhere.
async function leave(asked) {
  const answer = await fetch(asked);
  await drop("");
  return answer;
}

// page asks the server first; where it does not answer, or not in time, the kept page stands in.
async function page(asked, url) {
  const live = fetch(asked);
  live.catch(() => {}); // it may fail long after the kept page was shown
  const kept = await shellFor(url);
  if (!kept) return live;
  const soon = new Promise(done => setTimeout(() => done(null), patience));
  const answer = await Promise.race([live, soon]).catch(() => null);
  return answer && answer.status < 500 ? answer : kept; // an answer that leads elsewhere has status 0
}

async function shellFor(url) {
  const want = url.pathname.endsWith("/check") ? "/check" : "/report";
  const names = (await caches.keys()).filter(name => name.startsWith(shells));
  names.sort((a, b) => b.startsWith(shells + VERSION) - a.startsWith(shells + VERSION));
  for (const name of names) {
    const kept = await caches.open(name);
    for (const key of await kept.keys()) {
      if (new URL(key.url).pathname.endsWith(want)) return kept.match(key);
    }
  }
  return null;
}

// Background Sync, where there is: the page may be closed by the time the network is back.
self.addEventListener("sync", event => {
  if (event.tag === "huying-outbox") event.waitUntil(sendWaiting());
});

async function sendWaiting() {
  const owner = await note("owner");
  if (!owner) return;
  const end = await sendAll(owner);
  if (end === "offline" || end === "later" || end === "strange") throw new Error("not yet"); // the browser tries again later
}
