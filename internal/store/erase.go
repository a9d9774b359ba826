package store

import (
	"fmt"

	"huying/internal/sqldb"
)

var (
	qEraseContent = sqldb.Q(`DELETE FROM content WHERE district_id = $1 AND id = $2`)
	qEraseKey     = sqldb.Q(`DELETE FROM content_key WHERE district_id = $1 AND id = $2`)
)

// Erase destroys contents for good: ciphertext, key and salt, and the precedents that quote them. The caller appends the event that says
// so in the same Write, and projects the case without the text. 依据 P-07.
func (t *Tx) Erase(ids ...string) error {
	for _, id := range ids {
		for _, q := range []*sqldb.Stmt{qEraseContent, qEraseKey, qErasePrecedent, qEraseProposal} {
			if err := t.tx.Queue(t.ctx, q, t.district, id); err != nil {
				return fmt.Errorf("erase content: %w", err)
			}
		}
	}
	return nil
}
