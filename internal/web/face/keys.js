// One key: <button data-key="d">. Not while somebody types.
addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const on = event.target;
  if (on.closest && on.closest("input, textarea, select, [contenteditable]")) return;
  const key = event.key.toLowerCase();
  const hit = document.querySelector('[data-key="' + (/^[a-z]$/.test(key) ? key : "") + '"]');
  if (!hit) return;
  event.preventDefault();
  if (hit.tagName !== "A") hit.focus();
  hit.click();
});
