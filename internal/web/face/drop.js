// Files to be sent: <div data-drop>. They gather instead of replacing each other, show themselves, can be taken out again,
// let fall, pasted, and taken with the camera. Photos are made small before they go (photo.js); sending waits for that.
import { enhance } from "./face.js";
import { shrink } from "./photo.js";

enhance("[data-drop]", drop => {
  const field = drop.querySelector(".drop-area input[type=file]");
  const list = drop.querySelector("[data-drop-list]"), sum = drop.querySelector("[data-drop-sum]");
  const camera = drop.querySelector("[data-drop-camera]"), blank = drop.querySelector("template");
  if (!field || !blank || typeof DataTransfer === "undefined") return;
  const most = Number(drop.dataset.most), form = field.form;
  let held = [], busy = 0, resume = null;

  async function add(files) {
    const known = new Set(held.map(one => one.mark));
    const some = [...files].filter(file => !known.has(mark(file))).map(file => ({ file, mark: mark(file), row: row(file) }));
    held.push(...some);
    busy += some.length;
    settle();
    for (const one of some) {
      try { one.file = await shrink(one.file); } catch { /* it goes as it is */ }
      one.row.classList.remove("drop-busy");
      face(one.row, one.file);
      busy--;
      settle();
    }
  }

  function row(file) {
    const made = blank.content.firstElementChild.cloneNode(true), out = made.querySelector(".drop-out");
    made.classList.add("drop-busy");
    face(made, file);
    out.setAttribute("aria-label", out.dataset.label.replace("{0}", file.name));
    out.addEventListener("click", () => {
      const next = (made.nextElementSibling || made.previousElementSibling);
      held = held.filter(one => one.row !== made);
      release(made);
      made.remove();
      settle();
      (next ? next.querySelector(".drop-out") : field).focus();
    });
    list.append(made);
    return made;
  }

  function face(made, file) {
    made.querySelector(".drop-name").textContent = file.name;
    made.querySelector(".drop-name").title = file.name;
    made.querySelector(".drop-size").textContent = size(file.size);
    if (!file.type.startsWith("image/")) return;
    const at = made.querySelector(".drop-face"), picture = new Image(), sign = at.firstElementChild;
    picture.alt = "";
    picture.onload = () => { release(made); at.replaceChildren(picture); };
    picture.onerror = () => { URL.revokeObjectURL(picture.src); if (!at.firstElementChild) at.append(sign); };
    picture.src = URL.createObjectURL(file);
  }

  function release(made) {
    const picture = made.querySelector("img");
    if (picture) URL.revokeObjectURL(picture.src);
  }

  // What is held is what the field sends.
  function settle() {
    const all = new DataTransfer();
    for (const one of held) all.items.add(one.file);
    field.files = all.files;
    const bytes = held.reduce((n, one) => n + one.file.size, 0), much = bytes > most;
    sum.textContent = !held.length ? "" : busy ? sum.dataset.dropBusy : much ? sum.dataset.dropMuch :
      sum.dataset.dropSum.replace("{0}", held.length).replace("{1}", size(bytes));
    sum.classList.toggle("drop-much", much && !busy);
    field.setCustomValidity(much && !busy ? sum.dataset.dropMuch : "");
    drop.dispatchEvent(new CustomEvent("drop-changed", { bubbles: true, detail: held.map(one => one.file) }));
    if (!busy && resume) { const go = resume; resume = null; form.requestSubmit(go.by); }
  }

  field.addEventListener("change", () => {
    const chosen = [...field.files];
    if (chosen.length) add(chosen); else settle(); // the browser empties the field when a choice is called off
  });
  if (camera) camera.addEventListener("change", () => { add(camera.files); camera.value = ""; });
  for (const name of ["dragenter", "dragover"]) drop.addEventListener(name, event => {
    if (![...event.dataTransfer.types].includes("Files")) return;
    event.preventDefault();
    drop.classList.add("drop-over");
  });
  drop.addEventListener("dragleave", event => { if (!drop.contains(event.relatedTarget)) drop.classList.remove("drop-over"); });
  drop.addEventListener("drop", event => {
    drop.classList.remove("drop-over");
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    add(event.dataTransfer.files);
  });

  if (form) {
    // A picture that is pasted into the form belongs here.
    form.addEventListener("paste", event => {
      const files = [...event.clipboardData.files];
      if (!files.length || form.querySelector("[data-drop]") !== drop) return;
      event.preventDefault();
      add(files.map(file => file.name === "image.png" ? new File([file], stamp(), { type: file.type }) : file));
    });
    form.addEventListener("submit", event => {
      if (!busy) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      resume = { by: event.submitter };
    }, true);
    form.addEventListener("reset", () => { for (const one of held) { release(one.row); one.row.remove(); } held = []; settle(); });
  }
  if (field.files.length) add(field.files);
});

// The same file chosen twice is one file.
function mark(file) {
  return [file.name, file.size, file.lastModified].join("/");
}

function stamp() {
  return "paste-" + new Date().toISOString().slice(0, 19).replace(/\D/g, "") + ".png";
}

function size(bytes) {
  return bytes < 1 << 20 ? Math.max(1, Math.round(bytes / 1024)) + " KB" : (bytes / (1 << 20)).toFixed(1) + " MB";
}
