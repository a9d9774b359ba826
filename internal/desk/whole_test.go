package desk_test

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"huying/internal/access"
	"huying/internal/casework"
	"huying/internal/desk"
	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/picture/picturetest"
	"huying/internal/rule"
	"huying/internal/sqldb"
	"huying/internal/store"
)

// call reports and calls for matter 56, and has the centre dispatch it.
func (h *house) call(township access.Who) (no casework.CaseNo, lead access.Who, assists []access.Who) {
	h.t.Helper()
	no = h.report(township, "油烟扰民", "某路")
	h.do(township, no, casework.Call{Matter: 56, Situation: "56-3", Cause: "no_power"}, casework.CaseCalled)
	h.do(h.in("zhihui", org.Dispatcher), no, casework.Dispatch{}, casework.CaseWorking)
	for _, task := range h.see(township, no).Case.Tasks {
		if unit := h.in(task.Unit, org.DepartmentOperator); task.Lead {
			lead = unit
		} else {
			assists = append(assists, unit)
		}
	}
	return no, lead, assists
}

// come has a unit accept and arrive.
func (h *house) come(who access.Who, no casework.CaseNo) {
	h.t.Helper()
	h.do(who, no, casework.Accept{}, casework.CaseWorking)
	h.do(who, no, casework.Arrive{Position: "117.05,36.67"}, casework.CaseWorking)
}

func TestPrecedentsOfRulings(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		township, staffing := h.in(yaojia, org.TownshipOperator), h.in("bianban", org.StaffingOffice)
		declined := h.report(township, "井盖破损", "某路")
		h.do(township, declined, casework.Call{Matter: 56, Cause: "no_power"}, casework.CaseCalled)
		h.do(h.in("zhihui", org.Dispatcher), declined, casework.Decline{Ground: "own_duty", Clause: "56", Reason: "属镇街职责"}, casework.CaseIntake)
		h.do(township, declined, casework.Dispute{Reason: "清单载明由部门牵头"}, casework.CaseRuling)
		if rows, _, err := h.As(staffing).Inbox(t.Context(), 370102, sqldb.Page{}); err != nil || len(rows) != 1 || rows[0].Kind != "ruling" || rows[0].Case.Summary != "井盖破损" {
			t.Fatalf("%+v %v", rows, err)
		}
		h.do(staffing, declined, casework.Rule{Unit: "zonghe-zhifa", Reason: "依清单第56项，油烟由执法部门牵头", Change: "第56项补充情形"}, casework.CaseWorking)
		unlisted := h.report(township, "无人机扰民", "某路")
		h.do(township, unlisted, casework.Call{Unlisted: true, Class: "daily", Cause: "no_power"}, casework.CaseRuling)
		h.do(staffing, unlisted, casework.Designate{Lead: "gongan", Reason: "清单未列，由公安临时牵头", Change: "增列低空飞行"}, casework.CaseWorking)

		reader := h.As(township)
		find := func(q desk.PrecedentQuery, want ...casework.CaseNo) {
			t.Helper()
			rows, _, err := reader.Precedents(t.Context(), 370102, q, desk.Page{})
			var got []casework.CaseNo
			for _, r := range rows {
				got = append(got, casework.CaseNo(r.No))
			}
			if err != nil || !slices.Equal(got, want) {
				t.Errorf("%+v: %v, %v", q, rows, err)
			}
		}
		find(desk.PrecedentQuery{}, unlisted, declined)
		find(desk.PrecedentQuery{Words: "油烟 执法"}, declined)
		find(desk.PrecedentQuery{Words: "低空"}, unlisted)
		find(desk.PrecedentQuery{Matter: 56}, declined)
		find(desk.PrecedentQuery{Unit: "gongan"}, unlisted)
		find(desk.PrecedentQuery{Words: "路灯"})
		if _, _, err := h.As(h.in("liantong", org.PartnerOperator)).Precedents(t.Context(), 370102, desk.PrecedentQuery{}, desk.Page{}); !rule.Is(err, rule.Forbidden) {
			t.Errorf("a partner searches the rulings: %v", err)
		}
		h.sound()
		reason := h.see(staffing, declined)
		for _, record := range reason.Records {
			if ruled, ok := record.Event.(casework.Ruled); ok {
				err := h.store.Write(t.Context(), 370102, func(_ context.Context, tx *store.Tx) error { return tx.Erase(ruled.Reason.ID) })
				if err != nil {
					t.Fatal(err)
				}
			}
		}
		find(desk.PrecedentQuery{}, unlisted)
		if err := h.Rebuild(t.Context(), 370102, false); err != nil {
			t.Error(err)
		}
	})
}

// A partner reads what it was asked and nothing else of the case; its answer reaches who asked.
func TestAPartnerReadsItsQuestions(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		township, partner := h.in(yaojia, org.TownshipOperator), h.in("liantong", org.PartnerOperator)
		no, lead, _ := h.call(township)
		h.come(lead, no)
		file, err := h.Keep(t.Context(), lead, bytes.NewReader(picturetest.Photo(40, 30, 1)), "杆.jpg", "image/jpeg")
		if err != nil {
			t.Fatal(err)
		}
		secret, err := h.Keep(t.Context(), lead, strings.NewReader("别的"), "案卷.pdf", "application/pdf")
		if err != nil {
			t.Fatal(err)
		}
		h.do(lead, no, casework.Find{Kind: "ownership", Text: "权属待查", Files: []casework.File{secret}}, casework.CaseWorking)
		h.do(lead, no, casework.Ask{Partner: "liantong", Text: "该线缆是否贵司所有", Files: []casework.File{file}}, casework.CaseWorking)
		h.do(lead, no, casework.Ask{Partner: "yidong", Text: "该线缆是否贵司所有"}, casework.CaseWorking)

		rows, _, err := h.As(partner).Inbox(t.Context(), 370102, desk.Page{})
		if err != nil || len(rows) != 1 || rows[0].Kind != "reply" || rows[0].Ref != "q1" || rows[0].Case != (store.CaseRow{No: string(no)}) || rows[0].Due == 0 {
			t.Fatalf("%+v %v", rows, err)
		}
		lines, next, err := h.As(partner).Questions(t.Context(), 370102, desk.Page{})
		if err != nil || next != "" || len(lines) != 1 || lines[0].No != no || lines[0].Text != "该线缆是否贵司所有" || lines[0].From != lead.Actor.Unit ||
			len(lines[0].Files) != 1 || lines[0].Files[0].SHA256 != file.SHA256 || !lines[0].Waits {
			t.Fatalf("%+v %v", lines, err)
		}
		if body, _, err := h.As(partner).QuestionFile(t.Context(), 370102, no, file.SHA256); err != nil {
			t.Error(err)
		} else if err := body.Close(); err != nil {
			t.Error(err)
		}
		if _, _, err := h.As(partner).QuestionFile(t.Context(), 370102, no, secret.SHA256); !rule.Is(err, rule.Unknown) {
			t.Errorf("a file of the case: %v", err)
		}
		if _, err := h.As(partner).Case(t.Context(), 370102, no); !rule.Is(err, rule.Unknown) {
			t.Errorf("the case itself: %v", err)
		}
		if _, _, err := h.As(partner).Cases(t.Context(), 370102, store.CaseFilter{}, desk.Page{}); !rule.Is(err, rule.Forbidden) {
			t.Errorf("a list of cases: %v", err)
		}
		if _, _, err := h.As(lead).Questions(t.Context(), 370102, desk.Page{}); !rule.Is(err, rule.Forbidden) {
			t.Errorf("a department's questions: %v", err)
		}
		other := h.in("yidong", org.PartnerOperator)
		if _, _, err := h.As(other).QuestionFile(t.Context(), 370102, no, file.SHA256); !rule.Is(err, rule.Unknown) {
			t.Errorf("another partner's file: %v", err)
		}
		if _, err := h.Do(t.Context(), h.in("tieta", org.PartnerOperator), 370102, no, casework.Reply{Question: "q1", Text: "x"}, desk.Key{}); !rule.Is(err, rule.Unknown) {
			t.Errorf("a partner that was not asked: %v", err)
		}
		if answer, err := h.Do(t.Context(), partner, 370102, no, casework.Reply{Question: "q1", Text: "是我司线缆"}, desk.Key{}); err != nil || answer != (desk.Answer{No: no}) {
			t.Fatalf("a partner is told of the case: %+v %v", answer, err)
		}
		lines, _, err = h.As(partner).Questions(t.Context(), 370102, desk.Page{})
		if err != nil || len(lines) != 1 || lines[0].Answer != "是我司线缆" || lines[0].Replied == 0 || lines[0].Waits {
			t.Fatalf("%+v %v", lines, err)
		}
		if rows, _, err := h.As(partner).Inbox(t.Context(), 370102, desk.Page{}); err != nil || len(rows) != 0 {
			t.Fatalf("%+v %v", rows, err)
		}
		h.sound()
	})
}

// A low mark is told to the unit that got it and to nobody beside: not by what is done about it, either.
func TestALowMarkIsNotTold(t *testing.T) {
	h := openHouse(t)
	township, dispatcher := h.in(yaojia, org.TownshipOperator), h.in("zhihui", org.Dispatcher)
	no, lead, assists := h.call(township)
	for _, unit := range append([]access.Who{lead}, assists...) {
		h.come(unit, no)
		h.do(unit, no, casework.Answer{Text: "已办"}, casework.CaseWorking)
	}
	h.do(lead, no, casework.Consolidate{Text: "汇总"}, casework.CaseAnswered)
	h.do(township, no, casework.Close{How: "on_site"}, casework.CaseClosed)
	low := h.see(township, no).Case.Tasks[0]
	for _, task := range h.see(township, no).Case.Tasks {
		grade := "satisfied"
		if task.ID == low.ID {
			grade = "very_dissatisfied"
		}
		h.do(township, no, casework.Rate{Task: string(task.ID), Grade: grade, Reason: "油烟依旧"}, casework.CaseClosed)
	}
	rated, others := lead, assists
	h.do(rated, no, casework.Appeal{Reason: "已按期整改"}, casework.CaseClosed)
	h.do(rated, no, casework.Rectify{Text: "已加装净化器"}, casework.CaseClosed)
	h.do(township, no, casework.FollowUp{Task: string(low.ID), Result: "unsolved", Text: "仍有油烟"}, casework.CaseClosed)
	if err := h.store.SealNow(t.Context(), 370102); err != nil {
		t.Fatal(err)
	}

	tells := func(view desk.View) (told []string) {
		for _, r := range view.Records {
			switch r.Type {
			case "Appealed", "Rectified", "FollowedUp":
				told = append(told, r.Type)
			}
			if bytes.Contains(r.Data, []byte(`"low":true`)) || bytes.Contains(r.Data, []byte(`"rectify":{"due"`)) {
				told = append(told, r.Type+" low")
			}
		}
		for _, r := range view.Case.Ratings {
			if r.Low || r.Appealed != 0 || r.Decide.Started != 0 {
				told = append(told, "rating "+r.ID)
			}
		}
		for _, k := range view.Case.Tasks {
			if k.Low || k.Rectify.Started != 0 || k.Follow.Started != 0 {
				told = append(told, "task "+string(k.ID))
			}
		}
		for _, w := range view.Words {
			if w.Kind == ledger.MarkContent || strings.Contains(w.Text, "净化器") || strings.Contains(w.Text, "仍有油烟") || strings.Contains(w.Text, "按期") {
				told = append(told, w.Text)
			}
		}
		for _, d := range casework.Duties(view.Case, view.At, view.Units) {
			told = append(told, string(d.Kind))
		}
		return told
	}
	for _, other := range append(others, h.in("sifa", org.JusticeBureau)) {
		view := h.see(other, no)
		if told := tells(view); len(told) > 0 {
			t.Errorf("%s is told %v", other.Actor.Unit, told)
		}
		rows, _, err := h.As(other).Cases(t.Context(), 370102, store.CaseFilter{}, desk.Page{})
		if err != nil || len(rows) != 1 || rows[0].Due != 0 || rows[0].Late {
			t.Errorf("the list tells %s: %+v, %v", other.Actor.Unit, rows, err)
		}
		for version := int64(1); version <= view.Version; version++ {
			record, shown := view.Record(version)
			receipt, _, ok, err := h.As(other).Receipt(t.Context(), 370102, no, version)
			if whole := shown && !record.Partial; whole != (err == nil && ok) {
				t.Errorf("receipt of version %d for %s: %v %v", version, other.Actor.Unit, ok, err)
			}
			if bytes.Contains(receipt.Leaf, []byte(`"low":true`)) {
				t.Errorf("the receipt of version %d tells %s", version, other.Actor.Unit)
			}
		}
	}
	for _, one := range []access.Who{rated, township, dispatcher, h.in("kaohe", org.AssessmentOffice)} {
		told := tells(h.see(one, no))
		for _, want := range []string{"Appealed", "Rectified", "FollowedUp", "Rated low", "rating m1", "task " + string(low.ID), "appeal_decision", "rectify"} {
			if !slices.Contains(told, want) {
				t.Errorf("%s is not told %s: %v", one.Actor.Unit, want, told)
			}
		}
	}
	if rows, _, err := h.As(h.in("sifa", org.JusticeBureau)).Watch(t.Context(), 370102, desk.Page{}); err != nil || len(rows) != 0 {
		t.Errorf("the justice bureau watches %+v, %v", rows, err)
	}
	if _, _, err := h.As(h.in("sifa", org.JusticeBureau)).Watch(t.Context(), 370102, desk.Page{}, casework.ClockRectify); !rule.Is(err, rule.Forbidden) {
		t.Errorf("the justice bureau watches low marks: %v", err)
	}
	if rows, _, err := h.As(dispatcher).Watch(t.Context(), 370102, desk.Page{}, casework.ClockRectify, casework.ClockAppeal); err != nil || len(rows) != 2 {
		t.Errorf("the centre watches %+v, %v", rows, err)
	}
	if _, _, err := h.As(rated).Watch(t.Context(), 370102, desk.Page{}); !rule.Is(err, rule.Forbidden) {
		t.Errorf("a department watches the district: %v", err)
	}
	h.sound()
}

// How far from the place somebody arrives is reckoned from what was reported.
func TestHowFarFromThePlace(t *testing.T) {
	h := openHouse(t)
	township := h.in(yaojia, org.TownshipOperator)
	no, lead, _ := h.call(township)
	h.come(lead, no)
	for _, r := range h.see(township, no).Records {
		if arrived, ok := r.Event.(casework.Arrived); ok {
			if arrived.Distance < 1100 || arrived.Distance > 1125 { // a hundredth of a degree of latitude
				t.Errorf("%d m", arrived.Distance)
			}
			return
		}
	}
	t.Fatal("nobody arrived")
}

func TestALeaderHasAnswersSigned(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		leader, operator := h.in("zonghe-zhifa", org.DepartmentLeader), h.in("zonghe-zhifa", org.DepartmentOperator)
		signs := func() bool {
			units, err := h.Units(t.Context(), 370102)
			if err != nil {
				t.Fatal(err)
			}
			u, _ := units.Unit("zonghe-zhifa")
			return u.Signs
		}
		for _, who := range []access.Who{operator, h.in(yaojia, org.TownshipLeader), h.in("zhihui", org.CentreLead)} {
			if err := h.SetSigns(t.Context(), who, 370102, true); !rule.Is(err, rule.Forbidden) {
				t.Errorf("%s of %s: %v", who.Actor.Role, who.Actor.Unit, err)
			}
		}
		if err := h.SetSigns(t.Context(), leader, 370103, true); !rule.Is(err, rule.Forbidden) {
			t.Error(err)
		}
		for _, on := range []bool{true, true, false, true} {
			if err := h.SetSigns(t.Context(), leader, 370102, on); err != nil || signs() != on {
				t.Fatal(on, err)
			}
		}
		fresh := desk.New(desk.Options{Store: h.store, Now: h.Now}) // what another process reads out of the record
		units, err := fresh.Units(t.Context(), 370102)
		if err != nil {
			t.Fatal(err)
		}
		if u, _ := units.Unit("zonghe-zhifa"); !u.Signs || u.Name == "" {
			t.Errorf("%+v", u)
		}
		township := h.in(yaojia, org.TownshipOperator)
		no, lead, _ := h.call(township)
		h.come(lead, no)
		h.do(lead, no, casework.Answer{Text: "已办"}, casework.CaseWorking)
		task, _ := h.see(township, no).Case.Task(string(lead.Actor.Unit))
		if lead.Actor.Unit != "zonghe-zhifa" || !task.Drafted {
			t.Errorf("an answer goes unsigned: %+v", task)
		}
		drafts := func(who access.Who) (n int) {
			view := h.see(who, no)
			for _, r := range view.Records {
				switch e := r.Event.(type) {
				case casework.Drafted:
					n++
					if text, ok := view.Words.Of(e.Text); !ok || text == "" {
						t.Errorf("%s sees a draft without its words", who.Actor.Unit)
					}
				case casework.SentBack:
					n++
				}
			}
			return n
		}
		held := func(inside, outside int) {
			t.Helper()
			for i, who := range []access.Who{lead, leader, h.in("shenji", org.Auditor), township, h.in("zhihui", org.Dispatcher)} {
				want := inside
				if i > 2 {
					want = outside
				}
				if got := drafts(who); got != want {
					t.Errorf("%s of %s sees %d drafts, not %d", who.Actor.Role, who.Actor.Unit, got, want)
				}
			}
		}
		held(1, 0)
		h.do(leader, no, casework.Revise{Reason: "写明复测结果"}, casework.CaseWorking)
		held(2, 0)
		h.do(lead, no, casework.Answer{Text: "已办，复测达标"}, casework.CaseWorking)
		held(3, 0)
		h.do(leader, no, casework.Sign{}, h.see(township, no).Case.Status)
		held(3, 1)
		h.sound()
	})
}

func TestDraftsStayWithTheAccount(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		mine, theirs := h.in(yaojia, org.TownshipOperator), h.in(yaojia, org.TownshipLeader)
		kept, err := h.KeepDraft(t.Context(), mine, "", []byte(`{"text":"井盖"}`))
		if err != nil || kept.ID == "" {
			t.Fatal(err)
		}
		h.now = h.now.Add(time.Hour)
		if again, err := h.KeepDraft(t.Context(), mine, kept.ID, []byte(`{"text":"井盖破损"}`)); err != nil || again.ID != kept.ID {
			t.Fatal(err)
		}
		list, err := h.Drafts(t.Context(), mine)
		if err != nil || len(list) != 1 || string(list[0].Body) != `{"text":"井盖破损"}` || list[0].At != org.Micros(h.now) {
			t.Fatalf("%+v %v", list, err)
		}
		if list, err := h.Drafts(t.Context(), theirs); err != nil || len(list) != 0 {
			t.Errorf("a colleague reads %+v, %v", list, err)
		}
		if _, err := h.KeepDraft(t.Context(), theirs, kept.ID, []byte("x")); !rule.Is(err, rule.Unknown) {
			t.Errorf("a colleague writes: %v", err)
		}
		if err := h.DropDraft(t.Context(), theirs, kept.ID); err != nil {
			t.Error(err)
		}
		for body, want := range map[string]rule.Code{"": rule.Incomplete, strings.Repeat("x", desk.MaxDraft+1): rule.TooLarge} {
			if _, err := h.KeepDraft(t.Context(), mine, "", []byte(body)); !rule.Is(err, want) {
				t.Errorf("%d bytes: %v", len(body), err)
			}
		}
		if _, err := h.Drafts(t.Context(), access.System(370102)); !rule.Is(err, rule.Forbidden) {
			t.Error(err)
		}
		for range desk.MaxDrafts - 1 {
			if _, err := h.KeepDraft(t.Context(), mine, "", []byte("x")); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := h.KeepDraft(t.Context(), mine, "", []byte("x")); !rule.Is(err, rule.Spent) {
			t.Errorf("the twenty-first: %v", err)
		}
		if _, err := h.KeepDraft(t.Context(), mine, kept.ID, []byte("x")); err != nil {
			t.Errorf("one of twenty, anew: %v", err)
		}
		h.now = h.now.Add(desk.DraftsFor)
		if err := h.ClearDrafts(t.Context(), 370102); err != nil {
			t.Fatal(err)
		}
		if list, err := h.Drafts(t.Context(), mine); err != nil || len(list) != desk.MaxDrafts {
			t.Errorf("at its last instant a draft is there: %d, %v", len(list), err)
		}
		h.now = h.now.Add(time.Microsecond)
		if err := h.ClearDrafts(t.Context(), 370102); err != nil {
			t.Fatal(err)
		}
		if list, err := h.Drafts(t.Context(), mine); err != nil || len(list) != 0 {
			t.Errorf("too old, and kept: %d, %v", len(list), err)
		}
		if err := h.store.Check(t.Context(), 370102); err != nil {
			t.Error(err)
		}
	})
}

// Who is told first is on duty, or works there; who is recused is not.
func TestWhoIsToldFirst(t *testing.T) {
	h := openHouse(t)
	township := h.in(yaojia, org.TownshipOperator)
	no, lead, _ := h.call(township)
	view := h.see(township, no)
	told := func() (duties []casework.Duty, told []desk.Officer) {
		view = h.see(township, no)
		told, err := h.As(township).Told(t.Context(), view)
		if err != nil {
			t.Fatal(err)
		}
		duties = casework.Duties(view.Case, view.At, view.Units)
		if len(told) != len(duties) || len(told) == 0 {
			t.Fatalf("%d are told of %d duties", len(told), len(duties))
		}
		return duties, told
	}
	duties, first := told()
	for i, d := range duties {
		if first[i].Name == "" {
			t.Errorf("nobody of %s is told", d.Unit)
		}
	}
	err := h.store.Write(t.Context(), 370102, func(ctx context.Context, tx *store.Tx) error {
		now := org.Micros(h.now)
		roster, err := tx.OnDuty(ctx, now, lead.Actor.Unit)
		if err != nil {
			return err
		}
		for _, turn := range roster {
			if err := tx.EndDuty(turn); err != nil {
				return err
			}
		}
		return tx.PutDuty(store.Duty{Unit: lead.Actor.Unit, Starts: now - 1, Ends: now + 3_600_000_000, Account: lead.Actor.Account, Phone: "0531-00000000"})
	})
	if err != nil {
		t.Fatal(err)
	}
	duties, first = told()
	for i, d := range duties {
		if d.Unit == lead.Actor.Unit && first[i].Phone != "0531-00000000" {
			t.Errorf("%s is told through %+v", d.Unit, first[i])
		}
	}
}
