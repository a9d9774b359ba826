// A unit is chosen by typing: a part of its name, or its pinyin. What is chosen are the fields of the form themselves, so
// that the form says the same without this.
import { enhance } from "./face.js";

enhance("[data-pick]", pick => {
  const input = pick.querySelector(".pick-type");
  const found = pick.querySelector(".pick-found");
  const several = pick.classList.contains("pick-checks");
  let at = -1;

  const all = () => [...pick.querySelectorAll(".pick-all .option")];
  const field = option => option.querySelector("input");
  const name = option => option.querySelector("span").firstChild.textContent.trim();

  // fit is 0 for the best: its name begins so, has it in it, is read so from the beginning, or from somewhere on.
  function fit(option, word) {
    const signs = (option.dataset.words || "").split(" ").map(sign => sign.split("/"));
    const reads = from => read(signs, from, word);
    return [name(option).startsWith(word), name(option).includes(word), reads(0), signs.some((_, i) => reads(i))].indexOf(true);
  }

  // read reports whether the characters from one on may be read as the word says: each by its initial or a whole reading, the
  // last one by the beginning of a reading.
  function read(signs, from, word) {
    if (!word) return true;
    return from < signs.length && signs[from].some(reading => reading.startsWith(word) || (word.startsWith(reading) && read(signs, from + 1, word.slice(reading.length))) ||
      (word[0] === reading[0] && read(signs, from + 1, word.slice(1))));
  }

  function show() {
    const word = input.value.trim().toLowerCase();
    const hits = all().filter(o => !field(o).checked).map(option => ({ option, rank: word ? fit(option, word) : 0 }))
      .filter(h => h.rank >= 0).sort((a, b) => a.rank - b.rank).slice(0, 8);
    found.replaceChildren(...hits.map(({ option }, i) => {
      const item = document.createElement("li");
      item.id = found.id + "-" + i;
      item.role = "option";
      item.textContent = name(option);
      item.dataset.value = field(option).value;
      item.addEventListener("mousedown", event => { event.preventDefault(); choose(item); });
      return item;
    }));
    if (!hits.length) {
      const none = document.createElement("li");
      none.className = "pick-none";
      none.role = "option";
      none.setAttribute("aria-disabled", "true");
      none.textContent = found.dataset.none;
      found.append(none);
    }
    at = hits.length && word ? 0 : -1;
    found.hidden = false;
    input.setAttribute("aria-expanded", "true");
    point();
  }

  function hide() {
    found.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    at = -1;
  }

  function point() {
    [...found.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === at)));
    const item = found.children[at];
    if (item) {
      input.setAttribute("aria-activedescendant", item.id);
      item.scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  }

  function choose(item) {
    const option = all().find(o => field(o).value === item.dataset.value);
    if (!option) return;
    field(option).checked = true;
    field(option).dispatchEvent(new Event("change", { bubbles: true }));
    input.value = "";
    hide();
    input.focus();
  }

  input.addEventListener("input", show);
  input.addEventListener("focus", () => { if (several ? false : !all().some(o => field(o).checked)) show(); });
  input.addEventListener("blur", () => { hide(); input.value = ""; });
  // A form is sent by its button, not by what one looks for.
  input.addEventListener("keypress", event => { if (event.key === "Enter") event.preventDefault(); });
  input.addEventListener("keydown", event => {
    if (event.isComposing) return;
    const items = found.querySelectorAll("[data-value]").length;
    switch (event.key) {
      case "ArrowDown": case "ArrowUp":
        event.preventDefault();
        if (found.hidden) return show();
        at = items ? (at + (event.key === "ArrowDown" ? 1 : -1) + items + (at < 0 && event.key === "ArrowUp" ? 1 : 0)) % items : -1;
        return point();
      case "Enter":
        event.preventDefault();
        if (!found.hidden && at >= 0 && found.children[at]) choose(found.children[at]);
        return;
      case "Escape":
        if (!found.hidden || input.value) {
          event.stopPropagation();
          input.value = "";
          hide();
        }
        return;
      case "Backspace":
        if (input.value === "" && several) {
          const last = all().filter(o => field(o).checked).pop();
          if (last) field(last).checked = false;
        }
    }
  });
});
