package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"

	"huying/internal/blob"
	"huying/internal/desk"
	"huying/internal/worker"
)

// workerCommand works apart from the servers. Any number may run, beside servers with or without a worker of their own: what
// falls due is recorded once, whoever is first.
type workerCommand struct {
	place   `embed:""`
	mayOwn  `embed:""`
	outside `embed:""`
}

// Validate refuses what no worker could be run with.
func (c *workerCommand) Validate() error {
	return errors.Join(c.place.Validate(), c.outside.Validate())
}

// Run works until it is interrupted.
func (c *workerCommand) Run(ctx context.Context) error {
	log := slog.New(slog.NewTextHandler(os.Stderr, nil))
	slog.SetDefault(log)
	if c.Database == "" {
		return errors.New("worker: on SQLite one process writes, and huying serve is it; say --database postgres://…")
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
	defer d.Hush()
	fmt.Println("Huying 呼应: worker")
	(&worker.Worker{Store: s, Desk: d, Log: log}).Run(ctx)
	return nil
}
