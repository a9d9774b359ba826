package desk

import (
	"encoding/json"

	"huying/internal/org"
	"huying/internal/roster"
	"huying/internal/store"
)

// handoverRow is a note as lists have it.
func handoverRow(w roster.HandoverWritten, id, at int64, by org.AccountID) (store.HandoverRow, error) {
	cases, err := json.Marshal(w.Cases)
	return store.HandoverRow{Unit: w.Unit, ID: id, At: at, Account: by, Content: w.Text.ID, Cases: string(cases)}, err
}
