// Huying's pages work without any script. What a script adds is added here, piece by piece:
// enhance("[data-once]", form => …) runs for every element of that sort that is on the page, and for
// every one that comes later, when the page has looked again by itself. Each element is met once.
const rules = [];
const met = new WeakMap();

export function enhance(selector, work) {
  const rule = { selector, work };
  rules.push(rule);
  meet(rule, document);
}

// awaken gives every element under root what belongs to it.
export function awaken(root) {
  for (const rule of rules) meet(rule, root);
}

function meet(rule, root) {
  const found = [...root.querySelectorAll(rule.selector)];
  if (root.matches && root.matches(rule.selector)) found.unshift(root);
  for (const element of found) {
    const had = met.get(element) || new Set();
    if (had.has(rule)) continue;
    met.set(element, had.add(rule));
    rule.work(element);
  }
}
