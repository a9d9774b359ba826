package store

import (
	"context"
	"strings"

	"huying/internal/org"
	"huying/internal/sqldb"
)

// PrecedentRow (先例) is a ruling or a designation as others look it up. Reason and Proposal are projected from
// content: where the reason is erased the row is gone. 依据 P-116.
type PrecedentRow struct {
	No         string // of the case
	Version    int64  // of the record in it
	Kind       string // ruling or designation
	At         int64
	Matter     int        // 0 where the matter is not in the list
	Unit       org.UnitID // who got it; empty where a decline was upheld
	Reason     string
	ReasonID   string
	Proposal   string // 清单修改建议
	ProposalID string
}

// The kinds of precedent.
const (
	PrecedentRuling      = "ruling"      // 裁定
	PrecedentDesignation = "designation" // 指定牵头
)

func (p *PrecedentRow) into() []any {
	return []any{&p.No, &p.Version, &p.Kind, &p.At, &p.Matter, &p.Unit, &p.Reason, &p.ReasonID, &p.Proposal, &p.ProposalID}
}

const precedentColumns = `p.no, p.version, p.kind, p.at, p.matter, p.unit, p.reason, p.reason_id, p.proposal, p.proposal_id`

var (
	qPrecedentsOf    = sqldb.Q(`SELECT ` + precedentColumns + ` FROM precedent p WHERE p.district_id = $1 AND p.no = $2 ORDER BY p.version`)
	qInsertPrecedent = sqldb.Q(`INSERT INTO precedent (district_id, no, version, kind, at, matter, unit, reason, reason_id, proposal, proposal_id)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`)
	qErasePrecedent = sqldb.Q(`DELETE FROM precedent WHERE district_id = $1 AND reason_id = $2`)
	qEraseProposal  = sqldb.Q(`UPDATE precedent SET proposal = '' WHERE district_id = $1 AND proposal_id = $2`)
)

// PrecedentFilter narrows the precedents. Zero fields do not narrow.
type PrecedentFilter struct {
	Words  string // each word must stand in the reason, the proposal or the number
	Matter int
	Unit   org.UnitID
}

type precedentKey struct {
	At      int64  `json:"at"`
	No      string `json:"no"`
	Version int64  `json:"version"`
}

// Precedents lists rulings and designations, the newest first. A district has few: they are looked through.
func (v View) Precedents(ctx context.Context, f PrecedentFilter, page sqldb.Page) ([]PrecedentRow, string, error) {
	before := precedentKey{At: never}
	if _, err := page.After(&before); err != nil {
		return nil, "", err
	}
	var ps []sqldb.Pred
	if f.Matter != 0 {
		ps = append(ps, sqldb.Where(`p.matter = $1`, int64(f.Matter)))
	}
	if f.Unit != "" {
		ps = append(ps, sqldb.Where(`p.unit = $1`, f.Unit))
	}
	for _, word := range strings.Fields(f.Words) {
		ps = append(ps, sqldb.Where(`lower(p.reason) LIKE $1 ESCAPE '\' OR lower(p.proposal) LIKE $1 ESCAPE '\' OR p.no LIKE $1 ESCAPE '\'`, containing(word)))
	}
	match, size := sqldb.And(ps...), page.Size()
	args := []any{v.district, before.At, before.No, before.Version, int64(size) + 1}
	rows, err := sqldb.All(ctx, v.q, sqldb.Text(`SELECT `+precedentColumns+` FROM precedent p
		WHERE p.district_id = $1 AND (p.at, p.no, p.version) < ($2, $3, $4) AND `+match.After(len(args))+`
		ORDER BY p.at DESC, p.no DESC, p.version DESC LIMIT $5`), (*PrecedentRow).into, append(args, match.Args...)...)
	if err != nil || len(rows) <= size {
		return rows, "", err
	}
	rows = rows[:size]
	last := rows[size-1]
	return rows, sqldb.Cursor(precedentKey{last.At, last.No, last.Version}), nil
}

func (v View) precedentsOf(ctx context.Context, no string) ([]PrecedentRow, error) {
	return sqldb.All(ctx, v.q, qPrecedentsOf, (*PrecedentRow).into, v.district, no)
}

func (t *Tx) keepPrecedents(list []PrecedentRow) error {
	for _, p := range list {
		if err := t.tx.Queue(t.ctx, qInsertPrecedent, t.district, p.No, p.Version, p.Kind, p.At, int64(p.Matter), p.Unit,
			p.Reason, p.ReasonID, p.Proposal, p.ProposalID); err != nil {
			return err
		}
	}
	return nil
}
