// What is wrong with the page in a window of this size. The window is that of a phone if it is at most 400 wide.
(() => {
  const wrong = [], root = document.documentElement, phone = innerWidth <= 400;
  const name = e => {
    const id = e.id ? "#" + e.id : "", cls = typeof e.className === "string" && e.className ? "." + e.className.trim().split(/\s+/).join(".") : "";
    return e.localName + id + cls + " “" + (e.innerText || e.value || e.getAttribute("aria-label") || "").trim().slice(0, 30) + "”";
  };
  if (root.scrollWidth > root.clientWidth) {
    const out = [...document.body.querySelectorAll("*")].filter(e => e.getBoundingClientRect().right > root.clientWidth + 1 && e.checkVisibility());
    wrong.push(`scrolls sideways, ${root.scrollWidth} in ${root.clientWidth}: ${out.slice(0, 3).map(name).join(", ")}`);
  }
  const seen = e => e.checkVisibility({opacityProperty: true, visibilityProperty: true}) && e.getClientRects().length > 0;

  // What is kept for the ear alone is one point large, or clipped away.
  const aural = e => {
    for (; e && e !== document.body; e = e.parentElement) {
      const s = getComputedStyle(e), r = e.getBoundingClientRect();
      if (s.position === "absolute" && (r.width <= 1 || r.height <= 1 || s.clipPath === "inset(50%)")) return true;
    }
    return false;
  };
  for (const e of document.body.querySelectorAll("*")) {
    if (e.scrollWidth <= e.clientWidth + 1 || !seen(e) || e.clientWidth <= 1) continue;
    const s = getComputedStyle(e);
    if (s.display === "inline" || !/hidden|clip/.test(s.overflowX) || !e.innerText.trim() || aural(e)) continue;
    if (s.textOverflow === "ellipsis" && (e.title || e.closest("[title]"))) continue;
    wrong.push(`${name(e)} is cut: ${e.scrollWidth} in ${e.clientWidth}`);
  }

  // No word of English is broken in two; bytes and checksums are no words.
  if (root.lang === "en") {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), word = document.createRange();
    for (let text; (text = texts.nextNode());) {
      const e = text.parentElement;
      if (!/[A-Za-z]{3}/.test(text.data) || !seen(e) || e.closest("script, textarea, option, pre, code, svg")) continue;
      for (const m of text.data.matchAll(/[A-Za-z]{3,}/g)) {
        word.setStart(text, m.index);
        word.setEnd(text, m.index + m[0].length);
        const lines = new Set([...word.getClientRects()].filter(r => r.width > 1).map(r => Math.round(r.top / 4)));
        if (lines.size > 1) wrong.push(`“${m[0]}” is broken in ${name(e)}`);
      }
    }
  }

  // A link in a sentence is as high as its line; it lies among text that is no link.
  const inSentence = e => {
    if (e.localName !== "a" || !getComputedStyle(e).display.startsWith("inline")) return false;
    const around = e.closest("p, li, dd, dt, td, th, figcaption, blockquote, h1, h2, h3, small, em, strong, div") || e.parentElement;
    if (!around) return false;
    let own = around.innerText || "";
    for (const a of around.querySelectorAll("a, button")) own = own.replace(a.innerText, "");
    return own.replace(/[\s·|,，、。]/g, "").length > 0;
  };
  const controls = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")].filter(e => seen(e) && !e.disabled);
  for (const e of controls) {
    if (e.closest("dialog:not([open]), [popover]:not(:popover-open)")) continue;
    if (document.querySelector("dialog:modal") && !e.closest("dialog:modal")) continue; // beneath what is open, and not to be hit
    const by = e.labels && e.labels.length ? e.labels[0] : null;
    const hidden = aural(e); // the label is the control then, or it is for the keyboard and shows itself when focused
    if (hidden && !by) continue;
    const target = (hidden || /^(checkbox|radio)$/.test(e.type)) && by ? by : e;
    target.scrollIntoView({block: "center", inline: "center", behavior: "instant"});
    const all = [target, ...target.querySelectorAll("img")].flatMap(x => [...x.getClientRects()]).filter(r => r.width > 0 && r.height > 0);
    if (!all.length) continue;
    const r = all.sort((a, b) => b.width * b.height - a.width * a.height)[0];
    if (r.bottom <= 0) continue; // waits above the page until it has the focus
    const x = r.left + r.width / 2, y = r.top + r.height / 2, hit = document.elementFromPoint(x, y);
    const whole = target.closest(".row-link, label, a, button, summary") || target;
    if (!hit) wrong.push(`${name(e)} is out of sight at ${Math.round(x)}, ${Math.round(y)}`);
    else if (hit.closest(".toasts")) continue; // tells for six seconds what was done, and goes away by itself
    else if (hit.closest(":popover-open") && !e.closest(":popover-open")) continue; // a note that a click beside it closes
    else if (!whole.contains(hit) && !hit.contains(target)) wrong.push(`${name(e)} is covered by ${name(hit)}`);
    else if (hit !== target && hit.contains(target) && !(hit.localName === "label" && hit === by)) {
      const over = getComputedStyle(hit, "::after").content !== "none" && hit.matches("a, label, button");
      if (!over && hit !== target.parentElement && !hit.matches("body, html, main")) wrong.push(`${name(e)} is under ${name(hit)}`);
    }

    // What is hit may be larger than the box: a row's link reaches over the whole row.
    let [w, h] = [r.width, r.height];
    const reach = getComputedStyle(e, "::after");
    if (reach.content !== "none" && reach.position === "absolute") [w, h] = [Math.max(w, parseFloat(reach.width) || 0), Math.max(h, parseFloat(reach.height) || 0)];
    if (inSentence(e)) continue;
    if (w < 23.5 || h < 23.5) wrong.push(`${name(e)} is ${Math.round(w)} × ${Math.round(h)}, a target needs 24 × 24`);
    else if (phone && e.matches("button.button, a.button, .button-main") && !e.matches(".button-small") && h < 43.5)
      wrong.push(`${name(e)} is ${Math.round(h)} high, a thumb needs 44`);
  }
  return wrong;
})();
