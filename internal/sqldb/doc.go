// Package sqldb is the one door to a database: SQLite in a file, or PostgreSQL by URL.
//
// It knows engines, transactions and pages, and nothing of the work. One SQL text serves both
// engines: placeholders $1, $2, …, the subset of docs/storage.md, and Per where they must differ.
// Every statement is declared once with Q, so that a test can prepare all of them on both engines.
//
// On SQLite all writes pass through one goroutine that commits many waiting commands together: a
// savepoint each, one COMMIT for all, and an answer only after it. Reads have connections of their
// own, each a snapshot. On PostgreSQL writes are ordinary pooled transactions, tried again within a
// budget when the server asks for it, and statements that give no rows travel in one pipeline.
package sqldb
