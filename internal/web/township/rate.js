import { enhance, awaken } from "./face.js";
import { key } from "./keys.js";

// All units of a case are rated on one page. 1 to 5 choose for the unit at hand, the next one comes by itself; Enter sends
// what was chosen, each form by itself and one after the other. What is refused stays with its unit.
enhance("[data-rate]", board => {
  const cards = () => [...board.querySelectorAll(".rated:has(form)")];
  const picked = card => card.querySelector("[name=grade]:checked");
  const lacks = card => { const mark = picked(card); return mark && mark.hasAttribute("data-low") && !card.querySelector("[name=reason]").value.trim(); };
  let here = null, busy = false;
  if (cards().length > 0) {
    key("1–5", board.dataset.grade);
    key("Enter", board.dataset.send);
  }

  function at(card, focus) {
    here = card;
    for (const c of cards()) c.classList.toggle("rated-here", c === card);
    if (card && focus) card.scrollIntoView({ block: "nearest" });
  }
  function next(from) {
    const all = cards(), i = all.indexOf(from);
    return [...all.slice(i + 1), ...all.slice(0, i + 1)].find(c => !picked(c)) || null;
  }
  function tell() {
    const all = cards(), chosen = all.filter(picked).length;
    const said = document.getElementById("rate-chosen"), send = document.getElementById("rate-send");
    if (!said || !send) return;
    said.textContent = said.dataset.chosen.replace("{0}", chosen).replace("{1}", all.length);
    send.disabled = chosen === 0 || busy;
  }
  function choose(card, n) {
    const radio = card.querySelectorAll("[name=grade]")[n];
    if (!radio) return;
    radio.checked = true;
    radio.dispatchEvent(new Event("change", { bubbles: true }));
  }
  board.addEventListener("change", event => {
    if (event.target.name !== "grade") return;
    const card = event.target.closest(".rated");
    tell();
    if (event.target.hasAttribute("data-low")) { at(card); card.querySelector("[name=reason]").focus(); return; }
    const on = next(card);
    at(on || card, true);
    if (!on) document.getElementById("rate-send").focus({ preventScroll: true });
  });
  board.addEventListener("focusin", event => { const card = event.target.closest(".rated:has(form)"); if (card) at(card); });
  board.addEventListener("submit", event => { event.preventDefault(); send(); });
  addEventListener("keydown", event => {
    if (!board.isConnected || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.matches("textarea, input[type=text], select")) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    if (/^[1-5]$/.test(event.key)) {
      const card = here && here.isConnected && here.querySelector("form") ? here : cards()[0];
      if (card) { event.preventDefault(); choose(card, Number(event.key) - 1); }
    } else if (event.key === "Enter" && !event.target.closest("a, button, summary")) {
      event.preventDefault();
      send();
    }
  });
  document.addEventListener("click", event => { if (event.target.closest("#rate-send")) send(); });

  async function send() {
    if (busy) return;
    const chosen = cards().filter(picked), short = chosen.find(lacks);
    if (short) { at(short, true); short.querySelector("[name=reason]").focus(); return; }
    if (chosen.length === 0) return;
    busy = true;
    const began = performance.now(), said = document.getElementById("rate-chosen");
    document.getElementById("rate-send").disabled = true;
    let last = null, refused = null;
    for (const [i, card] of chosen.entries()) {
      said.textContent = said.dataset.sending.replace("{0}", i + 1).replace("{1}", chosen.length);
      try {
        const form = card.querySelector("form");
        const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)), headers: { Accept: "text/html" } });
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const fresh = page.getElementById(card.id);
        if (!fresh) throw new Error(String(answer.status));
        card.replaceWith(document.adoptNode(fresh));
        awaken(fresh);
        if (fresh.querySelector("form")) refused = refused || fresh;
        last = page;
      } catch {
        refused = refused || card; // no network, or another page: it is still there to be sent again
      }
    }
    busy = false;
    board.dataset.took = String(Math.round(performance.now() - began));
    if (last && cards().length === 0) {
      const bar = document.getElementById("rate-bar"), done = last.getElementById("rate-bar");
      if (done) { bar.replaceWith(document.adoptNode(done)); awaken(done); const on = done.querySelector("a"); if (on) on.focus({ preventScroll: true }); }
      return;
    }
    tell();
    if (refused) {
      document.getElementById("rate-chosen").textContent = said.dataset.refused;
      at(refused, true);
      const field = refused.querySelector(".ask-wrong textarea");
      if (field) field.focus();
    } else {
      at(cards()[0], true);
    }
  }
  // The page may renew itself under what has been chosen.
  document.addEventListener("renewed", () => {
    if (!board.isConnected || busy) return;
    at(here && here.isConnected && here.querySelector("form") ? here : cards()[0]);
    tell();
  });
  at(cards()[0]);
  tell();
});
