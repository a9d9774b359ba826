// Puts a page that was fetched anew in the place of the one that is seen: only what has changed is put in. What a person is
// at stays untouched (keep.js), and so do focus, open folds, and the place on the page. What a script has set on an element
// is set back, unless the element names it: data-own="hidden". A subtree with data-live-keep is left alone; in a list with
// data-live-loose, which has an id, the focus passes to what is current when what had it is gone.
import { Idiomorph } from "./idiomorph.js";
import { awaken } from "./face.js";
import { hold } from "./keep.js";

const rows = "tr[id], li[id], article[id]";

// renew puts the parts of a fresh document in: the menu, the bell, and the page unless menuOnly. moved is what is said in a form that
// the new page no longer has. It answers with the counts that have changed, in words.
export function renew(fresh, { menuOnly = false, moved = "" } = {}) {
  const before = counts();
  for (const id of ["menu", "bell"]) {
    const part = document.getElementById(id), next = fresh.getElementById(id);
    if (!part || !next) continue;
    morph(part, next, new Map());
    awaken(part);
  }
  if (!menuOnly) page(document.getElementById("main"), fresh.getElementById("main"), moved);
  document.title = fresh.title;
  return [...counts()].filter(([label, n]) => before.has(label) && before.get(label) !== n).map(([label, n]) => label + " " + n);
}

function page(main, next, moved) {
  const was = new Map([...main.querySelectorAll(rows)].map(row => [row.id, gist(row)]));
  const focus = focused(), place = standing(main);
  const { held, free } = hold(main, next);
  morph(main, next, held);
  free();
  for (const { form, written, lost } of held.values()) if (lost && !form.hasAttribute("data-live-keep")) tell(form, written ? moved : "");
  focus();
  place();
  awaken(main);
  document.dispatchEvent(new CustomEvent("renewed"));
  const fresh = [...main.querySelectorAll(rows)].filter(row => was.get(row.id) !== gist(row));
  if (fresh.length < was.size + 5) fresh.forEach(point);
}

function morph(old, next, held) {
  const inside = node => [...held.keys()].some(one => node !== one && node.contains(one));
  Idiomorph.morph(old, next, {
    restoreFocus: false,
    callbacks: {
      beforeNodeMorphed: now => !held.has(now),
      beforeNodeRemoved: now => !held.has(now) && !inside(now),
      beforeAttributeUpdated: (name, element) => {
        switch (name) {
          case "open": return !element.matches("details, dialog");
          case "style": case "data-own": return false; // no page has them: they are a script's
          case "hidden": if (element.matches("[data-words], [data-none]")) return false;
        }
        return !(element.dataset.own || "").split(" ").includes(name);
      },
    },
  });
}

// tell says in a form that stays though the new page lacks it that the case has moved on.
function tell(form, moved) {
  form.classList.add("live-left");
  if (!moved || form.querySelector(":scope > .live-moved")) return;
  const word = document.createElement("p");
  word.className = "live-moved";
  word.setAttribute("role", "status");
  word.textContent = moved;
  form.prepend(word);
}

// focused remembers who has the focus and what is selected there, and gives both back.
function focused() {
  const active = document.activeElement;
  const loose = active && active.closest("[data-live-loose]");
  let from = null, to = null;
  try { from = active.selectionStart; to = active.selectionEnd; } catch { /* of no such sort */ }
  return () => {
    if (loose && !active.isConnected) {
      const list = document.getElementById(loose.id), on = list && (list.querySelector("[aria-current]") || list.querySelector("a, button"));
      if (on) on.focus({ preventScroll: true });
      return;
    }
    if (!active || active === document.body || active === document.activeElement || !active.isConnected) return;
    active.focus({ preventScroll: true });
    if (from === null || from === undefined) return;
    try { active.setSelectionRange(from, to); } catch { /* of no such sort */ }
  };
}

// standing remembers what stands where in the window, and in every part that was scrolled, and moves both back.
function standing(main) {
  const all = [];
  if (scrollY > 0) all.push(anchor(main, 0, by => scrollBy({ top: by, behavior: "instant" })));
  for (const part of main.querySelectorAll("*")) {
    if (part.scrollTop > 0) all.push(anchor(part, part.getBoundingClientRect().top, by => { part.scrollTop += by; }));
  }
  const root = document.documentElement;
  root.style.overflowAnchor = "none"; // else the browser would do the same once more
  return () => {
    for (const back of all) back();
    requestAnimationFrame(() => { root.style.overflowAnchor = ""; });
  };
}

function anchor(root, edge, scroll) {
  const seen = [document.activeElement, ...root.querySelectorAll("[id]")].filter(one => one && root.contains(one) && one !== root)
    .map(one => [one, one.getBoundingClientRect()]).filter(([, box]) => box.height > 0 && box.top >= edge && box.top < innerHeight)
    .slice(0, 8).map(([one, box]) => [one, box.top]);
  return () => {
    const held = seen.find(([one]) => one.isConnected);
    const by = held ? held[0].getBoundingClientRect().top - held[1] : 0;
    if (Math.abs(by) >= 1) scroll(by);
  };
}

// gist is what a row says, but for what passes by itself: clocks.
function gist(row) {
  const walk = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
  let said = "";
  for (let text = walk.nextNode(); text; text = walk.nextNode()) {
    if (!text.parentElement.closest(".dial, time, [class*=-due], [data-live-keep], .live-moved")) said += text.data.trim() + " ";
  }
  return said;
}

// point points at a row that is new, or says something else than before.
function point(row) {
  row.classList.add("fresh");
  setTimeout(() => row.classList.remove("fresh"), 2000);
}

// counts are the figures over a desk and in the menu, by what they count.
function counts() {
  const all = new Map();
  for (const at of document.querySelectorAll("#bell, #menu > a, .trays a")) {
    const figure = at.querySelector("b");
    const label = [...at.childNodes].filter(part => part !== figure).map(part => part.textContent.trim()).join("");
    if (label) all.set(label, figure ? figure.textContent.trim() : "0");
  }
  return all;
}
