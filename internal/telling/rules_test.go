package telling

import (
	"slices"
	"testing"
	"time"

	"huying/internal/org"
)

var jinan = time.FixedZone("", 8*60*60)

// Quiet hours hold until they end, across midnight or within a day; the urgent never waits. 依据 P-126.
func TestQuietHours(t *testing.T) {
	for _, r := range []struct {
		from, to, now, want string
	}{
		{"22:00", "07:00", "2026-11-30 21:59", "2026-11-30 21:59"},
		{"22:00", "07:00", "2026-11-30 22:00", "2026-12-01 07:00"},
		{"22:00", "07:00", "2026-12-31 23:59", "2027-01-01 07:00"},
		{"22:00", "07:00", "2026-12-01 06:59", "2026-12-01 07:00"},
		{"22:00", "07:00", "2026-12-01 07:00", "2026-12-01 07:00"},
		{"12:00", "13:30", "2026-12-01 12:30", "2026-12-01 13:30"},
		{"12:00", "13:30", "2026-12-01 13:30", "2026-12-01 13:30"},
		{"12:00", "13:30", "2026-12-01 11:59", "2026-12-01 11:59"},
		{"08:00", "08:00", "2026-12-01 08:00", "2026-12-01 08:00"},
		{"", "", "2026-12-01 03:00", "2026-12-01 03:00"},
	} {
		at := func(s string) time.Time {
			parsed, err := time.ParseInLocation("2006-01-02 15:04", s, jinan)
			if err != nil {
				t.Fatal(err)
			}
			return parsed
		}
		rules := Rules{Quiet: Quiet{r.from, r.to}}
		if got := rules.NotBefore(Letter{Topic: Waits}, Choice{}, at(r.now)); !got.Equal(at(r.want)) {
			t.Errorf("quiet from %s to %s: what comes at %s goes at %s, want %s", r.from, r.to, r.now, got, r.want)
		}
		if got := rules.NotBefore(Letter{Topic: Mustered, Urgent: true}, Choice{}, at(r.now)); !got.Equal(at(r.now)) {
			t.Errorf("a muster at %s waits until %s", r.now, got)
		}
		if got := rules.NotBefore(Letter{Topic: Waits}, Choice{Quiet: &Quiet{}}, at(r.now)); !got.Equal(at(r.now)) {
			t.Errorf("who has no quiet hours is told at %s, not %s", r.now, got)
		}
	}
}

// The person's choice counts before the role's rule, that before the district's; a muster goes by all. 依据 P-126.
func TestWhoseChoiceCounts(t *testing.T) {
	rules := Rules{
		Topics: map[Topic][]Channel{Urged: {SMS}, Mustered: nil},
		Posts:  map[org.PostID]map[Topic][]Channel{"p1": {Urged: {Mail, SMS}}},
		Roles:  map[org.Role]map[Topic][]Channel{org.DepartmentLeader: {Urged: {Mail}}},
	}
	for _, r := range []struct {
		name string
		l    Letter
		role org.Role
		post org.PostID
		own  Choice
		want []Channel
	}{
		{"the district's", Letter{Topic: Urged}, org.DepartmentOperator, "", Choice{}, []Channel{SMS}},
		{"the role's", Letter{Topic: Urged}, org.DepartmentLeader, "", Choice{}, []Channel{Mail}},
		{"the post's", Letter{Topic: Urged}, org.DepartmentLeader, "p1", Choice{}, []Channel{Mail, SMS}},
		{"the person's", Letter{Topic: Urged}, org.DepartmentLeader, "", Choice{Topics: map[Topic][]Channel{Urged: {}}}, []Channel{}},
		{"of another topic", Letter{Topic: Missed}, org.DepartmentLeader, "", Choice{Topics: map[Topic][]Channel{Urged: {}}}, nil},
		{"a muster", Letter{Topic: Mustered, Urgent: true}, org.DepartmentLeader, "", Choice{Topics: map[Topic][]Channel{Mustered: {}}}, Personal},
	} {
		if got := rules.Over(r.l, org.Post{ID: r.post, Role: r.role}, r.own); !slices.Equal(got, r.want) {
			t.Errorf("%s: %v, want %v", r.name, got, r.want)
		}
	}
}

var nobody = org.NewDirectory(370102, nil, nil)

func TestRulesAreChecked(t *testing.T) {
	if err := DefaultRules().Check(nobody); err != nil {
		t.Error(err)
	}
	for name, err := range map[string]error{
		"topic":    Rules{Topics: map[Topic][]Channel{"gossip": {Mail}}}.Check(nobody),
		"channel":  Rules{Roles: map[org.Role]map[Topic][]Channel{org.Dispatcher: {Urged: {WeCom}}}}.Check(nobody),
		"quiet":    Rules{Quiet: Quiet{From: "25:00", To: "07:00"}}.Check(nobody),
		"role":     Rules{Roles: map[org.Role]map[Topic][]Channel{"nobody": {Urged: {Mail}}}}.Check(nobody),
		"post":     Rules{Posts: map[org.PostID]map[Topic][]Channel{"nobody": {Urged: {Mail}}}}.Check(nobody),
		"half":     Choice{Quiet: &Quiet{From: "22:00"}}.Check(),
		"language": Choice{Language: "fr"}.Check(),
	} {
		if err == nil {
			t.Errorf("a wrong %s is not refused", name)
		}
	}
}
