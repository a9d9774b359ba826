// A form is sent once; the button says so. Coming back through history frees it again.
import { enhance } from "./face.js";

enhance("form[data-once]", form => {
  form.addEventListener("submit", event => {
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "yes";
    form.classList.add("sending");
  });
});
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-once]")) {
    delete form.dataset.sent;
    form.classList.remove("sending");
  }
});

// What was refused is what one came back for: the first wrong field, else the form's own word.
const controls = "input:not([type=hidden]), select, textarea";
function control(ask) {
  return ask.matches(controls) ? ask : ask.querySelector(controls);
}
const wrong = document.querySelector("main .ask-wrong") || document.querySelector("form .refused");
if (wrong) {
  const at = control(wrong) || wrong;
  (wrong.closest(".ask") || at).scrollIntoView({ block: "center" });
  if (at.focus) at.focus({ preventScroll: true });
}

// The list of what was refused leads into each field, not only to it.
addEventListener("click", event => {
  const link = event.target.closest(".refused a[href^='#']");
  const ask = link && document.getElementById(link.hash.slice(1));
  if (!ask || !control(ask)) return;
  event.preventDefault();
  const fold = ask.closest("details:not([open])");
  if (fold) fold.open = true;
  (ask.closest(".ask") || ask).scrollIntoView({ block: "center" });
  control(ask).focus({ preventScroll: true });
});

// Whoever mends an answer is no longer told that it is wrong; what was wrong with it stays to be read.
addEventListener("input", event => {
  const ask = event.target.closest(".ask-wrong");
  if (!ask) return;
  ask.classList.add("ask-mended");
  for (const field of [ask, ...ask.querySelectorAll("[aria-invalid]")]) field.removeAttribute("aria-invalid");
});

// How many characters are left: said when it is nearly too many, and refused by the browser when it is.
enhance("[data-room]", field => {
  if (!("value" in field)) return;
  const room = Number(field.dataset.room);
  const letters = document.createElement("span");
  letters.className = "letters";
  letters.setAttribute("data-live-keep", ""); // no page has it from the server
  letters.hidden = true;
  field.after(letters);
  function count() {
    if (!letters.isConnected) field.after(letters);
    const n = [...field.value].length;
    letters.hidden = n < room * .8;
    letters.textContent = n + " / " + room;
    letters.classList.toggle("letters-near", n <= room && n > room * .95);
    letters.classList.toggle("letters-over", n > room);
    field.setCustomValidity(n > room ? letters.textContent : "");
  }
  field.addEventListener("input", count);
  count();
});

// Where am I: <button data-locate="#field" hidden>, shown where the device can tell.
enhance("[data-locate]", button => {
  if (!navigator.geolocation) return;
  button.hidden = false;
  button.dataset.own = "hidden";
  button.addEventListener("click", () => {
    button.disabled = true;
    navigator.geolocation.getCurrentPosition(here => {
      const field = document.querySelector(button.dataset.locate);
      field.value = here.coords.longitude.toFixed(6) + "," + here.coords.latitude.toFixed(6);
      button.classList.add("located");
      button.disabled = false;
    }, () => { button.disabled = false; }, { enableHighAccuracy: true, timeout: 10000 });
  });
});
