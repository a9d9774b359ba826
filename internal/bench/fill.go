package main

import (
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"database/sql"
	"fmt"
	"path/filepath"
	"slices"

	"github.com/jackc/pgx/v5"

	"huying/internal/ledger"
)

// fill brings a store from so many cases to so many: one in so many just dispatched, the others archived. The rows go
// straight into the tables, texts with their true commitments; only their entries stand apart from the sealed log.
func (e *engine) fill(ctx context.Context, t *tape, name string, from, to int) error {
	if e.pg == nil {
		return e.fillLite(ctx, t, name, from, to)
	}
	conn, err := pgx.Connect(ctx, e.urls[name])
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	const step = 2000
	for at := from; at < to; at += step {
		rows := map[string][][]any{}
		for n := at; n < min(at+step, to); n++ {
			for _, r := range t.filled(n) {
				rows[r.table] = append(rows[r.table], r.args)
			}
		}
		for table, args := range rows {
			if _, err := conn.CopyFrom(ctx, pgx.Identifier{table}, t.tables[table].columns, pgx.CopyFromRows(args)); err != nil {
				return fmt.Errorf("%s: %w", table, err)
			}
		}
	}
	_, err = conn.Exec(ctx, "VACUUM ANALYZE") // as the server's autovacuum does by itself within minutes
	return err
}

func (e *engine) fillLite(ctx context.Context, t *tape, name string, from, to int) error {
	db, err := sql.Open("sqlite", "file:"+filepath.Join(e.dir, name, "huying.db")+"?_txlock=immediate&_pragma=busy_timeout(60000)&_pragma=synchronous(off)&_pragma=cache_size(-262144)")
	if err != nil {
		return err
	}
	defer db.Close()
	const step = 5000
	for at := from; at < to; at += step {
		tx, err := db.BeginTx(ctx, nil)
		if err != nil {
			return err
		}
		stmts := map[string]*sql.Stmt{}
		for n := at; n < min(at+step, to); n++ {
			for _, r := range t.filled(n) {
				if stmts[r.table] == nil {
					if stmts[r.table], err = tx.PrepareContext(ctx, r.text); err != nil {
						return err
					}
				}
				if _, err := stmts[r.table].ExecContext(ctx, r.args...); err != nil {
					return fmt.Errorf("%s: %w", r.table, err)
				}
			}
		}
		if err := tx.Commit(); err != nil {
			return err
		}
	}
	return nil // no ANALYZE: the product never asks for it, and plans by its indexes alone
}

type filledRow struct {
	table, text string
	args        []any
}

// filled gives all rows of the n-th case.
func (t *tape) filled(n int) []filledRow {
	stage := t.stages[1]
	if n%t.open == 0 {
		stage = t.stages[0]
	}
	names := t.fresh(number(n))
	kept := map[string]ledger.Sealed{} // by new name
	for i, id := range t.ids {
		if was, ok := t.plain[id]; ok {
			is := was
			_, _ = rand.Read(is.Salt[:])
			is.ID = ledger.Commit(is.Kind, is.Salt, is.Plain)
			names[i] = is.ID
			kept[is.ID] = is
		}
	}
	secrets := map[string][]byte{}
	rows := make([]filledRow, 0, len(stage))
	entry := int64(0)
	for _, w := range stage {
		d := t.tables[w.table]
		r := filledRow{w.table, w.text, w.args(names)}
		set := func(column string, v any) { r.args[slices.Index(d.columns, column)] = v }
		switch w.table {
		case "entry":
			if t.due != nil {
				continue // whoever seals afterwards counts the entries
			}
			set("idx", int64(1)<<40+int64(n)*64+entry)
			entry++
		case "outbox":
			if t.due != nil {
				continue // told long ago
			}
		case "warning":
			if t.due != nil {
				set("at", t.due(n))
			}
		case "clock":
			if t.due != nil {
				set("due", t.due(n))
				set("next_at", t.due(n))
			}
		case "content":
			is := kept[r.args[slices.Index(d.columns, "id")].(string)]
			nonce, secret, box := encrypt(is)
			secrets[is.ID] = secret
			set("nonce", nonce)
			set("cipher", box)
		case "content_key":
			is := kept[r.args[slices.Index(d.columns, "id")].(string)]
			set("salt", is.Salt[:])
			set("secret", secrets[is.ID])
		}
		rows = append(rows, r)
	}
	return rows
}

// encrypt seals a text as the store does: AES-256-GCM under a key of its own, bound to its commitment.
func encrypt(s ledger.Sealed) (nonce, secret, box []byte) {
	nonce, secret = make([]byte, 12), make([]byte, 32)
	_, _ = rand.Read(nonce)
	_, _ = rand.Read(secret)
	block, err := aes.NewCipher(secret)
	if err != nil {
		panic(err) // 32 bytes are a key
	}
	aead, err := cipher.NewGCM(block)
	if err != nil {
		panic(err)
	}
	return nonce, secret, aead.Seal(nil, nonce, s.Plain, []byte(s.ID))
}
