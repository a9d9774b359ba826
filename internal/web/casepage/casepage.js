// The case page: a photo is shown large over the page, and a link to a form opens it.
import { enhance } from "./face.js";
import { open } from "./dialog.js";

// Photos: all of one part of the page can be gone through; the arrow keys turn, Esc closes, and the focus returns to the
// last one seen.
let at = -1, scope = document;
const photos = () => [...scope.querySelectorAll("a[data-photo]")];

addEventListener("click", event => {
  const photo = event.target.closest("a[data-photo]");
  const viewer = document.getElementById("viewer");
  if (photo && viewer && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    viewer.hidden = false;
    scope = photo.closest(".albums, .entries, .exchange-list") || document;
    show(viewer, photos().indexOf(photo));
    open(viewer);
    return;
  }
  const turn = event.target.closest("[data-view]");
  if (turn) show(viewer, at + Number(turn.dataset.view));
});

addEventListener("keydown", event => {
  const viewer = document.getElementById("viewer");
  if (!viewer || !viewer.open || event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
    event.preventDefault();
    show(viewer, at + (event.key === "ArrowLeft" ? -1 : 1));
  }
});

function show(viewer, next) {
  const all = photos();
  if (!all.length) return;
  at = (next + all.length) % all.length;
  const photo = all[at], small = photo.querySelector("img"), image = viewer.querySelector("img");
  image.src = photo.href;
  image.alt = small.alt;
  viewer.querySelector(".viewer-name").textContent = [part(photo), small.alt].filter(Boolean).join(" · ");
  viewer.querySelector(".viewer-count").textContent = (at + 1) + " / " + all.length;
  for (const turn of viewer.querySelectorAll("[data-view]")) turn.disabled = all.length < 2;
}

// part is where in the story a photo belongs: the heading of its album, or the words of its entry.
function part(photo) {
  const album = photo.closest(".album"), entry = photo.closest(".entry");
  const from = album ? album.querySelector("h3").firstChild : entry && entry.querySelector(".entry-head b");
  return from ? from.textContent.trim() : "";
}

enhance("#viewer", viewer => viewer.addEventListener("close", () => {
  viewer.hidden = true;
  const photo = photos()[at];
  if (photo) photo.focus();
}));

// A link to a form opens whatever folds it away, names the unit it was pressed at, and puts the cursor into it.
addEventListener("click", event => {
  const link = event.target.closest("a[data-reveal]");
  const form = link && document.querySelector(CSS.escape ? "#" + CSS.escape(link.hash.slice(1)) : link.hash);
  if (!form) return;
  event.preventDefault();
  for (let fold = form.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  for (const answer of form.querySelectorAll("[name=task]")) {
    if (answer.type === "radio") answer.checked = answer.value === link.dataset.task || answer.checked;
    else if (answer.tagName === "SELECT" && link.dataset.task) answer.value = link.dataset.task;
  }
  const first = form.querySelector("select, textarea, input:not([type=hidden]), button");
  form.closest("details, form").scrollIntoView({ block: "start" });
  if (first) first.focus({ preventScroll: true });
});
