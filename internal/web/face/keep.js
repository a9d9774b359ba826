// What a renewal must not touch: what a person is at. A form in which something was written or chosen, the form or the
// element that has the focus, an open dialog or note, what is marked with data-live-keep. Each stays as it is, even if the new page no longer has it: then a
// place is made for it there.

const controls = "input, textarea, select";

// Forms in which somebody wrote; a script may have put their values back since, so comparing is not enough.
const touched = new WeakSet();
for (const kind of ["input", "change"]) {
  addEventListener(kind, event => {
    const form = event.target.form || (event.target.closest && event.target.closest("form"));
    if (form) touched.add(form);
  }, true);
}
addEventListener("reset", event => touched.delete(event.target), true);

// dirty reports whether a form holds something that would be lost.
export function dirty(form) {
  return touched.has(form) || "sent" in form.dataset || [...form.elements].some(changed);
}

function changed(field) {
  switch (field.tagName) {
    case "SELECT": {
      const options = [...field.options], preset = options.some(option => option.defaultSelected);
      return options.some((option, i) => option.selected !== (preset || field.multiple ? option.defaultSelected : i === 0));
    }
    case "TEXTAREA": return field.value !== field.defaultValue;
    case "INPUT":
      switch (field.type) {
        case "checkbox": case "radio": return field.checked !== field.defaultChecked;
        case "file": return field.files.length > 0;
        case "hidden": case "submit": case "button": case "reset": case "image": return false;
      }
      return field.value !== field.defaultValue;
  }
  return false;
}

function shown(root) {
  const open = [...root.querySelectorAll("dialog[open]")];
  try { open.push(...root.querySelectorAll(":popover-open")); } catch { /* a browser without them */ }
  return open;
}

// hold finds what is to stay in old, and gives each its counterpart in fresh, so that the two are matched and nothing else
// is. It answers with what it holds, and with free, to be called when all is done.
export function hold(old, fresh) {
  const wanted = new Map(); // element → whether it is a form that was written in
  for (const form of old.querySelectorAll("form")) if (dirty(form)) wanted.set(form, true);
  for (const field of old.querySelectorAll(controls)) {
    if (field.form ? !field.closest("form") && dirty(field.form) : changed(field)) wanted.set(field, false);
  }
  for (const open of shown(old)) wanted.set(open, false);
  // What a script has put in itself stays with what it stands in.
  for (const own of old.querySelectorAll("[data-live-keep]")) if (like(own.parentElement, old, fresh)) wanted.set(own, false);
  const active = document.activeElement;
  if (active && active !== old && old.contains(active)) {
    const form = active.form || active.closest("form");
    if (form && old.contains(form)) wanted.set(form, wanted.get(form) || false);
    else if (active.closest("[data-live-loose]")) ; // a list that is gone through by keys: the focus goes on to what is current
    else if (!active.closest("[id]") || !twin(active.closest("[id]"), fresh)) wanted.set(active, false);
  }
  const held = new Map(), undo = [];
  for (const [element, written] of wanted) {
    if ([...wanted.keys()].some(other => other !== element && other.contains(element))) continue;
    const gone = written && past(element, old, fresh);
    const found = gone ? null : counterpart(element, old, fresh);
    const kept = gone || (found ? element : whole(element, old, fresh));
    if (held.has(kept) || [...held.keys()].some(other => other.contains(kept))) continue;
    const place = gone ? twin(gone, fresh) : found || graft(kept, old, fresh);
    pair(kept, place, fresh, undo);
    held.set(kept, { form: element, written, lost: !found });
  }
  return { held, free: () => undo.forEach(f => f()) };
}

// past is what shows one thing, named by data-live-of, where the new page shows another in its place: it stays whole, so that
// what is written about the one never stands under the other.
function past(element, old, fresh) {
  const one = element.closest("[data-live-of]"), other = one && old.contains(one) && twin(one, fresh);
  return other && other.dataset.liveOf !== one.dataset.liveOf ? one : null;
}

// twin is the element of that id and sort on the new page.
function twin(element, fresh) {
  const id = element.getAttribute("id"), found = id && fresh.querySelector(`[id="${CSS.escape(id)}"]`);
  return found && found.localName === element.localName ? found : null;
}

function counterpart(element, old, fresh) {
  if (element.hasAttribute("id")) return twin(element, fresh);
  if (element.localName === "form") {
    const same = root => [...root.querySelectorAll("form")].filter(form => form.getAttribute("action") === element.getAttribute("action"));
    return same(fresh)[same(old).indexOf(element)] || null;
  }
  return like(element, old, fresh);
}

// like goes by the place of an element among its kind.
function like(element, old, fresh) {
  if (element === old) return fresh;
  const known = twin(element, fresh);
  if (known) return known;
  if (element.hasAttribute("id")) return null;
  const above = like(element.parentElement, old, fresh);
  if (!above) return null;
  const alike = other => other.localName === element.localName && other.classList[0] === element.classList[0];
  return [...above.children].filter(alike)[[...element.parentElement.children].filter(alike).indexOf(element)] || null;
}

// whole is what has to stay so that an element still makes sense where the new page lacks it: its fold, its row.
function whole(element, old, fresh) {
  const around = element.closest("details, dialog, li, tr, article");
  return around && around !== element && old.contains(around) && !like(around, old, fresh) ? around : element;
}

// graft makes a place on the new page where an element stood on the old one.
function graft(element, old, fresh) {
  let inside = element.parentElement, child = element, above = null;
  while (!(above = like(inside, old, fresh))) { child = inside; inside = inside.parentElement; }
  const place = fresh.ownerDocument.createElement(element.localName);
  const before = [...inside.children].indexOf(child);
  above.insertBefore(place, above.children[before] || null);
  return place;
}

let names = 0;

// pair gives both one id, and takes out of the new page whatever would claim a part of the old element.
function pair(element, place, fresh, undo) {
  place.replaceChildren();
  const own = element.getAttribute("id");
  const name = own || "held-" + ++names;
  element.setAttribute("id", name);
  place.setAttribute("id", name);
  if (!own) undo.push(() => element.removeAttribute("id"));
  for (const part of element.querySelectorAll("[id]")) {
    const other = fresh.querySelector(`[id="${CSS.escape(part.getAttribute("id"))}"]`);
    if (other && other !== place) other.removeAttribute("id");
  }
}
