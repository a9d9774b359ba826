// The rows of a desk by keys: j and k go from one to the next over all groups, Enter opens what has the focus, and o does
// the one thing that the row is there for.
import { enhance } from "./face.js";
import { key } from "./keys.js";

const links = () => [...document.querySelectorAll("[data-rows] [data-row]")];

function step(by) {
  const all = links();
  if (all.length === 0) return;
  const row = document.activeElement && document.activeElement.closest && document.activeElement.closest(".todo-row");
  const here = row ? all.indexOf(row.querySelector("[data-row]")) : -1;
  const to = all[here < 0 ? (by > 0 ? 0 : all.length - 1) : Math.max(0, Math.min(all.length - 1, here + by))];
  to.focus({ preventScroll: true });
  to.closest(".todo-row").scrollIntoView({ block: "nearest" });
}

enhance("[data-rows]", rows => {
  key("j", rows.dataset.next, () => step(1));
  key("k", rows.dataset.previous, () => step(-1));
  key("o", rows.dataset.act, () => {
    const row = document.activeElement.closest && document.activeElement.closest(".todo-row");
    const act = row && row.querySelector(".todo-do a");
    if (act) act.click();
  });
});
