// A page that is made to be printed has a button for it: <button data-print hidden>.
import { enhance } from "./face.js";

enhance("[data-print]", button => {
  button.hidden = false;
  button.addEventListener("click", () => print());
});
