package desk

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"huying/internal/access"
	"huying/internal/casework"
	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/roster"
	"huying/internal/rule"
	"huying/internal/store"
)

// Handover (交接班记录) is what one shift of a unit left to the next, as its posts read it. 依据 P-133.
type Handover struct {
	ID     int64
	At     int64
	By     Officer
	Own    bool // of the account that looks
	Text   string
	Gone   bool // what was written has been erased
	Cases  []roster.Pointed
	ReadAt int64 // 0: nobody has said yet that it was read
	ReadBy Officer
}

// MaxHandover is the most characters a note may have.
const MaxHandover = 4000

// handoverRow is a note as lists have it.
func handoverRow(w roster.HandoverWritten, id, at int64, by org.AccountID) (store.HandoverRow, error) {
	cases, err := json.Marshal(w.Cases)
	return store.HandoverRow{Unit: w.Unit, ID: id, At: at, Account: by, Content: w.Text.ID, Cases: string(cases)}, err
}

// Handovers lists the notes of a unit, the newest first. 依据 P-133.
func (r Reader) Handovers(ctx context.Context, district org.DistrictID, unit org.UnitID, page Page) ([]Handover, string, error) {
	if _, err := r.mayRoster(ctx, access.HandoverDo, district, unit); err != nil {
		return nil, "", err
	}
	rows, next, err := r.d.store.In(district).Handovers(ctx, unit, page)
	if err != nil {
		return nil, "", err
	}
	notes, err := r.handovers(ctx, rows)
	return notes, next, err
}

// UnreadHandovers lists the notes of a unit that nobody has said to have read, the oldest first.
func (r Reader) UnreadHandovers(ctx context.Context, district org.DistrictID, unit org.UnitID) ([]Handover, error) {
	if _, err := r.mayRoster(ctx, access.HandoverDo, district, unit); err != nil {
		return nil, err
	}
	rows, err := r.d.store.In(district).UnreadHandovers(ctx, unit)
	if err != nil {
		return nil, err
	}
	return r.handovers(ctx, rows)
}

// handovers reads what stands in some notes, and who wrote and read them.
func (r Reader) handovers(ctx context.Context, rows []store.HandoverRow) ([]Handover, error) {
	ids := make([]org.AccountID, 0, 2*len(rows))
	for _, row := range rows {
		ids = append(ids, row.Account)
		if row.ReadBy != "" {
			ids = append(ids, row.ReadBy)
		}
	}
	people, err := r.officers(ctx, slices.Compact(slices.Sorted(slices.Values(ids))))
	if err != nil {
		return nil, err
	}
	notes := make([]Handover, len(rows))
	for i, row := range rows {
		notes[i] = Handover{
			ID: row.ID, At: row.At, By: people[row.Account], Own: row.Account == r.who.Actor.Account, ReadAt: row.ReadAt, ReadBy: people[row.ReadBy],
		}
		text, ok, err := plain(ctx, r.d.store.In(r.who.District), row.Content)
		if err != nil {
			return nil, err
		}
		notes[i].Text, notes[i].Gone = text, !ok
		if err := json.Unmarshal([]byte(row.Cases), &notes[i].Cases); err != nil {
			return nil, fmt.Errorf("note %d of %s: %w", row.ID, row.Unit, err)
		}
	}
	return notes, nil
}

// WriteHandover (交班) leaves a note to the next shift of a unit: what is to be known, and the numbers of cases. Why a case
// is pointed to is what the desk finds itself; one that it does not find must be one that the writer sees. 依据 P-133.
func (d *Desk) WriteHandover(ctx context.Context, who access.Who, district org.DistrictID, unit org.UnitID, text string, nos []casework.CaseNo, key Key) (id int64, err error) {
	text = strings.TrimSpace(text)
	switch {
	case text == "":
		return 0, rule.Refuse(rule.Incomplete, "P-133", "请填写交班内容").At("text")
	case !utf8.ValidString(text) || strings.ContainsFunc(text, func(c rune) bool { return misleads(c) && c != '\n' && c != '\r' && c != '\t' }):
		return 0, rule.Refuse(rule.Invalid, "P-133", "交班内容含有无法识别的字符").At("text")
	case utf8.RuneCountInString(text) > MaxHandover:
		return 0, rule.Refuse(rule.Invalid, "P-133", "交班内容不得超过四千字").At("text")
	}
	reader := d.As(who)
	ahead, err := reader.Ahead(ctx, district, unit)
	if err != nil {
		return 0, err
	}
	cases, err := reader.pointed(ctx, district, ahead, nos)
	if err != nil {
		return 0, err
	}
	asked := ofUnit{who, access.HandoverDo, district, unit, roster.HandoverStream(unit), "write_handover", key, nil}
	asked.project = func(tx *store.Tx, version int64, e ledger.Event) error {
		id = version
		var written roster.HandoverWritten
		if err := json.Unmarshal(e.Data, &written); err != nil {
			return err
		}
		row, err := handoverRow(written, version, e.At, e.Actor.Account)
		if err != nil {
			return err
		}
		return tx.PutHandover(row)
	}
	err = d.inUnit(ctx, asked, &id, func(context.Context, *store.Tx, *standing, int64) ([]any, error) {
		return []any{roster.HandoverWritten{Unit: unit, Text: ledger.Text(text), Cases: cases}}, nil
	})
	return id, err
}

// pointed finds why each of some cases is pointed to.
func (r Reader) pointed(ctx context.Context, district org.DistrictID, ahead []Awaiting, nos []casework.CaseNo) (cases []roster.Pointed, err error) {
	if len(nos) > mostAhead {
		return nil, rule.Refuse(rule.Invalid, "P-133", "一次最多指明六十件呼叫单").At("cases")
	}
	stand, err := r.d.standing(ctx, district)
	if err != nil {
		return nil, err
	}
	for _, no := range nos {
		if slices.ContainsFunc(cases, func(p roster.Pointed) bool { return p.No == string(no) }) {
			continue
		}
		if i := slices.IndexFunc(ahead, func(a Awaiting) bool { return a.No == string(no) }); i >= 0 {
			cases = append(cases, ahead[i].Pointed)
			continue
		}
		f, err := r.d.look(ctx, district, no)
		if err == nil { // a partner sees no case as a whole: it names those that wait for it, which are among ahead
			err = access.Permit(r.who, access.CaseSee, seen(f.c, stand.units))
		}
		if err != nil {
			return nil, rule.Inside("cases", err)
		}
		cases = append(cases, roster.Pointed{No: string(no), Why: roster.Named})
	}
	return cases, nil
}

// ReadHandover (接班) says that a note was read: by another than who wrote it, where there is another. 依据 P-133.
func (d *Desk) ReadHandover(ctx context.Context, who access.Who, district org.DistrictID, unit org.UnitID, id int64, key Key) error {
	asked := ofUnit{who, access.HandoverDo, district, unit, roster.HandoverStream(unit), "read_handover", key, nil}
	answer := struct{}{}
	return d.inUnit(ctx, asked, &answer, func(ctx context.Context, tx *store.Tx, stand *standing, now int64) ([]any, error) {
		note, ok, err := tx.Handover(ctx, unit, id)
		switch {
		case err != nil:
			return nil, err
		case !ok:
			return nil, rule.Refuse(rule.Unknown, "P-133", "没有这份交接班记录")
		case note.ReadAt != 0:
			return nil, rule.Refuse(rule.Spent, "P-133", "这份交接班记录已有人确认")
		case note.Account == who.Actor.Account && slices.ContainsFunc(roster.Seats(stand.units, unit, now), func(p org.Post) bool { return p.Account != who.Actor.Account }):
			return nil, rule.Refuse(rule.WrongRole, "P-133", "交班人不能替接班人确认")
		}
		return []any{roster.HandoverRead{Unit: unit, Handover: id}}, tx.ReadHandover(unit, id, now, who.Actor.Account)
	})
}
