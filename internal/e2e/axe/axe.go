// Package axe holds axe-core, the judge of whether a page can be used by everybody, as its makers publish it; vendored.json
// says what it hashes to. Only tests use it: it is put into a page through the browser's own tools, never served.
package axe

import _ "embed" // the judge

// Script is the judge. Evaluated in a page it gives the page an object named axe.
//
//go:embed axe.min.js
var Script string
