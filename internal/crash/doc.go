// Package crash holds one test: kill the product at random moments while many people work, and see that
// nothing that was acknowledged is lost, that nothing was done twice, and that the record verifies.
//
// The clients know only the interface. What they were told is the measure: an answered write must be there after
// the restart; an unanswered one is sent again under its own Idempotency-Key, and must be done exactly once.
//
//	go test ./internal/crash/ -kills 500 -seed 7
package crash
