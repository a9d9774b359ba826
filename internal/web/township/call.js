// The call form. What the list has is found while one types; what is chosen changes beside it, and what has been typed
// stays; what has been written is kept as a draft by itself. Without this the same page searches and chooses by GET.
import { enhance, awaken } from "./face.js";

const pause = 150, idle = 3000;

// get fetches a page of this site as a document; anything else is a fault.
async function get(address, options) {
  const answer = await fetch(address, { headers: { Accept: "text/html" }, cache: "no-store", ...options });
  if (!answer.ok) throw new Error(String(answer.status));
  return { url: new URL(answer.url), page: new DOMParser().parseFromString(await answer.text(), "text/html") };
}

// put takes the parts with these ids from a fetched page.
function put(page, ids) {
  for (const id of ids) {
    const old = document.getElementById(id), fresh = page.getElementById(id);
    if (!old || !fresh) continue;
    old.replaceWith(document.adoptNode(fresh));
    awaken(fresh);
  }
}

// choose has the page speak of what was chosen.
async function choose(href) {
  const cause = document.querySelector("#call-picked [name=cause]:checked");
  let fetched;
  try {
    fetched = await get(href);
  } catch {
    location.href = href; // the server says what is wrong
    return;
  }
  // What was ticked of the rarer fields stays, where it is still to be ticked.
  const ticked = [...document.querySelectorAll("#call-rare :checked")].map(box => [box.name, box.value]);
  const written = [...document.querySelectorAll("#call-rare :is(input:not([type=checkbox]), textarea, select)")].map(f => [f.name, f.value]);
  put(fetched.page, ["call-says", "call-picked", "call-evidence", "call-rare", "call-send"]);
  const find = (name, value) => [...document.querySelectorAll("#call-rare [name=" + JSON.stringify(name) + "]")].find(f => value === undefined || f.value === value);
  for (const [name, value] of ticked) { const box = find(name, value); if (box) box.checked = true; }
  for (const [name, value] of written) { const field = find(name); if (field) field.value = value; }
  if (cause) {
    const again = document.querySelector("#call-picked [name=cause][value=" + JSON.stringify(cause.value) + "]");
    if (again) again.checked = true;
  }
  document.querySelector("[data-call]").classList.add("call-chosen");
  document.getElementById("call-sheet").classList.remove("sheet-waits");
  for (const link of document.querySelectorAll("[data-choose]")) {
    if (link.getAttribute("href") === href) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
  const now = new URL(href, location.href), draft = document.getElementById("call-draft").value;
  if (!draft) history.replaceState(null, "", now);
  const title = document.getElementById("call-says-title");
  title.focus({ preventScroll: true });
  const top = document.getElementById("call-says").getBoundingClientRect().top;
  if (top < 0 || top > innerHeight * .6) document.getElementById("call-says").scrollIntoView({ block: "start" });
}

addEventListener("click", event => {
  const link = event.target.closest && event.target.closest("a[data-choose]");
  if (!link || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  choose(link.getAttribute("href"));
});

enhance("[data-find]", input => {
  let waiting = null, asked = 0, at = -1, shown = input.value.trim();
  const list = () => document.getElementById("call-hits");
  const options = () => [...list().querySelectorAll("[data-choose]")];

  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", "call-options");
  dress();

  // dress gives what was found the roles of a list to choose from.
  function dress() {
    const box = list().querySelector(".hits-list");
    const all = options();
    input.setAttribute("aria-expanded", String(all.length > 0));
    if (!box) return;
    box.id = "call-options";
    box.setAttribute("role", "listbox");
    for (const hit of box.querySelectorAll(".hit")) {
      const all = hit.querySelector(".hit-of"); // a list's item may not be a group itself
      hit.setAttribute("role", "presentation");
      all.setAttribute("role", "group");
      const head = hit.querySelector(".hit-head");
      head.id = hit.id + "-head";
      head.setAttribute("role", "presentation");
      all.setAttribute("aria-labelledby", head.id);
      for (const inner of all.querySelectorAll("ul, li")) inner.setAttribute("role", "presentation");
    }
    all.forEach((option, i) => {
      option.id = "call-option-" + i;
      option.setAttribute("role", "option");
      option.tabIndex = -1;
      option.setAttribute("aria-selected", "false");
    });
  }
  function mark(to) {
    const all = options();
    for (const option of all) { option.classList.remove("pick-on"); option.setAttribute("aria-selected", "false"); }
    at = all.length === 0 ? -1 : to;
    if (at < 0) { input.removeAttribute("aria-activedescendant"); return; }
    all[at].classList.add("pick-on");
    all[at].setAttribute("aria-selected", "true");
    input.setAttribute("aria-activedescendant", all[at].id);
    all[at].scrollIntoView({ block: "nearest" });
  }
  async function find() {
    const words = input.value.trim(), mine = ++asked;
    if (words === shown) return;
    const address = new URL(input.dataset.find, location.href);
    address.searchParams.set("q", words);
    const here = new URLSearchParams(location.search);
    for (const name of ["from", "matter", "situation", "service"]) {
      const value = name === "from" ? input.dataset.from : here.get(name);
      if (value) address.searchParams.set(name, value);
    }
    let fetched;
    try { fetched = await get(address); } catch { return; } // Enter still searches
    if (mine !== asked) return; // something was typed meanwhile
    shown = words;
    put(fetched.page, ["call-hits"]);
    dress();
    mark(words ? 0 : -1);
    document.getElementById("call-said").textContent = list().dataset.said;
  }
  function soon() { clearTimeout(waiting); waiting = setTimeout(find, pause); }
  input.addEventListener("input", event => { if (!event.isComposing) soon(); });
  input.addEventListener("compositionend", soon);
  input.addEventListener("keypress", event => { if (event.key === "Enter" && at >= 0) event.preventDefault(); });
  input.addEventListener("keydown", async event => {
    if (event.isComposing) return;
    const all = options(), last = all.length - 1;
    switch (event.key) {
      case "ArrowDown": event.preventDefault(); mark(at >= last ? 0 : at + 1); break;
      case "ArrowUp": event.preventDefault(); mark(at <= 0 ? last : at - 1); break;
      case "Enter":
        if (input.value.trim() !== shown) { event.preventDefault(); clearTimeout(waiting); await find(); } // faster than the pause
        if (at >= 0) { event.preventDefault(); choose(options()[at].getAttribute("href")); }
        break;
      case "Escape":
        if (input.value || at >= 0) { event.preventDefault(); input.value = ""; mark(-1); soon(); }
        break;
    }
  });
});

// A call that is being written is kept by itself, when the writer pauses; its files are not.
enhance("#call-sheet", form => {
  let waiting = null, busy = false;
  async function keep() {
    if (busy || form.dataset.sent) return;
    busy = true;
    const body = new FormData(form);
    for (const [name, value] of [...body]) if (value instanceof File || name.startsWith("files")) body.delete(name);
    body.set("draft", "keep");
    try {
      const { url, page } = await get(form.action, { method: "POST", body });
      const id = url.searchParams.get("draft");
      if (id) document.getElementById("call-draft").value = id;
      put(page, ["call-saved"]);
    } catch { /* it is kept with the next pause, or by its button */ }
    busy = false;
  }
  form.addEventListener("input", event => {
    if (!event.target.name || event.target.type === "file") return;
    clearTimeout(waiting);
    if ([...form.querySelectorAll("textarea, input[type=text]")].some(f => f.value.trim())) waiting = setTimeout(keep, idle);
  });
  form.addEventListener("submit", () => clearTimeout(waiting));
});
