package main

import (
	"context"
	"errors"
	"fmt"
	"math"
	"os"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"huying/internal/access"
	"huying/internal/blob"
	"huying/internal/casework"
	"huying/internal/demo"
	"huying/internal/desk"
	"huying/internal/org"
	"huying/internal/sqldb"
	"huying/internal/store"
)

// district is where the work is done: 历下.
const district = org.DistrictID(370102)

// A house is the product, open in this process, with the people who play a case.
type house struct {
	desk      *desk.Desk
	store     *store.Store
	files     *blob.Folder
	township  access.Who
	centre    access.Who
	unit      access.Who
	matter    int
	situation string

	stop    context.CancelFunc
	sealing sync.WaitGroup
	done    atomic.Int64
}

// openHouse opens the product on a store and gives it the demonstration.
func openHouse(ctx context.Context, o store.Options) (*house, error) {
	s, err := store.Open(ctx, o)
	if err != nil {
		return nil, err
	}
	h := &house{store: s}
	if _, err := demo.Load(ctx, s, time.Now().AddDate(0, 0, -1)); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	if err := os.MkdirAll(o.Dir+"/files", 0o700); err != nil {
		return nil, err
	}
	if h.files, err = blob.Open(o.Dir + "/files"); err != nil {
		return nil, err
	}
	h.desk = desk.New(desk.Options{Store: s, Files: h.files})
	if err := h.people(ctx); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	ctx, h.stop = context.WithCancel(ctx)
	h.sealing.Go(func() {
		s.RunSealer(ctx, func(err error) { fmt.Fprintln(os.Stderr, "seal:", err) })
	})
	return h, nil
}

func (h *house) close() {
	h.stop()
	h.sealing.Wait()
	_ = h.store.Close()
	_ = h.files.Close()
}

// people finds a township, the centre, and a matter whose lead acts alone and has a log-in.
func (h *house) people(ctx context.Context) error {
	dir, err := h.desk.Units(ctx, district)
	if err != nil {
		return err
	}
	posts := map[org.Role][]org.Post{}
	for _, p := range dir.AllPosts() {
		posts[p.Role] = append(posts[p.Role], p)
	}
	who := func(p org.Post) access.Who { return access.SeatOf(district, p, dir).Who("", math.MaxInt64) }
	if len(posts[org.TownshipOperator]) == 0 || len(posts[org.Dispatcher]) == 0 {
		return errors.New("the demonstration lacks a township or a centre")
	}
	h.township, h.centre = who(posts[org.TownshipOperator][0]), who(posts[org.Dispatcher][0])
	edition, err := h.desk.As(h.centre).Edition(ctx, district, "")
	if err != nil {
		return err
	}
	for _, m := range edition.Matters {
		for _, situation := range m.Situations {
			entry, err := edition.Entry(m.Number, situation.Code, h.township.Township, dir)
			if err != nil || entry.Lead == "" || len(entry.Assists) > 0 {
				continue
			}
			for _, p := range dir.Posts(entry.Lead) {
				if p.Role == org.DepartmentOperator {
					h.matter, h.situation, h.unit = m.Number, situation.Code, who(p)
					return nil
				}
			}
		}
	}
	return errors.New("no matter of the list is led by one unit alone that has a log-in")
}

// life leads a case through the first verbs of its life; one is reporting and calling at once.
func (h *house) life(ctx context.Context, verbs int) error {
	n := h.done.Add(1)
	answer, err := h.verb(ctx, 0, "", n)
	for v := 1; v < verbs && err == nil; v++ {
		_, err = h.verb(ctx, v, answer.No, n)
	}
	return err
}

// The verbs of a life, in order, and how many there are.
const lifeVerbs = 7

func (h *house) verb(ctx context.Context, v int, no casework.CaseNo, n int64) (desk.Answer, error) {
	key := desk.Key{Key: "bench-" + strconv.FormatInt(n, 10) + "-" + strconv.Itoa(v), Body: []byte("{}")}
	do := func(who access.Who, cmd casework.Command) (desk.Answer, error) {
		return h.desk.Do(ctx, who, district, no, cmd, key)
	}
	switch v {
	case 0:
		return h.desk.Report(ctx, h.township, district, casework.Report{
			Text: "群众反映某小区门口占道经营，垃圾遍地，夜间噪声扰民，多次劝离无效。", Place: "演示路 1 号小区东门", Source: "walk_in",
			Call: &casework.Call{Matter: h.matter, Situation: h.situation, Class: "daily", Cause: "no_power"},
		}, key)
	case 1:
		return do(h.centre, casework.Dispatch{})
	case 2:
		return do(h.unit, casework.Accept{})
	case 3:
		return do(h.unit, casework.Arrive{Rank: "officer"})
	case 4:
		return do(h.unit, casework.Answer{Text: "已到场劝离，清理完毕，安排每日巡查一周。"})
	case 5:
		return do(h.township, casework.Close{How: "on_site"})
	}
	return do(h.township, casework.Rate{Task: "t1", Grade: "satisfied"})
}

// A page is something that people open all day.
type page struct {
	name string
	read func(context.Context) error
}

// pages are the lists and the case page, with so many cases there.
func (h *house) pages(cases int) []page {
	list := func(name string, who access.Who, filter store.CaseFilter) page {
		return page{name, func(ctx context.Context) error {
			rows, _, err := h.desk.As(who).Cases(ctx, district, filter, sqldb.Page{Limit: 50})
			if err == nil && len(rows) == 0 {
				err = errors.New("the list is empty")
			}
			return err
		}}
	}
	var next atomic.Int64
	return []page{
		list("list, centre", h.centre, store.CaseFilter{}),
		list("list, township", h.township, store.CaseFilter{}),
		list("list, department", h.unit, store.CaseFilter{}),
		{"case page, township", func(ctx context.Context) error {
			n := int(next.Add(7919)) % cases
			_, err := h.desk.As(h.township).Case(ctx, district, casework.CaseNo(number(n)))
			return err
		}},
	}
}
