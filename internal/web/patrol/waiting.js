// What this phone still has to send, and what became of it: the list above the form, and the counts in the menu.
import { bell, discard, others, photosOf, reportsOf, strangeness } from "./outbox.js";

const doing = new Map(); // report → what is happening to it now, in this page or another one
let view, owner, mend, told = "";
const drawn = new Map(); // report → blob: address of its first photo

// showOutbox begins to draw; onMend takes a report back into the form.
export function showOutbox(section, whose, onMend) {
  view = section;
  owner = whose;
  mend = onMend;
  if (!view) return;
  // Should the page renew itself around it, what it shows is drawn again.
  new MutationObserver(() => { if (drawing) return; if (!view.querySelector("[data-list]").childElementCount && last && last.all.length) refresh(); })
    .observe(view, { childList: true, subtree: true });
}

if (bell) bell.addEventListener("message", ({ data }) => { if (!data.id) return; note(data.id, data.came); refresh(); });

// note remembers what is happening to a report, and what the whole is waiting for.
export function note(id, came) {
  if (came === "sending") doing.set(id, came);
  else doing.delete(id);
  if (came) told = came;
}

export function words(name, ...blanks) {
  const text = (view && view.dataset["word" + name[0].toUpperCase() + name.slice(1)]) || "";
  return text.replace(/\{(\d)\}/g, (_, n) => blanks[n]);
}

let last = null, drawing = false, turn = Promise.resolve();
export function refresh() {
  turn = turn.catch(() => {}).then(look); // one drawing after the other
  return turn;
}

async function look() {
  const all = await reportsOf(owner);
  const apart = await others(owner);
  last = { all: all.filter(r => r.state !== "begun"), apart };
  await draw();
  return last.all.filter(r => r.state === "waiting").length;
}

const oftenEnough = 3; // so often a stranger has answered that it is said

const order = { conflict: 0, waiting: 1, sent: 2 };

async function draw() {
  const { all, apart } = last;
  const count = state => all.filter(r => r.state === state).length;
  const waiting = count("waiting"), refused = count("conflict");
  counts(waiting + refused, refused > 0);
  if (!view) return;
  // What the list below shows already need not be said twice.
  const shown = all.filter(r => r.state !== "sent" || !document.getElementById("case-" + r.no))
    .sort((a, b) => order[a.state] - order[b.state] || (a.state === "sent" ? b.sent - a.sent : a.made - b.made));
  drawing = true;
  view.hidden = !shown.length && !apart;
  view.querySelector(".outbox-head").hidden = !shown.length;
  view.classList.toggle("outbox-refused", refused > 0);
  const sums = [];
  if (refused) sums.push(words("sumrefused", refused));
  if (waiting) sums.push(words("sum", waiting));
  view.querySelector("[data-sum]").textContent = sums.join(" · ") || words("sumsent");
  view.querySelector("[data-send]").hidden = !waiting || !navigator.onLine;
  const estranged = all.find(r => r.state === "waiting" && strangeness(r) >= oftenEnough);
  view.querySelector("[data-note]").textContent = !waiting ? "" : !navigator.onLine ? words("off")
    : told === "sending" ? words("on") : told === "login" ? words("login") : estranged ? words("strange")
    : told === "offline" || told === "later" || told === "strange" ? words("later") : "";
  view.querySelector("[data-login]").hidden = !(waiting && told === "login");
  const strangers = view.querySelector("[data-others]");
  strangers.hidden = !apart;
  strangers.textContent = apart ? words("others", apart) : "";
  const list = view.querySelector("[data-list]");
  const had = new Map([...list.children].map(li => [li.dataset.report, li]));
  const rows = [];
  for (const report of shown) rows.push(await row(report, had.get(report.id)));
  for (const [id, li] of had) if (!rows.includes(li)) { li.remove(); forget(id); }
  rows.forEach((li, i) => { if (list.children[i] !== li) list.insertBefore(li, list.children[i] || null); });
  queueMicrotask(() => { drawing = false; });
}

async function row(report, li) {
  if (!li) {
    li = view.querySelector("template[data-item]").content.firstElementChild.cloneNode(true);
    li.dataset.report = report.id;
    li.querySelector("[data-mend]").addEventListener("click", () => mend(report.id));
    const drop = li.querySelector("[data-drop]");
    drop.addEventListener("click", () => sure(drop, async () => { await discard(report.id); await refresh(); }));
    await shot(li, report);
  }
  const state = doing.get(report.id) || report.state;
  li.dataset.state = state;
  const f = report.fields;
  set(li, "[data-title]", [f.what, f.text].filter(Boolean).join("：") || words("photo"));
  set(li, "[data-where]", f.place || "");
  const why = report.refused || {};
  set(li, "[data-words]", state === "conflict" ? words("refused", why.code === "too_large" && !why.reason ? words("toolarge") : why.reason || why.code)
    : state === "sent" ? words("sent", report.no)
    : state === "waiting" && strangeness(report) >= oftenEnough ? words("estranged", report.strange.status || "–") : words(state));
  const clause = li.querySelector("[data-clause]");
  clause.hidden = state !== "conflict" || !why.clause;
  set(li, "[data-clause]", why.clause || "");
  const at = li.querySelector("[data-at]");
  const when = new Date(report.sent || report.made);
  set(li, "[data-at]", clock(when));
  at.dateTime = when.toISOString();
  li.querySelector("[data-mend]").hidden = state !== "conflict";
  li.querySelector("[data-do]").hidden = state === "sent" || state === "sending";
  if (state === "sent") {
    forget(report.id, li);
    lead(li.querySelector("[data-title]"), report.href);
  }
  return li;
}

// lead makes a title lead to its case.
function lead(title, href) {
  if (!href || title.querySelector("a")) return;
  const link = document.createElement("a");
  link.href = href;
  link.append(...title.childNodes);
  title.append(link);
}

function set(li, part, text) {
  const e = li.querySelector(part);
  if (e.textContent !== text) e.textContent = text;
}

function clock(when) {
  const two = n => String(n).padStart(2, "0");
  const day = when.toDateString() === new Date().toDateString() ? "" : two(when.getMonth() + 1) + "-" + two(when.getDate()) + " ";
  return day + two(when.getHours()) + ":" + two(when.getMinutes());
}

async function shot(li, report) {
  const [first] = report.state === "sent" ? [] : (await photosOf(report.id)).filter(p => !p.off);
  if (!first || !/^image\//.test(first.blob.type)) return;
  const img = document.createElement("img");
  img.alt = "";
  img.src = URL.createObjectURL(first.blob);
  drawn.set(report.id, img.src);
  li.querySelector("[data-shot]").replaceChildren(img);
}

function forget(id, li) {
  if (drawn.has(id)) URL.revokeObjectURL(drawn.get(id));
  drawn.delete(id);
  if (li) li.querySelector("[data-shot]").replaceChildren();
}

// sure does it at the second tap only.
function sure(button, act) {
  if (button.dataset.sure) { act(); return; }
  const was = button.textContent;
  button.dataset.sure = "yes";
  button.textContent = words("sure");
  setTimeout(() => { delete button.dataset.sure; button.textContent = was; }, 4000);
}

// counts says beside the page's name in the menu how much waits.
function counts(n, refused) {
  for (const link of document.querySelectorAll('.menu a[href$="/report"]')) {
    let mark = link.querySelector("[data-outbox-count]");
    if (!n) { if (mark) mark.remove(); continue; }
    if (!mark) {
      mark = document.createElement("b");
      mark.className = "count";
      mark.dataset.outboxCount = "";
      link.append(mark);
    }
    mark.classList.toggle("count-red", refused);
    if (mark.textContent !== String(n)) mark.textContent = n;
    mark.title = words("menu", n);
  }
}
