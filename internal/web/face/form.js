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

// What was refused is what one came back for.
const wrong = document.querySelector(".ask-wrong input, .ask-wrong textarea, .ask-wrong select, form .refused");
if (wrong) {
  wrong.scrollIntoView({ block: "center" });
  if (wrong.focus) wrong.focus({ preventScroll: true });
}

// Where am I: <button data-locate="#field" hidden>, shown where the device can tell.
enhance("[data-locate]", button => {
  if (!navigator.geolocation) return;
  button.hidden = false;
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
