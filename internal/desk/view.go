package desk

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"huying/internal/access"
	"huying/internal/calendar"
	"huying/internal/casework"
	"huying/internal/catalogue"
	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/store"
)

// Reader reads on behalf of one person in one post: nothing outside that post's scope comes out.
type Reader struct {
	d   *Desk
	who access.Who
}

// As gives the reader of a person.
func (d *Desk) As(who access.Who) Reader { return Reader{d, who} }

// View (呼叫单全貌) is one case as one person may see it, at one moment.
type View struct {
	Case    casework.Case
	At      int64 // the moment, microseconds UTC
	Records []Record
	Units   *org.Directory
	Edition catalogue.Edition // under which it was called; zero before the call
	Verbs   []casework.Verb   // what this post may do now
	Words   Words
	Related map[string]casework.CaseNo // numbers of the cases it was split off, came out of it, or was merged with, by id
	Kin     map[string]Kin             // those of them that this person has in a list
	Days    calendar.Calendar          // by which the district counts
	Ladder  []casework.Rung            // the district's, for the names of its rungs
	Version int64
}

// Record (办理记录) is one entry of a case's time line.
type Record struct {
	casework.Recorded
	Version int64
	Type    string
	Data    []byte // as it stands in the leaf, but for a mark that is not disclosed to this person
	Index   int64  // in the district's log; -1 until sealed
	Broken  bool   // it is not what was sealed there: somebody changed the tables
	Partial bool   // something in it is not disclosed to this person
}

// Record finds a record by its version; one that is not disclosed to this person is not there.
func (v View) Record(version int64) (Record, bool) {
	i, ok := slices.BinarySearchFunc(v.Records, version, func(r Record, version int64) int { return cmp.Compare(r.Version, version) })
	if !ok {
		return Record{}, false
	}
	return v.Records[i], true
}

// Words are what people wrote, by commitment, as far as this person may read it.
type Words map[string]Word

// Word is one revealed content.
type Word struct {
	Kind ledger.ContentKind
	Text string
}

// Of is the text behind a content; ok is false where it was erased or is not this person's to read.
func (w Words) Of(c ledger.Content) (text string, ok bool) {
	word, ok := w[c.ID]
	return word.Text, ok
}

// Case reads a case whole: state, time line, words, and what this post may do now.
func (r Reader) Case(ctx context.Context, district org.DistrictID, no casework.CaseNo) (View, error) {
	if err := own(r.who, district); err != nil {
		return View{}, err
	}
	stand, err := r.d.standing(ctx, district)
	if err != nil {
		return View{}, err
	}
	view := View{At: org.Micros(r.d.Now()), Units: stand.units, Days: stand.calendar, Ladder: stand.settings.Ladder}
	err = r.d.store.Read(ctx, district, func(ctx context.Context, v store.View) error {
		row, ok, err := v.CaseByNo(ctx, string(no))
		if err != nil {
			return err
		}
		if !ok {
			return access.NoSuchCase()
		}
		if view.Records, view.Case, err = readCase(ctx, v, row.ID); err != nil {
			return fmt.Errorf("read case %s: %w", no, err)
		}
		s := seen(view.Case, stand.units)
		if access.Permit(r.who, access.CaseSee, s) != nil {
			return access.NoSuchCase()
		}
		if view.Words, err = r.words(ctx, v, view.Case, s); err != nil {
			return err
		}
		if view.Related, view.Kin, err = r.related(ctx, v, view.Case, stand.list); err != nil {
			return err
		}
		r.hideUnsigned(&view)
		return r.hideMarks(&view)
	})
	if err != nil {
		return View{}, err
	}
	view.Version = view.Case.Version
	if entry := view.Case.Entry; entry.Edition != "" {
		view.Edition, _ = stand.list.Edition(entry.Edition)
	}
	if access.Permit(r.who, access.CaseDo, seen(view.Case, stand.units)) == nil {
		view.Verbs = casework.Offered(view.Case, r.who.Actor, view.At, stand.settings, stand.units)
	}
	return view, nil
}

// readCase folds a case from its stream and keeps the records with their places in the log, each held
// to the hash that was sealed there.
func readCase(ctx context.Context, v store.View, id string) ([]Record, casework.Case, error) {
	c := casework.Case{ID: id}
	stream := casework.Stream(id)
	events, err := v.Events(ctx, stream, 0)
	if err != nil {
		return nil, c, err
	}
	seals, err := v.Seals(ctx, events)
	if err != nil {
		return nil, c, err
	}
	records := make([]Record, 0, len(events))
	for _, e := range events {
		recorded, err := casework.Decode(e)
		if err != nil {
			return nil, c, err
		}
		c = casework.Evolve(c, recorded.Event, recorded.Moment)
		record := Record{Recorded: recorded, Version: e.Version, Type: e.Type, Data: e.Data, Index: -1}
		if seal, ok := seals[e.Version]; ok {
			record.Index, record.Broken = seal.Index, seal.Broken
		}
		records = append(records, record)
	}
	return records, c, nil
}

// borrow adds the place that a case shares with the one it was split off: it was sealed there. 依据 P-37.
func borrow(ctx context.Context, v store.View, c casework.Case, all map[string]ledger.Sealed) error {
	if _, own := all[c.Place.ID]; own || c.Parent == "" || c.Place.ID == "" {
		return nil
	}
	place, ok, err := v.Content(ctx, c.Place.ID)
	if errors.Is(err, store.ErrDamaged) || err == nil && !ok {
		return nil
	}
	all[place.ID] = place
	return err
}

// words reveals what was written: texts and files to who may read the case's content, persons to who
// must know them (P-83). Marks are among them until hideMarks has decided on each. Who has recused reads nothing of it any
// more (P-103).
func (r Reader) words(ctx context.Context, v store.View, c casework.Case, s access.Case) (Words, error) {
	if slices.Contains(c.Recused, r.who.Actor.Account) {
		return Words{}, nil
	}
	kinds := []ledger.ContentKind{ledger.MarkContent}
	if access.Permit(r.who, access.ContentReveal, s) == nil {
		kinds = append(kinds, ledger.TextContent, ledger.FileContent)
	}
	if access.Permit(r.who, access.PersonReveal, s) == nil {
		kinds = append(kinds, ledger.PersonContent)
	}
	all, damaged, err := v.ContentOf(ctx, casework.Stream(c.ID), kinds...)
	if err != nil {
		return nil, err
	}
	if slices.Contains(kinds, ledger.TextContent) {
		if err := borrow(ctx, v, c, all); err != nil {
			return nil, err
		}
	}
	words := make(Words, len(all))
	for id, sealed := range all {
		words[id] = Word{sealed.Kind, string(sealed.Plain)}
	}
	for _, id := range damaged {
		words[id] = Word{ledger.TextContent, "〔内容已损坏，与封存的承诺不符 damaged〕"}
	}
	return words, nil
}
