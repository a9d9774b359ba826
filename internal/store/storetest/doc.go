// Package storetest runs one suite on every engine: SQLite in a temporary file, PostgreSQL in a
// temporary cluster made from the installed binaries.
package storetest
