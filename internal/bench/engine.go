package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"huying/internal/store"
	"huying/internal/store/storetest"
)

// An engine is where the product and the floor are measured side by side.
type engine struct {
	title string
	dir   string
	pg    *storetest.Cluster // nil for SQLite
	urls  map[string]string  // of the databases, by name
}

// A floor writes the rows of a life, and nothing else.
type floor interface {
	life(ctx context.Context, verbs int) error
	close()
}

func engineOf(name, dir string) (*engine, error) {
	switch name {
	case "sqlite":
		return &engine{title: "SQLite, synchronous=FULL", dir: dir}, nil
	case "postgres":
		c, err := storetest.Start(true)
		if err != nil {
			return nil, err
		}
		return &engine{title: "PostgreSQL, fsync=on, synchronous_commit=on", dir: dir, pg: c, urls: map[string]string{}}, nil
	}
	return nil, fmt.Errorf("no engine %q", name)
}

func (e *engine) close() {
	if e.pg != nil {
		_ = e.pg.Stop()
	}
}

// options say where a store of this name lies.
func (e *engine) options(name string) (store.Options, error) {
	dir := filepath.Join(e.dir, name)
	if e.pg == nil {
		return store.Options{Dir: dir}, os.MkdirAll(dir, 0o700)
	}
	dir += "-postgres"
	if _, ok := e.urls[name]; !ok {
		url, err := e.pg.NewDatabase("bench_" + name)
		if err != nil {
			return store.Options{}, err
		}
		e.urls[name] = url
	}
	return store.Options{Dir: dir, URL: e.urls[name]}, os.MkdirAll(dir, 0o700)
}

func (e *engine) open(ctx context.Context, name string) (*house, error) {
	o, err := e.options(name)
	if err != nil {
		return nil, err
	}
	return openHouse(ctx, o)
}

// floor founds a store as the product does, so that schema and indexes are the same, and opens it bare.
func (e *engine) floor(ctx context.Context, t *tape, name string) (floor, error) {
	h, err := e.open(ctx, name)
	if err != nil {
		return nil, err
	}
	h.close()
	if e.pg == nil {
		return openLite(ctx, filepath.Join(e.dir, name, "huying.db"), t)
	}
	return openPG(ctx, e.urls[name], t)
}

// cpu is the processor time used so far: by this process, and by the database's.
func (e *engine) cpu() time.Duration {
	var self syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &self)
	used := time.Duration(self.Utime.Nano() + self.Stime.Nano())
	if e.pg != nil {
		used += clusterCPU(strings.TrimPrefix(e.pg.URL(""), "postgres:///?host="))
	}
	return used
}

// clusterCPU adds up the server in the folder that begins the text and its children, living and dead.
func clusterCPU(folder string) time.Duration {
	folder, _, _ = strings.Cut(folder, "&")
	type process struct {
		parent     string
		own, ended int64
		here       bool
	}
	all := map[string]process{}
	stats, _ := filepath.Glob("/proc/[0-9]*/stat")
	for _, path := range stats {
		b, err := os.ReadFile(path)
		if err != nil {
			continue
		}
		text := string(b)
		f := strings.Fields(text[strings.LastIndexByte(text, ')')+1:]) // from the state on
		if len(f) < 15 || !strings.Contains(text, "(postgres)") {
			continue
		}
		ticks := func(i int) int64 { n, _ := strconv.ParseInt(f[i], 10, 64); return n }
		line, _ := os.ReadFile(filepath.Join(filepath.Dir(path), "cmdline"))
		all[filepath.Base(filepath.Dir(path))] = process{
			parent: f[1], own: ticks(11) + ticks(12), ended: ticks(13) + ticks(14), here: strings.Contains(string(line), folder),
		}
	}
	var sum int64
	for _, p := range all {
		if p.here {
			sum += p.own + p.ended
		} else if all[p.parent].here {
			sum += p.own
		}
	}
	return time.Duration(sum) * 10 * time.Millisecond // a tick is 1/100 s on Linux
}
