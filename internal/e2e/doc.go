// Package e2e proves the whole, from outside: a case through all hands in a real browser, the same over the
// interface on both engines, and what happens when a client sends nonsense. Only tests.
package e2e
