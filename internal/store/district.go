package store

import (
	"context"
	"fmt"

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
