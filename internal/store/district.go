package store

import (
	"context"
	"fmt"
	"slices"
	"time"

	"huying/internal/org"
	"huying/internal/sqldb"
)

// District (区县) is a tenant as the reference table has it. Settings is JSON, read whole.
type District struct {
	ID       org.DistrictID
	Name     string // 历下区
	Short    string // 历下
	City     org.DistrictID
	Settings string
}

func (d *District) into() []any { return []any{&d.ID, &d.Name, &d.Short, &d.City, &d.Settings} }

var (
	qPutDistrict = sqldb.Q(`INSERT INTO district (district_id, name, short, city, settings) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (district_id) DO UPDATE SET name = excluded.name, short = excluded.short, city = excluded.city,
		settings = excluded.settings`)
	qSettings  = sqldb.Q(`UPDATE district SET settings = $1 WHERE district_id = $2`)
	qDistrict  = sqldb.Q(`SELECT district_id, name, short, city, settings FROM district WHERE district_id = $1`)
	qDistricts = sqldb.Q(`SELECT district_id, name, short, city, settings FROM district ORDER BY district_id`)

	qPutUnit = sqldb.Q(`INSERT INTO unit (district_id, id, kind, name, short, parent, code, valid_from, valid_to, signs)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (district_id, id) DO UPDATE SET kind = excluded.kind,
		name = excluded.name, short = excluded.short, parent = excluded.parent, code = excluded.code,
		valid_from = excluded.valid_from, valid_to = excluded.valid_to, signs = excluded.signs`)
	qUnits = sqldb.Q(`SELECT id, kind, name, short, parent, code, valid_from, valid_to, signs FROM unit
		WHERE district_id = $1 ORDER BY id`)
	qPutPost = sqldb.Q(`INSERT INTO post (district_id, id, account, unit, role, valid_from, valid_to)
		VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (district_id, id) DO UPDATE SET account = excluded.account,
		unit = excluded.unit, role = excluded.role, valid_from = excluded.valid_from, valid_to = excluded.valid_to`)
	qPosts   = sqldb.Q(`SELECT id, account, unit, role, valid_from, valid_to FROM post WHERE district_id = $1 ORDER BY id`)
	qPost    = sqldb.Q(`SELECT id, account, unit, role, valid_from, valid_to FROM post WHERE district_id = $1 AND id = $2`)
	qPostsOf = sqldb.Q(`SELECT id, account, unit, role, valid_from, valid_to FROM post
		WHERE district_id = $1 AND account = $2 ORDER BY id`)

	qPutGrid = sqldb.Q(`INSERT INTO grid (district_id, unit, polygon) VALUES ($1, $2, $3)
		ON CONFLICT (district_id, unit) DO UPDATE SET polygon = excluded.polygon`)
	qGrids = sqldb.Q(`SELECT unit, polygon FROM grid WHERE district_id = $1 ORDER BY unit`)

	qPutDuty = sqldb.Q(`INSERT INTO duty (district_id, unit, starts, ends, account, phone) VALUES ($1, $2, $3, $4, $5, $6)
		ON CONFLICT (district_id, unit, starts, account) DO UPDATE SET ends = excluded.ends, phone = excluded.phone`)
	qEndDuty = sqldb.Q(`DELETE FROM duty WHERE district_id = $1 AND unit = $2 AND starts = $3 AND account = $4`)
	qOnDuty  = sqldb.Q(`SELECT unit, starts, ends, account, phone FROM duty
		WHERE district_id = $1 AND starts <= $2 AND starts > $3 AND ends > $2
		AND unit IN ($4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19) ORDER BY unit, starts, account`)
	qDuties = sqldb.Q(`SELECT unit, starts, ends, account, phone FROM duty
		WHERE district_id = $1 AND unit = $2 AND ends > $3 ORDER BY starts, account LIMIT 500`)
)

// FoundDistrict founds a tenant and its log, or renews its name and settings.
func (s *Store) FoundDistrict(ctx context.Context, d District) error {
	if d.Settings == "" {
		d.Settings = "{}"
	}
	if err := s.Found(ctx, d.ID); err != nil {
		return fmt.Errorf("found district %d: %w", d.ID, err)
	}
	return s.Write(ctx, d.ID, func(ctx context.Context, tx *Tx) error {
		return tx.tx.Queue(ctx, qPutDistrict, d.ID, d.Name, d.Short, d.City, d.Settings)
	})
}

// PutSettings changes the settings of the district.
func (t *Tx) PutSettings(settings string) error {
	return t.tx.QueueOne(t.ctx, qSettings, settings, t.district)
}

// Districts lists the tenants: few, and the same for everybody.
func (s *Store) Districts(ctx context.Context) ([]District, error) {
	return sqldb.All(ctx, s.db, qDistricts, (*District).into)
}

// Founded gives the tenant itself; ok is false where no such district has been founded.
func (v View) Founded(ctx context.Context) (District, bool, error) {
	return sqldb.One(ctx, v.q, qDistrict, (*District).into, v.district)
}

// PutUnits writes units as the stream org has them.
func (t *Tx) PutUnits(units ...org.Unit) error {
	for _, u := range units {
		if err := t.tx.Queue(t.ctx, qPutUnit, t.district, u.ID, string(u.Kind), u.Name, u.Short, u.Parent, u.Code, u.From, u.To, u.Signs); err != nil {
			return err
		}
	}
	return nil
}

// Units lists the district's units, past ones too.
func (v View) Units(ctx context.Context) ([]org.Unit, error) {
	return sqldb.All(ctx, v.q, qUnits, func(u *org.Unit) []any {
		return []any{&u.ID, &u.Kind, &u.Name, &u.Short, &u.Parent, &u.Code, &u.From, &u.To, &u.Signs}
	}, v.district)
}

func postInto(p *org.Post) []any { return []any{&p.ID, &p.Account, &p.Unit, &p.Role, &p.From, &p.To} }

// PutPosts writes posts as the stream org has them.
func (t *Tx) PutPosts(posts ...org.Post) error {
	for _, p := range posts {
		if err := t.tx.Queue(t.ctx, qPutPost, t.district, p.ID, p.Account, p.Unit, string(p.Role), p.From, p.To); err != nil {
			return err
		}
	}
	return nil
}

// Posts lists the district's posts, past ones too.
func (v View) Posts(ctx context.Context) ([]org.Post, error) {
	return sqldb.All(ctx, v.q, qPosts, postInto, v.district)
}

// PostsOf lists the posts of an account in this district, past ones too.
func (v View) PostsOf(ctx context.Context, account org.AccountID) ([]org.Post, error) {
	return sqldb.All(ctx, v.q, qPostsOf, postInto, v.district, account)
}

// Post finds a post.
func (v View) Post(ctx context.Context, id org.PostID) (org.Post, bool, error) {
	return sqldb.One(ctx, v.q, qPost, postInto, v.district, id)
}

// Grid (网格) is the outline of a grid, as GeoJSON in WGS-84; empty where none is known.
type Grid struct {
	Unit    org.UnitID
	Polygon string
}

// PutGrid writes a grid's outline.
func (t *Tx) PutGrid(g Grid) error {
	return t.tx.Queue(t.ctx, qPutGrid, t.district, g.Unit, g.Polygon)
}

// Grids lists the outlines.
func (v View) Grids(ctx context.Context) ([]Grid, error) {
	return sqldb.All(ctx, v.q, qGrids, func(g *Grid) []any { return []any{&g.Unit, &g.Polygon} }, v.district)
}

// Duty (值班) is one person's turn on a unit's roster.
type Duty struct {
	Unit         org.UnitID
	Starts, Ends int64
	Account      org.AccountID
	Phone        string
}

func (d *Duty) into() []any { return []any{&d.Unit, &d.Starts, &d.Ends, &d.Account, &d.Phone} }

// PutDuty writes a turn of the roster; of a month at most.
func (t *Tx) PutDuty(d Duty) error {
	if d.Ends <= d.Starts || d.Ends-d.Starts > longest {
		return fmt.Errorf("a turn of duty of %s ends before it begins, or is longer than a month", d.Unit)
	}
	return t.tx.Queue(t.ctx, qPutDuty, t.district, d.Unit, d.Starts, d.Ends, d.Account, d.Phone)
}

// EndDuty takes a turn off the roster.
func (t *Tx) EndDuty(d Duty) error {
	return t.tx.Queue(t.ctx, qEndDuty, t.district, d.Unit, d.Starts, d.Account)
}

// longest is how long a turn of duty may be, so that who is on duty is found without reading all turns that ever were.
const longest = int64(31*24*time.Hour) / int64(time.Microsecond)

// OnDuty tells who is on duty in some units at an instant, for each unit in the order of their turns.
func (v View) OnDuty(ctx context.Context, at int64, units ...org.UnitID) ([]Duty, error) {
	var all []Duty
	for some := range slices.Chunk(units, atOnce) {
		found, err := sqldb.All(ctx, v.q, qOnDuty, (*Duty).into, append([]any{v.district, at, at - longest}, filled(some)...)...)
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	return all, nil
}

// atOnce is how many ids one statement asks for.
const atOnce = 16

// filled are up to so many ids as arguments; where they are fewer, the last stands again.
func filled[ID any](ids []ID) []any {
	args := make([]any, atOnce)
	for i := range args {
		args[i] = ids[min(i, len(ids)-1)]
	}
	return args
}

// Roster lists a unit's turns that end after an instant.
func (v View) Roster(ctx context.Context, unit org.UnitID, after int64) ([]Duty, error) {
	return sqldb.All(ctx, v.q, qDuties, (*Duty).into, v.district, unit, after)
}
