// Package vendored holds files that others wrote, byte for byte as they were published; vendored.json says whose they are,
// under which licence, and what they hash to. Nothing of it is fetched when a page is shown or the product is built.
package vendored

import _ "embed" // the files

//go:embed idiomorph.min.js
var idiomorph string

// Idiomorph is the library that changes a page into another, as a module of the page's script. It is published as a module
// too, but only with all its comments, five times as large; one line makes the small file one.
func Idiomorph() string { return idiomorph + "\nexport { Idiomorph };\n" }
