// The places a person reported from, as buttons under the place; they are kept on the phone too, for when the server cannot
// name them.
import { keepNote, note } from "./outbox.js";

export function places(form, place, owner) {
  async function remember(at) {
    if (!at || at === form.dataset.place) return;
    const had = await note("places-" + owner) || [];
    await keepNote("places-" + owner, [at, ...had.filter(p => p !== at)].slice(0, 8));
  }

  async function chips() {
    const box = form.querySelector("[data-places]");
    if (!box) return;
    box.hidden = false;
    for (const at of await note("places-" + owner) || []) {
      if (box.childElementCount >= 8 || [...box.children].some(b => b.textContent === at)) continue;
      const chip = document.createElement("button");
      chip.type = "button";
      chip.dataset.chip = "";
      chip.textContent = at;
      box.append(chip);
    }
    mark();
  }

  function mark() {
    for (const chip of form.querySelectorAll("[data-chip]")) chip.setAttribute("aria-pressed", chip.textContent === place.value);
  }

  form.addEventListener("click", event => {
    const chip = event.target.closest("[data-chip]");
    if (!chip) return;
    place.value = chip.textContent;
    place.dispatchEvent(new Event("input", { bubbles: true }));
  });
  place.addEventListener("input", mark);
  place.addEventListener("focus", () => { if (place.value === form.dataset.place) place.select(); });
  return { remember, chips, mark };
}
