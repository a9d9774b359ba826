// A sheet that hangs on a word (<details data-sheet>) closes with a click outside, with Esc, and when the focus leaves it.
// Where it stands in the page instead of lying over it, as on a phone, it covers nothing and stays: what is pressed
// would move away under the finger.
const over = sheet => getComputedStyle(sheet.lastElementChild).position !== "static";

function close(except) {
  for (const sheet of document.querySelectorAll("details[data-sheet][open]")) {
    if ((!except || !sheet.contains(except)) && over(sheet)) sheet.open = false;
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
