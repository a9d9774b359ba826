// Package telling (告知) says what is told to whom: which letters follow from what has just happened in a case, who of a unit
// gets each, and over which channels and when.
//
// A letter holds codes alone: case number, clock, unit, instant. No word that a person wrote stands in it, and none about a
// reporter (P-124); the sentence is made where it is shown or sent.
package telling
