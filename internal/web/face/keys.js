// Keys. <button data-key="d">, <a data-key="Enter">: that key presses it; its words, or data-key-label, say so in the help.
// A script of a page has its own: key("j", "下一件", work). None works while somebody types, nor under an open dialog.
import { open } from "./dialog.js";

const own = new Map();

// key lets a key do something on this page; label stands in the help. Without work, the page hears the key by itself.
export function key(name, label, work) {
  own.set(name, { label, work });
}

function name(event) {
  return event.key.length === 1 ? event.key.toLowerCase() : event.key;
}

function marked(pressed) {
  return [...document.querySelectorAll("[data-key]")].find(at => at.dataset.key === pressed && at.checkVisibility());
}

const typing = "input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select, [contenteditable]";
addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
  const on = event.target, pressed = name(event);
  if (on.closest && on.closest(typing)) return;
  if (document.querySelector("dialog:modal, :popover-open")) return;
  // Enter and space belong to what has the focus.
  if ((pressed === "Enter" || pressed === " ") && on.closest && on.closest("a, button, summary, input, label")) return;
  if (pressed === "?") {
    const help = document.getElementById("keys");
    if (help) { event.preventDefault(); open(help); }
    return;
  }
  const mine = own.get(pressed)?.work && own.get(pressed), hit = mine ? null : marked(pressed);
  if (!mine && !hit) return;
  event.preventDefault();
  if (mine) { mine.work(event); return; }
  if (hit.tagName !== "A") hit.focus();
  hit.click();
});

// The help lists what this page knows now.
const shown = { ArrowDown: "↓", ArrowUp: "↑", ArrowLeft: "←", ArrowRight: "→", " ": "␣" };
document.addEventListener("opening", event => {
  const list = event.target.querySelector("[data-keys]"), none = event.target.querySelector("[data-keys-none]");
  if (!list) return;
  list.replaceChildren();
  const say = (pressed, label) => {
    const term = document.createElement("dt"), meaning = document.createElement("dd"), cap = document.createElement("kbd");
    cap.textContent = shown[pressed] || (pressed.length === 1 ? pressed.toUpperCase() : pressed);
    term.append(cap);
    meaning.textContent = label;
    list.append(term, meaning);
  };
  const said = new Set();
  for (const [pressed, { label }] of own) { said.add(pressed); say(pressed, label); }
  for (const at of document.querySelectorAll("[data-key]")) {
    if (said.has(at.dataset.key) || !at.checkVisibility()) continue;
    said.add(at.dataset.key);
    say(at.dataset.key, at.dataset.keyLabel || at.getAttribute("aria-label") || words(at));
  }
  none.hidden = said.size > 0;
  say("?", list.dataset.keys);
});

function words(at) {
  const copy = at.cloneNode(true);
  for (const cap of copy.querySelectorAll("kbd, .count, .tally")) cap.remove();
  return copy.textContent.trim().replace(/\s+/g, " ");
}
