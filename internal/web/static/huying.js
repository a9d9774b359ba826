// Huying works without this file. With it: a list narrows as one types, a form is sent once, a
// dispatcher dispatches with one key, and a grid member's position fills itself in.
"use strict";

// A list narrows as one types: <input data-narrow="#list">, its items carry data-words.
document.querySelectorAll("[data-narrow]").forEach(function (input) {
  var items = document.querySelectorAll(input.dataset.narrow + " [data-words]");
  var none = document.querySelector(input.dataset.narrow + " [data-none]");
  function narrow() {
    var words = input.value.trim().toLowerCase().split(/\s+/).filter(Boolean), shown = 0;
    items.forEach(function (item) {
      var text = item.dataset.words.toLowerCase();
      var fits = words.every(function (w) { return text.indexOf(w) >= 0; });
      item.hidden = !fits;
      if (fits) shown++;
    });
    // Few are left: they open, so that the choice is one click away.
    items.forEach(function (item) {
      if (item.tagName === "DETAILS") item.open = words.length > 0 && !item.hidden && shown <= 3;
    });
    if (none) none.hidden = shown > 0;
  }
  input.addEventListener("input", narrow);
});

// A form is sent once; the button says so. Coming back through history frees it again.
document.querySelectorAll("form[data-once]").forEach(function (form) {
  form.addEventListener("submit", function (event) {
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "yes";
    form.classList.add("sending");
  });
});
window.addEventListener("pageshow", function () {
  document.querySelectorAll("form[data-once]").forEach(function (form) {
    delete form.dataset.sent;
    form.classList.remove("sending");
  });
});

// What was refused is what one came back for.
var wrong = document.querySelector(".ask-wrong input, .ask-wrong textarea, .ask-wrong select, form .refused");
if (wrong) {
  wrong.scrollIntoView({ block: "center" });
  if (wrong.focus) wrong.focus({ preventScroll: true });
}

// One key: <button data-key="d">. Not while somebody types.
document.addEventListener("keydown", function (event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  var on = event.target;
  if (on.closest && on.closest("input, textarea, select, [contenteditable]")) return;
  var key = event.key.toLowerCase();
  var hit = document.querySelector('[data-key="' + (/^[a-z]$/.test(key) ? key : "") + '"]');
  if (!hit) return;
  event.preventDefault();
  if (hit.tagName === "A") { hit.click(); } else { hit.focus(); hit.click(); }
});

// A click outside closes an open menu.
document.addEventListener("click", function (event) {
  document.querySelectorAll("details.who[open]").forEach(function (menu) {
    if (!menu.contains(event.target)) menu.open = false;
  });
});

// A demonstration log-in fills the form: <button data-login data-password>.
document.querySelectorAll("[data-login]").forEach(function (button) {
  button.addEventListener("click", function (event) {
    var form = document.querySelector("#login-form");
    if (!form) return;
    event.preventDefault();
    form.elements.login.value = button.dataset.login;
    form.elements.password.value = button.dataset.password;
    form.requestSubmit();
  });
});

// Where am I: <button data-locate="#field" hidden>, shown where the device can tell.
document.querySelectorAll("[data-locate]").forEach(function (button) {
  if (!navigator.geolocation) return;
  button.hidden = false;
  button.addEventListener("click", function () {
    button.disabled = true;
    navigator.geolocation.getCurrentPosition(function (here) {
      var field = document.querySelector(button.dataset.locate);
      field.value = here.coords.longitude.toFixed(6) + "," + here.coords.latitude.toFixed(6);
      button.classList.add("located");
      button.disabled = false;
    }, function () { button.disabled = false; }, { enableHighAccuracy: true, timeout: 10000 });
  });
});

// A board looks again by itself while it is seen: <div data-live="address" data-every="3">. Only what
// has changed is put in, so that focus and place on the page stay where they are.
document.querySelectorAll("[data-live]").forEach(function (board) {
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
