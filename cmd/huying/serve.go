package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"huying/internal/api"
	"huying/internal/blob"
	"huying/internal/demo"
	"huying/internal/desk"
	"huying/internal/sqldb"
	"huying/internal/store"
	"huying/internal/web"
	"huying/internal/worker"
)

// place says where a store is kept.
type place struct {
	Data     string `help:"Data folder: keys, files, and the database where it is SQLite." default:"./data" type:"path"`
	Database string `help:"PostgreSQL URL; SQLite in the data folder when empty." env:"HUYING_DATABASE" placeholder:"URL"`
	Origin   string `help:"First part of every log's name." default:"huying.local" env:"HUYING_ORIGIN"`
}

// Validate refuses an address that would be taken for the name of a file. It may hold a password, and
// is not repeated.
func (p place) Validate() error {
	if p.Database != "" && !sqldb.IsPostgres(p.Database) {
		return errors.New("--database: not a PostgreSQL URL (postgres://…)")
	}
	return nil
}

// open opens the store. One that is only read is not made where there is none.
func (p place) open(ctx context.Context, readOnly bool) (*store.Store, error) {
	if !readOnly {
		if err := os.MkdirAll(p.Data, 0o700); err != nil {
			return nil, fmt.Errorf("data folder: %w", err)
		}
	}
	return store.Open(ctx, p.options(readOnly))
}

func (p place) options(readOnly bool) store.Options {
	return store.Options{Dir: p.Data, URL: p.Database, Origin: p.Origin, ReadOnly: readOnly}
}

type serveCommand struct {
	place   `embed:""`
	Listen  string `help:"Address to listen on." default:"127.0.0.1:8080" env:"HUYING_LISTEN"`
	Demo    bool   `help:"Give an empty store the Jinan demonstration, and write its log-ins to demo-accounts.json."`
	Secure  bool   `help:"TLS stands in front: the session's cookie goes over TLS only." env:"HUYING_SECURE"`
	Worker  bool   `help:"Work off what falls due, too. With --no-worker that is left to huying worker, on PostgreSQL; the log is sealed here all the same." default:"true" negatable:"" env:"HUYING_WORKER"`
	mayOwn  `embed:""`
	outside `embed:""`
}

// Validate refuses what no server could be run with.
func (c *serveCommand) Validate() error { return errors.Join(c.place.Validate(), c.outside.Validate()) }

// mayOwn lets a live district be written under a role that should not be.
type mayOwn struct {
	Owner bool `help:"On PostgreSQL, write a live district even under the role that owns its tables."`
}

// errNoWorker says that nobody else could do the work.
var errNoWorker = errors.New("--no-worker: on SQLite one process writes, so it also works off what falls due")

// Run serves until it is interrupted.
func (c *serveCommand) Run(ctx context.Context) error {
	log := slog.New(slog.NewTextHandler(os.Stderr, nil))
	slog.SetDefault(log)
	if !c.Worker && c.Database == "" {
		return errNoWorker
	}
	s, err := c.openLive(ctx, c.Owner)
	if err != nil {
		return err
	}
	defer func() {
		if err := s.Close(); err != nil {
			log.Error("close store", "error", err)
		}
	}()
	if err := s.CheckKeys(); err != nil {
		return err
	}
	files, err := blob.Open(filepath.Join(c.Data, "files"))
	if err != nil {
		return err
	}
	defer func() { _ = files.Close() }()
	channels, err := c.channels()
	if err != nil {
		return err
	}
	d := desk.New(desk.Options{Store: s, Files: files, Channels: channels, Site: c.Site})
	if c.Demo {
		if err := c.demonstrate(ctx, s); err != nil {
			return err
		}
	}
	listener, err := net.Listen("tcp", c.Listen)
	if err != nil {
		return fmt.Errorf("listen on %s: %w", c.Listen, err)
	}
	fmt.Printf("Huying 呼应: http://%s\n", listener.Addr())

	ctx, stop := context.WithCancel(ctx)
	defer stop()
	var working sync.WaitGroup
	working.Go(func() {
		if c.Worker {
			(&worker.Worker{Store: s, Desk: d, Log: log}).Run(ctx)
			return
		}
		s.RunSealer(ctx, func(err error) { log.Error("seal", "error", err) }) // who writes the record also seals it
	})
	site, err := c.handler(s, d, log)
	if err == nil {
		err = serve(ctx, listener, site, d.Hush)
	}
	stop()
	working.Wait()
	d.Hush()
	return err
}

// openLive opens the store to write. On PostgreSQL a live district is written under a role that may add to
// the record but not change it; whoever owns the tables may write only what is empty, or a
// demonstration, or says that it knows. 依据 P-01.
func (p place) openLive(ctx context.Context, owner bool) (*store.Store, error) {
	if p.Database == "" {
		return p.open(ctx, false)
	}
	if err := os.MkdirAll(p.Data, 0o700); err != nil {
		return nil, fmt.Errorf("data folder: %w", err)
	}
	o := p.options(false)
	o.Migrated = true
	s, err := store.Open(ctx, o)
	if err != nil { // not migrated yet, or not by this version: only the owner can
		return p.open(ctx, false)
	}
	could, err := s.MayRewrite(ctx)
	if err != nil {
		return nil, errors.Join(err, s.Close())
	}
	if len(could) == 0 {
		return s, nil
	}
	alive, err := live(ctx, s)
	if err := errors.Join(err, s.Close()); err != nil {
		return nil, err
	}
	if alive && !owner {
		return nil, fmt.Errorf("this role could change the record (%s): work under another "+
			"(huying migrate --database URL --grant ROLE), or say --owner", strings.Join(could, ", "))
	}
	return p.open(ctx, false)
}

// live reports whether a store has a district that is no demonstration.
func live(ctx context.Context, s *store.Store) (bool, error) {
	districts, err := s.Districts(ctx)
	if err != nil {
		return false, err
	}
	for _, d := range districts {
		var settings struct {
			Demonstration bool `json:"demonstration"`
		}
		if err := json.Unmarshal([]byte(d.Settings), &settings); err != nil || !settings.Demonstration {
			return true, err
		}
	}
	return false, nil
}

// handler is the whole site: the interface and the public logs, and the pages for all else.
func (c *serveCommand) handler(s *store.Store, d *desk.Desk, log *slog.Logger) (http.Handler, error) {
	var logins []web.Login
	if c.Demo {
		var err error
		if logins, err = offered(); err != nil {
			return nil, err
		}
	}
	pages := web.New(web.Options{Desk: d, Log: log, Secure: c.Secure, Demo: c.Demo, Logins: logins})
	return patient(api.New(api.Options{Desk: d, Store: s, Log: log, Pages: pages})), nil
}

// serve answers until the context ends, and then lets the answers at hand come to their end. Open screens would never: hush
// lets them go.
func serve(ctx context.Context, listener net.Listener, handler http.Handler, hush func()) error {
	server := &http.Server{
		Handler: handler, ReadHeaderTimeout: 10 * time.Second, ReadTimeout: 2 * time.Minute,
		WriteTimeout: 2 * time.Minute, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 64 << 10,
	}
	server.RegisterOnShutdown(hush)
	done := make(chan error, 1)
	go func() {
		<-ctx.Done()
		soon, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
		defer cancel()
		done <- server.Shutdown(soon)
	}()
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serve: %w", err)
	}
	return <-done
}

// demonstrate gives an empty store the demonstration, and says how to log in.
func (c *serveCommand) demonstrate(ctx context.Context, s *store.Store) error {
	now := time.Now()
	fresh, err := demo.Load(ctx, s, now)
	if err != nil {
		return err
	}
	if fresh {
		if err := demo.Play(ctx, s, now); err != nil {
			return err
		}
	}
	accounts, err := demo.Accounts()
	if err != nil {
		return err
	}
	list, err := json.MarshalIndent(accounts, "", "  ")
	if err != nil {
		return err
	}
	path := filepath.Join(c.Data, "demo-accounts.json")
	if err := os.WriteFile(path, append(list, '\n'), 0o600); err != nil {
		return fmt.Errorf("write the demonstration's log-ins: %w", err)
	}
	fmt.Printf("Demonstration 演示: every password is %q; the log-ins are in %s, for instance\n", demo.Password, path)
	for _, i := range introduced {
		fmt.Printf("  %-28s %s\n", i.login, i.what)
	}
	return nil
}
