// What is verified goes on, or back with a reason.
import { enhance } from "./face.js";

// A reason by a tap: <div data-chips="#field">, its buttons put their words there.
enhance("[data-chips]", chips => {
  chips.addEventListener("click", event => {
    const chip = event.target.closest("button"), field = document.querySelector(chips.dataset.chips);
    if (!chip || !field) return;
    const words = chip.textContent.trim(), had = field.value.trim();
    field.value = had.includes(words) ? had : had ? had.replace(/[。；;.]?$/, "；") + words : words;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
});

// A link that opens what it leads to.
document.addEventListener("click", event => {
  const link = event.target.closest && event.target.closest("[data-unfold]");
  if (!link) return;
  event.preventDefault();
  const fold = document.querySelector(link.dataset.unfold);
  fold.open = true;
  fold.scrollIntoView({ block: "start" });
  const field = fold.querySelector("textarea");
  if (field) field.focus({ preventScroll: true });
});
