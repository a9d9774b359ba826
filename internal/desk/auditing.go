package desk

import (
	"context"
	"encoding/hex"
	"errors"

	"huying/internal/access"
	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/store"
)

// AuditTokenIssued records that an auditor's token was given out; the token itself is nowhere.
type AuditTokenIssued struct {
	Token   string `json:"token"` // SHA-256 of the token
	Expires int64  `json:"expires"`
}

// IssueAuditToken gives a token that opens the leaves of a district for thirty days, on the record.
// 依据 P-06, P-84.
func (d *Desk) IssueAuditToken(ctx context.Context, who access.Who, district org.DistrictID) (access.Token, error) {
	token, hash, err := d.Door.IssueAuditToken(ctx, who, district, 0) // 0: as long as is allowed
	if err != nil {
		return access.Token{}, err
	}
	err = d.store.Write(ctx, district, func(_ context.Context, tx *store.Tx) error {
		issued := AuditTokenIssued{hex.EncodeToString(hash), token.Expires}
		_, err := appendTo(tx, ledger.AuditStream, who.Actor, org.Micros(d.Now()), issued)
		return err
	})
	if err != nil { // what is not on record must not open anything
		return access.Token{}, errors.Join(err, d.Door.RevokeAuditToken(ctx, who, district, hash))
	}
	return token, nil
}
