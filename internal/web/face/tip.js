// A note on a word opens by hovering too, after a moment, and goes when the pointer leaves both. What was opened by a click
// stays until it is closed.
import { enhance } from "./face.js";

enhance(".tip", tip => {
  const word = tip.querySelector(".tip-word");
  const note = word && document.getElementById(word.getAttribute("popovertarget")); // its own, or the same one's elsewhere
  if (!word || !note || !note.showPopover) return;
  let waiting = 0, hovered = false;
  const shown = () => note.matches(":popover-open");
  function later(work, after) {
    clearTimeout(waiting);
    waiting = setTimeout(work, after);
  }
  tip.addEventListener("pointerenter", event => {
    if (event.pointerType !== "mouse") return;
    later(() => { if (!shown()) { hovered = true; show(); } }, 200);
  });
  tip.addEventListener("pointerleave", event => {
    if (event.pointerType !== "mouse") return;
    later(() => { if (hovered && shown()) note.hidePopover(); }, 200);
  });
  // A click on what hovering has opened keeps it open.
  word.addEventListener("click", event => {
    clearTimeout(waiting);
    if (hovered && shown()) event.preventDefault();
    hovered = false;
  });
  function show() {
    note.showPopover({ source: word });
    place();
  }
  note.addEventListener("toggle", () => { if (shown()) place(); });

  // Where the browser cannot place it by itself, it is placed here: beneath the word, or above it.
  function place() {
    if (CSS.supports("position-area", "bottom")) return;
    const at = word.getBoundingClientRect(), box = note.getBoundingClientRect();
    const below = at.bottom + box.height + 8 <= innerHeight;
    note.style.inset = "auto";
    note.style.left = Math.max(8, Math.min(at.left, innerWidth - box.width - 8)) + "px";
    note.style.top = Math.max(8, below ? at.bottom + 4 : at.top - box.height - 4) + "px";
  }
});
