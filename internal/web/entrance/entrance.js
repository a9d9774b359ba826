// A demonstration log-in fills the form: <button data-login data-password>.
import { enhance } from "./face.js";

enhance("[data-login]", button => {
  button.addEventListener("click", event => {
    const form = document.querySelector("#login-form");
    if (!form) return;
    event.preventDefault();
    form.elements.login.value = button.dataset.login;
    form.elements.password.value = button.dataset.password;
    form.requestSubmit();
  });
});
