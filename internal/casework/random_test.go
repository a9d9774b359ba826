package casework

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"huying/internal/org"
	"huying/internal/rule"
)

// Whatever many people ask for, in whatever order and at whatever pace, these things hold.
func TestAnyStory(t *testing.T) {
	seen := map[string]int{}
	rapid.Check(t, func(r *rapid.T) {
		w := &story{T: r, now: on("07-25 08:40")}
		w.begin()
		for range rapid.IntRange(20, 120).Draw(r, "steps") {
			w.step()
		}
		w.replay()
		w.explain()
		w.tamper()
		for _, r := range w.record {
			seen[Name(r.Event)]++
		}
	})
	for _, name := range Names() {
		if seen[name] == 0 {
			t.Logf("no story came to %s this time", name)
		}
	}
}

// story is a case under way, with all that was recorded and the case before each record.
type story struct {
	*rapid.T
	now     time.Time
	c       Case
	record  []Recorded
	before  []Case
	missed  map[string]bool
	recused map[org.AccountID]bool
	auto    bool // the district dispatches of itself what is beyond doubt
}

func (w *story) step() {
	pauses := []time.Duration{0, time.Minute, time.Minute, 20 * time.Minute, 2 * time.Hour, 24 * time.Hour, 6 * 24 * time.Hour}
	if w.c.Status == CaseSuspended {
		pauses = append(pauses, 60*24*time.Hour) // past the review
	}
	w.now = w.now.Add(rapid.SampledFrom(pauses).Draw(w.T, "pause"))
	by, verb := w.who()
	cmd := w.command(verb)
	if err := w.act(by, cmd); err != nil {
		if r, ok := rule.As(err); !ok || r.Clause == "" || r.Reason == "" {
			w.Fatalf("%s by %s fails without a rule: %v", verb, by.Account, err)
		}
	}
}

// act records what somebody does, and looks whether all that should hold does.
func (w *story) act(by org.Actor, cmd Command) error {
	g := givenTo(by, w.now)
	g.Settings.AutoDispatch = w.auto
	_, more, err := enact(w, w.c, cmd, g)
	if err == nil && by.Account != "" && w.recused[by.Account] {
		w.Fatalf("%s by %s, who has recused", cmd.Verb(), by.Account)
	}
	for _, r := range more {
		w.before, w.record = append(w.before, w.c), append(w.record, r)
		w.once(r.Event)
		was := w.c
		w.c = Evolve(w.c, r.Event, r.Moment)
		w.frozen(was, w.c, r)
		if e, ok := r.Event.(Recused); ok {
			w.recused[e.Officer] = true
		}
	}
	w.holds()
	return err
}

// begin puts a story on its way, some way along, so that few steps lead far.
func (w *story) begin() {
	w.recused, w.missed = map[org.AccountID]bool{}, map[string]bool{}
	for _, d := range rapid.SampledFrom([][]deed{
		nil, nil, nil, dispatched, arrived, answered, sore, put, appealed, asked, resting, suspended, overseen, docketing, ownLead,
	}).Draw(w.T, "beginning") {
		w.now = on(d.at)
		if err := w.act(d.by, d.cmd); err != nil {
			w.Fatal(err)
		}
	}
	w.auto = rapid.Bool().Draw(w.T, "auto")
}

// who draws somebody and a verb: mostly a pair that the table permits now, and mostly one that leads on.
func (w *story) who() (org.Actor, Verb) {
	if rapid.IntRange(0, 9).Draw(w.T, "lawful") == 0 {
		return rapid.SampledFrom(append(slices.Clone(people), Clockwork)).Draw(w.T, "by"), rapid.SampledFrom(AllVerbs).Draw(w.T, "any verb")
	}
	if w.c.Status == CaseNone {
		return rapid.SampledFrom([]org.Actor{wangYi, stationR, operator, desk}).Draw(w.T, "reporter"), VerbReport
	}
	onward := rapid.IntRange(0, 5).Draw(w.T, "onward") > 0
	may := map[Verb][]org.Actor{}
	for _, by := range people {
		for _, v := range Verbs(w.c, by, units) {
			if !onward || !slices.Contains(aside, v) {
				may[v] = append(may[v], by)
			}
		}
	}
	if len(may) == 0 {
		return Clockwork, VerbLapse
	}
	verb := rapid.SampledFrom(slices.Sorted(maps.Keys(may))).Draw(w.T, "verb")
	return rapid.SampledFrom(may[verb]).Draw(w.T, "by"), verb
}

// aside are the verbs that do not lead on to the closing.
var aside = []Verb{
	VerbSettle, VerbDiscard, VerbRefuse, VerbWithdraw, VerbDecline, VerbRecall, VerbAssign, VerbReturn, VerbRelease, VerbArchive, VerbAnnotate, VerbAttach,
	VerbSplit, VerbMerge, VerbSummon, VerbDismiss, VerbRetain, VerbWriteOff, VerbMuster, VerbAttend, VerbProgress, VerbConfer, VerbTransfer, VerbAsk,
	VerbExtend, VerbSuspend, VerbUrge, VerbSupervise, VerbRevise, VerbAppeal, VerbRecuse,
}

// once: a clock that was started once is missed once at most.
func (w *story) once(e Event) {
	if _, ok := e.(missEvent); !ok {
		return
	}
	for _, r := range w.c.Running() {
		if miss(r) != e {
			continue
		}
		name := fmt.Sprint(r.Kind, r.Ref, r.Clock.Started)
		if w.missed[name] {
			w.Fatalf("%s is missed twice", name)
		}
		w.missed[name] = true
	}
}

// replay: the record, written and read back, adds up to the case as it is.
func (w *story) replay() {
	var c Case
	for _, r := range w.record {
		c = Evolve(c, written(w, r.Event), r.Moment)
	}
	if !reflect.DeepEqual(sealed(c), sealed(w.c)) {
		w.Fatalf("replayed:\n%+v\nlive:\n%+v", c, w.c)
	}
}

// tamper: what was changed in the record afterwards does not pass.
func (w *story) tamper() {
	if len(w.record) == 0 {
		return
	}
	i := rapid.IntRange(0, len(w.record)-1).Draw(w.T, "tampered")
	c, r := w.before[i], w.record[i]
	refused := func(what string, c Case, r Recorded) {
		if Recheck(c, r, units) == nil {
			w.Fatalf("%s passes: %s by %s of %s", what, Name(r.Event), r.Moment.By.Role, r.Moment.By.Unit)
		}
	}
	other := r
	other.Moment.By = rapid.SampledFrom([]org.Actor{bureau, inspects}).Draw(w.T, "other")
	if other.Moment.By.Role == r.Moment.By.Role {
		other.Moment.By = inspects
	}
	refused("another's hand", c, other)
	other.Moment.By = r.Moment.By
	other.Moment.By.Role = rapid.SampledFrom([]org.Role{org.Auditor, org.SystemAdmin, org.Discipline}).Draw(w.T, "role")
	refused("another role", c, other)
	forged := Recorded{AcceptMissed{TaskOverdue{"t1", r.Moment.At - 7}}, Moment{r.Moment.At, Clockwork}}
	if !slices.Contains(c.missedBy(r.Moment.At), forged.Event) {
		refused("a forged miss", c, forged)
	}
	if i == 0 {
		return
	}
	refused("a beginning that is none", Case{}, r)
	last := w.record[i-1]
	_, late := last.Event.(missEvent)
	if _, also := r.Event.(missEvent); late && !also && last.Moment.At == r.Moment.At {
		refused("a miss left out", w.before[i-1], r)
	}
}
