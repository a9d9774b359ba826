package store

import "io/fs"

// sub shows the migrations without their folder's name.
func sub(files fs.FS) fs.FS {
	f, err := fs.Sub(files, "migrations")
	if err != nil {
		panic(err) // the embedded folder is missing
	}
	return f
}

// Migrations are the schema's steps, in the folders all, sqlite and postgres.
func Migrations() fs.FS { return sub(migrations) }
