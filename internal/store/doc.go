// Package store keeps what happened: all SQL of the product, for every engine.
//
// One Write is one transaction of one district: streams are loaded, events appended under the
// version they were decided on, and with them go the projections that the next command and the
// next page need (cases, tasks, clocks, lists, outbox, idempotency). What people wrote is kept
// beside the record, encrypted under a key of its own for each item.
//
// Sealing brings committed events into the district's transparency log: entries, full tiles and, at
// most once a second, a signed checkpoint, and folds the counters in the order of the log. It is one
// function called in two places: inside the group's commit on SQLite (seal.go), and by the sealer
// on PostgreSQL (sealer.go). Before a root is signed, the rows are read back and checked by a second
// implementation.
//
// Readers hang on a View, a district's data as one query or one snapshot sees it. Lists read ranges
// of an index and never count.
package store
