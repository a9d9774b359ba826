package casework

import (
	"crypto/sha256"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"huying/internal/calendar"
	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/rule"
)

// tester is what *testing.T, *testing.B and *rapid.T have in common.
type tester interface {
	Helper()
	Fatal(args ...any)
	Fatalf(format string, args ...any)
}

// A row says: given this story, when somebody does this at that time, then that has happened, or
// a rule says no.
type row struct {
	name  string
	given []deed
	by    org.Actor
	at    string
	when  Command
	then  outcome
}

type outcome struct {
	events  []Event
	refused *rule.Refusal
}

func then(events ...Event) outcome { return outcome{events: events} }

func no(code rule.Code, clause, field string) outcome {
	return outcome{refused: &rule.Refusal{Code: code, Clause: clause, Field: field}}
}

// until is a frozen limit with its deadline, said out: "4wh", "07-25 15:00". When to warn is not
// compared here; see TestYellow.
func until(limit, due string) Timed {
	return Timed{Limit: calendar.MustLimit(limit), Due: calendar.Deadline{At: on(due).UnixMicro()}}
}

func overdue(due string) Overdue { return Overdue{on(due).UnixMicro()} }

// twice is a limit and another after it.
func twice(limit, then, due string) Timed {
	t := until(limit, due)
	t.Then = calendar.MustLimit(then)
	return t
}

// day is a date that somebody named, and the midnight that ends it.
func day(ends string) Timed { return Timed{Due: calendar.Deadline{At: on(ends).UnixMicro()}} }

func unmet(ref, due string) RefOverdue { return RefOverdue{ref, on(due).UnixMicro()} }

func missed(task TaskID, due string) TaskOverdue { return TaskOverdue{task, on(due).UnixMicro()} }

func tell(t *testing.T, rows []row, where ...func(*Given)) {
	t.Helper()
	for _, r := range rows {
		t.Run(r.name, func(t *testing.T) {
			c, _ := play(t, r.given, where...)
			_, record, err := enact(t, c, r.when, givenWhere(deed{r.by, r.at, r.when}, where))
			if want := r.then.refused; want != nil {
				got, ok := rule.As(err)
				if !ok || got.Code != want.Code || got.Clause != want.Clause || got.Field != want.Field {
					t.Fatalf("got %v %+v, want %s by %s at %q", err, got, want.Code, want.Clause, want.Field)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			var got []Event
			for _, r := range record {
				got = append(got, r.Event)
			}
			if got, want := calm(got), calm(r.then.events); !reflect.DeepEqual(got, want) {
				t.Fatalf("got\n%s\nwant\n%s", show(got), show(want))
			}
		})
	}
}

// enact decides one command and gives the case after it. Every record is held to what always holds:
// the auditor finds it lawful, it can be written and read back, and the case before it stays.
func enact(t tester, c Case, cmd Command, g Given) (Case, []Recorded, error) {
	t.Helper()
	if _, pairs := cmd.(pair); pairs {
		c, _, record, _, err := enactPair(t, c, sibling(c, cmd), cmd, g)
		return c, record, err
	}
	before := deepCopy(c)
	events, err := Decide(c, cmd, g)
	if !reflect.DeepEqual(before, c) {
		t.Fatalf("%s wrote into the case it was given", cmd.Verb())
	}
	if err != nil {
		return c, nil, err
	}
	c, record := enter(t, c, events, g)
	return c, record, nil
}

// enter puts what was decided on record, each event held to what always holds.
func enter(t tester, c Case, events []Event, g Given) (Case, []Recorded) {
	t.Helper()
	var record []Recorded
	for _, e := range events {
		r := Recorded{e, Moment{g.at(), Signed(e, g.By)}}
		if err := Recheck(c, r, units); err != nil {
			t.Fatalf("the auditor finds unlawful what was just decided: %v", err)
		}
		was := deepCopy(c)
		after := Evolve(c, e, r.Moment)
		if !reflect.DeepEqual(was, c) {
			t.Fatalf("%s wrote into the case it was given", Name(e))
		}
		if after.Version != c.Version+1 || after.Last != g.at() {
			t.Fatalf("%s leads from version %d to %d at %d", Name(e), c.Version, after.Version, after.Last)
		}
		if again := Evolve(was, written(t, e), r.Moment); !reflect.DeepEqual(sealed(after), sealed(again)) {
			t.Fatalf("%s, written and read back, leads elsewhere:\n%+v\n%+v", Name(e), after, again)
		}
		c, record = after, append(record, r)
	}
	return c, record
}

// written is an event as it comes back from the record.
func written(t tester, e Event) Event {
	t.Helper()
	data, _, err := ledger.Encode(e, func() [32]byte { return sha256.Sum256([]byte("salt")) })
	if err != nil {
		t.Fatal(err)
	}
	back, err := Decode(ledger.Event{Stream: "case/7c0e", Version: 1, Type: Name(e), Data: data})
	if err != nil {
		t.Fatal(err)
	}
	return back.Event
}

// sealed is a case with only whether a content is there, not what: in memory it may still be plain.
func sealed(c Case) Case {
	return through(reflect.ValueOf(c), func(v reflect.Value) {
		if content, ok := v.Addr().Interface().(*ledger.Content); ok && !content.IsZero() {
			*content = ledger.Content{ID: "there"}
		}
	}).Interface().(Case)
}

// deepCopy shares nothing with its original.
func deepCopy(c Case) Case {
	return through(reflect.ValueOf(c), func(reflect.Value) {}).Interface().(Case)
}

// calm forgets when to warn.
func calm(events []Event) []Event {
	still := make([]Event, len(events))
	for i, e := range events {
		still[i] = through(reflect.ValueOf(e), func(v reflect.Value) {
			switch x := v.Addr().Interface().(type) {
			case *Timed:
				x.Yellow = 0
			case *DeadlineSet:
				x.Yellow = 0
			case *Restarted:
				x.Yellow = 0
			}
		}).Interface().(Event)
	}
	return still
}

// through copies a value all the way down and lets change alter each struct of the copy.
func through(v reflect.Value, change func(reflect.Value)) reflect.Value {
	twin := reflect.New(v.Type()).Elem()
	twin.Set(v)
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if twin.Field(i).CanSet() {
				twin.Field(i).Set(through(v.Field(i), change))
			}
		}
		change(twin)
	case reflect.Slice:
		if v.IsNil() {
			break
		}
		twin = reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		for i := range v.Len() {
			twin.Index(i).Set(through(v.Index(i), change))
		}
	case reflect.Pointer:
		if v.IsNil() {
			break
		}
		twin = reflect.New(v.Type().Elem())
		twin.Elem().Set(through(v.Elem(), change))
	}
	return twin
}

// show prints events one a line, as the record would have them.
func show(events []Event) string {
	var b strings.Builder
	for _, e := range events {
		data, hidden, err := ledger.Encode(e, func() (salt [32]byte) { return salt })
		fmt.Fprintln(&b, Name(e), string(data), err)
		for _, h := range hidden {
			fmt.Fprintln(&b, "   ", string(h.Plain))
		}
	}
	return b.String()
}
