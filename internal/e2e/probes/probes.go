// Package probes holds small programs that tests put into a page to measure what a person would see of it. Each is an
// expression that gives a list of sentences, one for each thing that is wrong.
package probes

import _ "embed" // the programs

// Fit finds what a narrow or enlarged window spoils: a page that scrolls sideways, text that is cut off, a control that
// another thing covers, a target too small to hit. WCAG 2.2: 1.4.10, 2.5.8.
//
//go:embed fit.js
var Fit string

// Keys prepares for a walk by Tab. Afterwards huyingKeys.step() tells of the place the focus is at, and huyingKeys.end()
// of those it never came to. WCAG 2.2: 2.1.1, 2.1.2, 2.4.3, 2.4.7, 2.4.11.
//
//go:embed keys.js
var Keys string

// Judge runs the judge of package axe; what it finds is a list of objects with rule, impact, help and the first places.
//
//go:embed judge.js
var Judge string
