// A sheet that hangs on a word (<details data-sheet>) closes with a click outside, with Esc, and when the focus leaves it.
function close(except) {
  for (const sheet of document.querySelectorAll("details[data-sheet][open]")) {
    if (!except || !sheet.contains(except)) sheet.open = false;
  }
}
addEventListener("click", event => close(event.target));
addEventListener("focusin", event => close(event.target));
addEventListener("keydown", event => {
  const sheet = event.key === "Escape" && document.querySelector("details[data-sheet][open]");
  if (!sheet) return;
  sheet.open = false;
  sheet.querySelector("summary").focus();
});
