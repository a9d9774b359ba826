// Dialogs: <a href="#id" data-dialog="#id"> opens <dialog id="id">. The browser keeps the focus in it, closes it on Esc and
// gives the focus back; a click beside it closes it too, unless something has been written in it.
addEventListener("click", event => {
  const opener = event.target.closest("[data-dialog]");
  if (opener) {
    const dialog = document.querySelector(opener.dataset.dialog);
    if (dialog && dialog.showModal) {
      event.preventDefault();
      open(dialog);
    }
    return;
  }
  const dialog = event.target;
  if (dialog.tagName !== "DIALOG" || !dialog.open || touched(dialog)) return;
  const box = dialog.getBoundingClientRect();
  const inside = event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
  if (!inside) dialog.close();
});

// open opens a dialog over the page and tells it: a part that fills it listens for "opening".
export function open(dialog) {
  if (dialog.open) return;
  dialog.dispatchEvent(new Event("opening", { bubbles: true }));
  dialog.showModal();
}

function touched(dialog) {
  return [...dialog.querySelectorAll("input, textarea, select")].some(field =>
    field.type === "checkbox" || field.type === "radio" ? field.checked !== field.defaultChecked :
      "defaultValue" in field && field.type !== "hidden" && field.value !== field.defaultValue);
}
