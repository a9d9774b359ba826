package store

import (
	"context"
	"fmt"
	"strings"

	"huying/internal/sqldb"
)

// Spread (分布) says how a table lies in a cluster that is sharded by district.
type Spread string

// How a table lies.
const (
	Tenant    Spread = "tenant"    // by district_id, beside the others
	Reference Spread = "reference" // a copy everywhere; rarely written, never with a case
	OwnKey    Spread = "own key"   // by its own key, because nobody knows the district yet
)

// Tables is every table of the schema and how it lies in a cluster.
var Tables = map[string]Spread{
	"district": Reference, "login": OwnKey,
	"event": Tenant, "content": Tenant, "content_key": Tenant, "unsealed": Tenant, "log": Tenant, "entry": Tenant,
	"tile": Tenant, "checkpoint": Tenant, "document": Tenant, "account": Tenant, "unit": Tenant, "post": Tenant,
	"grid": Tenant, "duty": Tenant, "token": Tenant, "cases": Tenant, "task": Tenant, "clock": Tenant, "visible": Tenant,
	"outbox": Tenant, "idempotency": Tenant, "case_no": Tenant, "counter": Tenant, "inbox": Tenant, "precedent": Tenant,
	"draft": Tenant, "draft_key": Tenant, "saved_filter": Tenant, "upload": Tenant,
	"lane": Tenant, "warning": Tenant, "bell": Tenant, "delivery": Tenant, "endpoint": Tenant, "endpoint_key": Tenant, "preference": Tenant,
	"handover": Tenant, "supervision": Tenant,
}

// Permanent are the tables of the record: rows come, and never change or go.
var Permanent = []string{"event", "entry", "tile", "checkpoint", "document"}

// Grants are the statements by which the owner of the tables lets an application role work on
// PostgreSQL: to read and add to the record, and to read and write the rest.
func Grants(role string) []string {
	name := `"` + strings.ReplaceAll(role, `"`, `""`) + `"`
	list := []string{"GRANT SELECT ON goose_db_version TO " + name}
	permanent := map[string]bool{}
	for _, t := range Permanent {
		permanent[t] = true
		list = append(list, "GRANT SELECT, INSERT ON "+t+" TO "+name)
	}
	for t := range Tables {
		if !permanent[t] {
			list = append(list, "GRANT SELECT, INSERT, UPDATE, DELETE ON "+t+" TO "+name)
		}
	}
	return list
}

// Grant lets an application role work; the store must be open under the role that owns the tables.
func (s *Store) Grant(ctx context.Context, role string) error {
	if s.db.Engine() != sqldb.Postgres {
		return nil
	}
	return s.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		for _, text := range Grants(role) {
			if _, err := sqldb.Exec(ctx, tx, sqldb.Text(text)); err != nil {
				return fmt.Errorf("grant to %s: %w", role, err)
			}
		}
		return nil
	})
}

var qMayChange = sqldb.Per("", `SELECT has_table_privilege(current_user, $1, 'UPDATE, DELETE, TRUNCATE')`)

// MayRewrite names the tables of the record that the present role could change, were there no
// triggers. In production on PostgreSQL it should be none; on SQLite there are no roles.
func (s *Store) MayRewrite(ctx context.Context) ([]string, error) {
	if s.db.Engine() != sqldb.Postgres {
		return nil, nil
	}
	var could []string
	for _, t := range Permanent {
		may, _, err := sqldb.One(ctx, s.db, qMayChange, sqldb.Self[bool], t)
		if err != nil {
			return nil, err
		}
		if may {
			could = append(could, t)
		}
	}
	return could, nil
}
