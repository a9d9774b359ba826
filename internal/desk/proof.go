package desk

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"os"

	"huying/internal/casework"
	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/rule"
)

// Receipt (回执) is the receipt of one record of a case, for whoever may see the case, with the key
// to verify it. ok is false while no checkpoint covers the record. 依据 P-06.
func (r Reader) Receipt(ctx context.Context, district org.DistrictID, no casework.CaseNo, version int64) (receipt ledger.Receipt, vkey string, ok bool, err error) {
	view, err := r.Case(ctx, district, no)
	if err != nil {
		return receipt, "", false, err
	}
	if version < 1 || version > view.Version {
		return receipt, "", false, rule.Refuse(rule.Unknown, "P-06", "没有这条办理记录")
	}
	if record, ok := view.Record(version); !ok || record.Partial { // the receipt would show what the page does not
		return receipt, "", false, rule.Refuse(rule.Forbidden, "P-64", "评价未向本岗位公开，不出具回执")
	}
	v := r.d.store.In(district)
	if vkey, err = v.Vkey(ctx); err != nil {
		return receipt, "", false, err
	}
	receipt, ok, err = v.Receipt(ctx, casework.Stream(view.Case.ID), version)
	return receipt, vkey, ok, err
}

// File opens a file that hangs on a case, for whoever may read the case's words. The caller closes it.
func (r Reader) File(ctx context.Context, district org.DistrictID, no casework.CaseNo, sha256 string) (*os.File, casework.File, error) {
	view, err := r.Case(ctx, district, no)
	if err != nil {
		return nil, casework.File{}, err
	}
	for _, word := range view.Words {
		var file casework.File
		if word.Kind != ledger.FileContent || json.Unmarshal([]byte(word.Text), &file) != nil || file.SHA256 != sha256 {
			continue
		}
		body, err := r.d.files.Get(sha256)
		if errors.Is(err, fs.ErrNotExist) {
			break
		}
		return body, file, err
	}
	return nil, casework.File{}, rule.Refuse(rule.Unknown, "P-87", "没有这个附件")
}
