// A board looks again by itself while it is seen: <div data-live="address" data-every="3">. Only what
// has changed is put in, so that focus and place on the page stay where they are.
import { enhance } from "./face.js";

enhance("[data-live]", board => {
  var every = Math.max(2, Number(board.dataset.every) || 3) * 1000, waiting = null, busy = false;
  function put(text) {
    var fresh = new DOMParser().parseFromString(text, "text/html").body;
    Array.from(fresh.children).forEach(function (piece) { change(document.getElementById(piece.id), piece); });
  }
  function change(old, piece) {
    if (!old || !board.contains(old)) return;
    var parts = Array.from(piece.children).filter(function (c) { return c.id; });
    var same = parts.length > 0 && parts.length === old.children.length && parts.every(function (c, i) { return old.children[i].id === c.id; });
    if (same) {
      parts.forEach(function (c) { change(document.getElementById(c.id), c); });
    } else if (old.outerHTML !== piece.outerHTML) {
      var on = old.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
      old.replaceWith(piece);
      var again = on && Array.from(piece.querySelectorAll("a")).find(function (a) { return a.getAttribute("href") === on; });
      if (again) again.focus({ preventScroll: true });
    }
  }
  function look() {
    clearTimeout(waiting);
    if (document.hidden || busy) return;
    busy = true;
    fetch(board.dataset.live, { headers: { Accept: "text/html" }, cache: "no-store" }).then(function (answer) {
      if (!answer.ok || answer.redirected) throw new Error("not the board");
      return answer.text();
    }).then(function (text) {
      put(text);
      board.classList.remove("live-lost");
    }).catch(function () {
      board.classList.add("live-lost");
    }).then(function () {
      busy = false;
      waiting = setTimeout(look, every);
    });
  }
  board.classList.add("live-on");
  document.addEventListener("visibilitychange", look);
  waiting = setTimeout(look, every);
});
