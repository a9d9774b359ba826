// A list narrows as one types: <input data-narrow="#list">, its items carry data-words.
import { enhance } from "./face.js";

enhance("[data-narrow]", input => {
  function narrow() {
    const items = document.querySelectorAll(input.dataset.narrow + " [data-words]");
    const none = document.querySelector(input.dataset.narrow + " [data-none]");
    const words = input.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const item of items) {
      const text = item.dataset.words.toLowerCase();
      item.hidden = !words.every(w => text.includes(w));
      if (!item.hidden) shown++;
    }
    // Few are left: they open, so that the choice is one click away.
    for (const item of items) {
      if (item.tagName === "DETAILS") item.open = words.length > 0 && !item.hidden && shown <= 3;
    }
    if (none) none.hidden = shown > 0;
  }
  input.addEventListener("input", narrow);
});
