// huyingKeys walks with the focus: it remembers how every place looked without it, and says what is wrong at each.
window.huyingKeys = (() => {
  const ways = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex], [contenteditable]";
  const name = e => e.localName + (e.id ? "#" + e.id : "") + (typeof e.className === "string" && e.className ? "." + e.className.trim().split(/\s+/).join(".") : "") +
    " “" + (e.innerText || e.getAttribute("aria-label") || e.name || "").trim().slice(0, 30) + "”";
  const open = document.querySelector("dialog:modal"); // while one is open there is nothing else
  const places = [...document.querySelectorAll(ways)].filter(e => e.checkVisibility({visibilityProperty: true}) && !e.disabled && e.tabIndex >= 0 &&
    !e.closest("[inert], fieldset:disabled, dialog:not([open])") && (!open || open.contains(e)) && !(e.localName === "summary" && e.parentElement.querySelector("summary") !== e));

  // The ring may be drawn on what stands for a control: its label, what frames it, what follows it.
  const drawn = e => [e, e.parentElement, e.parentElement?.parentElement, e.nextElementSibling, e.labels?.[0]].filter(Boolean);
  const look = e => drawn(e).map(x => { const s = getComputedStyle(x); return [s.outlineStyle, s.outlineWidth, s.outlineColor, s.boxShadow].join(" "); });
  const ringed = e => { const s = getComputedStyle(e); return s.outlineStyle !== "none" && parseFloat(s.outlineWidth) > 0 || s.boxShadow !== "none"; };
  const reached = new Set();
  // The walk begins above all, also on a page that puts the focus at the first wrong field.
  const start = document.createElement("span");
  start.tabIndex = -1;
  (open || document.body).prepend(start);
  start.focus();
  const before = new Map(places.map(e => [e, look(e)]));
  let last = null, stays = 0, done = false;

  const wrongAt = e => {
    const wrong = [];
    if (last && last !== e && !(last.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING)) wrong.push(`${name(e)} comes after ${name(last)}, against the order of the page`);
    const was = before.get(e), now = look(e);
    const shown = drawn(e).some((x, i) => ringed(x) && (!was || was[i] !== now[i]));
    if (!shown) wrong.push(`${name(e)} does not show that it has the focus`);
    const box = (e.getBoundingClientRect().width <= 1 && e.labels?.[0] || e).getClientRects();
    const free = [...box].some(r => [[.5, .5], [.1, .1], [.9, .1], [.1, .9], [.9, .9]].some(([fx, fy]) => {
      const hit = document.elementFromPoint(r.left + r.width * fx, r.top + r.height * fy);
      return hit && (e.contains(hit) || hit.contains(e) && !hit.matches("html, body, main") || [...(e.labels || [])].some(l => l.contains(hit)));
    }));
    // What was just done is told in front of the page for six seconds, and goes away by itself.
    const r = e.getBoundingClientRect(), told = document.elementFromPoint(r.left + r.width / 2, r.top + r.height / 2)?.closest(".toast, .toasts, :popover-open");
    if (!free && !told) wrong.push(`${name(e)} has the focus and is wholly covered or out of sight`);
    return wrong;
  };

  return {
    count: places.length,
    // step is called after each Tab; it says "end" when the walk is over.
    step() {
      const e = document.activeElement;
      if (done) return ["end"];
      if (!e || e === document.body || e === document.documentElement || e === start || reached.has(e) && e !== last) {
        done = true;
        return ["end"];
      }
      if (e === last) return ++stays > 12 ? ["end", `${name(e)} lets nobody out`] : []; // a date has several parts
      stays = 0;
      const wrong = wrongAt(e);
      reached.add(e);
      last = e;
      return wrong;
    },
    end() {
      const group = e => e.type === "radio" && [...reached].some(r => r.type === "radio" && r.name === e.name && r.form === e.form);
      const hidden = e => !e.checkVisibility({visibilityProperty: true});
      return places.filter(e => !reached.has(e) && !group(e) && !hidden(e)).map(e => `${name(e)} is never reached by Tab`);
    },
  };
})();
window.huyingKeys.count;
