package sqldb

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"path"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
)

// Migrate brings a database to the newest schema and tells how many steps that took. The folders
// all/ and sqlite/ or postgres/ of files share one sequence of numbers. Several processes may
// start together on PostgreSQL: a session lock lets one of them work.
func Migrate(ctx context.Context, url string, files fs.FS) (steps int, err error) {
	var db *sql.DB
	var options []goose.ProviderOption
	dialect, folder := goose.DialectSQLite3, "sqlite"
	if IsPostgres(url) {
		dialect, folder = goose.DialectPostgres, "postgres"
		c, err := pgx.ParseConfig(url)
		if err != nil {
			return 0, fmt.Errorf("database URL: %w", err)
		}
		// Citus asks for these; plain PostgreSQL keeps unknown settings of that prefix and ignores them.
		c.RuntimeParams["citus.multi_shard_modify_mode"] = "sequential"
		c.RuntimeParams["citus.enable_unsafe_triggers"] = "on"
		c.RuntimeParams["citus.enable_local_reference_table_foreign_keys"] = "off"
		db = stdlib.OpenDB(*c)
		locker, err := lock.NewPostgresSessionLocker()
		if err != nil {
			return 0, err
		}
		options = append(options, goose.WithSessionLocker(locker))
	} else if db, err = sql.Open("sqlite", dsn(url, "synchronous(full)")); err != nil {
		return 0, err
	}
	defer func() { _ = db.Close() }()
	merged, err := merge(files, "all", folder)
	if err != nil {
		return 0, err
	}
	p, err := goose.NewProvider(dialect, db, merged, options...)
	if err != nil {
		return 0, fmt.Errorf("migrations: %w", err)
	}
	results, err := p.Up(ctx)
	if err != nil {
		return len(results), fmt.Errorf("migrate: %w", err)
	}
	return len(results), nil
}

// merged shows the files of several folders as if they lay in one.
type merged map[string]file

type file struct {
	in    fs.FS
	path  string
	entry fs.DirEntry
}

func merge(files fs.FS, folders ...string) (merged, error) {
	all := merged{}
	for _, folder := range folders {
		list, err := fs.ReadDir(files, folder)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		for _, e := range list {
			if _, twice := all[e.Name()]; twice {
				return nil, fmt.Errorf("migration %s stands in two folders", e.Name())
			}
			all[e.Name()] = file{files, folder + "/" + e.Name(), e}
		}
	}
	return all, nil
}

// Open opens one of the files.
func (m merged) Open(name string) (fs.File, error) {
	f, ok := m[name]
	if !ok {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return f.in.Open(f.path)
}

// ReadDir lists all files; there are no folders.
func (m merged) ReadDir(string) ([]fs.DirEntry, error) {
	var list []fs.DirEntry
	for _, f := range m {
		list = append(list, f.entry)
	}
	return list, nil
}

// Glob serves the pattern *.sql, the only one that is asked for.
func (m merged) Glob(pattern string) ([]string, error) {
	var names []string
	for name := range m {
		ok, err := path.Match(pattern, name)
		if err != nil {
			return nil, err
		}
		if ok {
			names = append(names, name)
		}
	}
	return names, nil
}
