// A promise of all that the judge finds, as text.
axe.run(document, {
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  resultTypes: ["violations"],
}).then(found => JSON.stringify(found.violations.map(v => ({
  rule: v.id,
  impact: v.impact,
  help: v.help,
  nodes: v.nodes.length,
  where: v.nodes.slice(0, 3).map(n => n.target.join(" ") + " " + n.html.slice(0, 160) + " :: " + [...n.any, ...n.all, ...n.none].map(c => c.message).join("; ").slice(0, 260)),
}))));
