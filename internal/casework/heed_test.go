package casework

import (
	"slices"
	"testing"
)

// absent is a silence at a muster that begins to climb.
func absent(id string, task TaskID, count int, due string) Escalated {
	return rung(Escalated{Supervision: id, Task: task, Cause: CauseMuster, Count: count, Level: 1, Answer: until("5min", due)})
}

// Who is called to a muster that is near says so within five minutes, by taking the matter up or by coming; silence climbs
// every five minutes until there is a sign. 依据 P-127.
func TestSilenceAtAMuster(t *testing.T) {
	now := Muster{Time: "2019-07-25T10:00:00+08:00", Place: "经十路口"}
	called := given(dispatched, did(operator, "07-25 09:15", now))
	heed := func(task TaskID, due string) HeedMissed { return HeedMissed{missed(task, due)} }
	ready := given(did(enforcer, "07-25 09:16", Accept{}), did(monitor, "07-25 09:16", Accept{}), did(market, "07-25 09:16", Accept{}))
	two := given(called, did(enforcer, "07-25 09:16", Accept{}))
	silent := given(two, did(Clockwork, "07-25 09:21", Lapse{}))
	up := func(id string, task TaskID, level int, due string) Escalated {
		e := climbs(id, task, level, due)
		e.Answer = until("5min", due)
		return e
	}
	tell(t, []row{
		{"五分钟之内不提级", two, Clockwork, "07-25 09:20", Lapse{}, then()},
		{"接了单的已有响应，其余提级至单位主要负责人", two, Clockwork, "07-25 09:21", Lapse{},
			then(heed("t2", "07-25 09:20"), heed("t3", "07-25 09:20"), absent("s1", "t2", 1, "07-25 09:26"), absent("s2", "t3", 1, "07-25 09:26"))},
		{"再五分钟无响应，再提一级", silent, Clockwork, "07-25 09:27", Lapse{}, then(ExplanationMissed{unmet("s1", "07-25 09:26")}, ExplanationMissed{unmet("s2", "07-25 09:26")},
			up("s1", "t2", 2, "07-25 09:32"), up("s2", "t3", 2, "07-25 09:32"))},
		{"一接单即不再提级", given(silent, did(monitor, "07-25 09:22", Accept{}), did(market, "07-25 09:23", Accept{})), Clockwork, "07-25 09:40", Lapse{}, then()},
		{"几天以后的集结，不催五分钟", given(dispatched, did(operator, "07-25 09:15", dawn)), Clockwork, "07-25 09:21", Lapse{}, then()},
		{"到时未到，另行提级一次", given(called, ready), Clockwork, "07-25 10:01", Lapse{}, then(
			ArriveMissed{missed("t1", "07-25 10:00")}, ArriveMissed{missed("t2", "07-25 10:00")}, ArriveMissed{missed("t3", "07-25 10:00")},
			absent("s1", "t1", 2, "07-25 10:06"), absent("s2", "t2", 2, "07-25 10:06"), absent("s3", "t3", 2, "07-25 10:06"))},
		{"答复了督办的，同一集结不再提级", given(called, ready, did(enforcer, "07-25 09:50", Arrive{}), did(monitor, "07-25 09:50", Arrive{}), did(Clockwork, "07-25 10:01", Lapse{}),
			did(market, "07-25 10:02", Explain{Supervision: "s1", Text: "道路中断"})), Clockwork, "07-25 10:20", Lapse{}, then()},
	})
}

// A muster that comes with the dispatch is heeded from then on.
func TestHeedOfADispatch(t *testing.T) {
	c, _ := play(t, given(reported, did(operator, "07-25 09:05", called56), did(operator, "07-25 09:06", Muster{Time: "2019-07-25T10:00:00+08:00", Place: "经十路口"}), did(desk, "07-25 09:13", Dispatch{})))
	for _, task := range c.Tasks {
		if !task.Mustered || task.Heed.Due.At != on("07-25 09:18").UnixMicro() {
			t.Errorf("%s is to say by %s that it comes", task.ID, task.Heed.Due.Time())
		}
	}
}

// The ladder is the district's own: its levels, whom they tell, and how long each waits. Where it became shorter meanwhile, a
// supervision stays where it is. 依据 P-111.
func TestADistrictsOwnLadder(t *testing.T) {
	c, _ := play(t, overseen)
	g := givenTo(Clockwork, on("07-26 15:31"))
	g.Settings.Ladder = []Rung{{Code: "chief", Zh: "值班长", Posts: g.Settings.Ladder[0].Posts, Roles: nil, Answer: until("2wh", "07-26 17:31").Limit}}
	c, records, err := enact(t, c, Lapse{}, g)
	if err != nil || len(records) != 2 {
		t.Fatal(records, err)
	}
	if e := records[1].Event.(Escalated); e.Rung != "chief" || e.Top != 1 || e.Level != 1 || e.Answer.Limit.String() != "2wh" {
		t.Errorf("%+v", e)
	}
	g.At = on("08-01 09:00")
	c, records, err = enact(t, c, Lapse{}, g)
	if err != nil || len(c.Supervisions) != 1 || c.Supervisions[0].Level != 1 {
		t.Errorf("%+v, %v", records, err)
	}

	c, _ = play(t, given(overseen, did(Clockwork, "07-26 15:31", Lapse{}), did(Clockwork, "07-29 17:31", Lapse{}))) // two levels of three
	g.At = on("07-30 17:31")
	c, records, err = enact(t, c, Lapse{}, g)
	if s := c.Supervisions[0]; err != nil || s.Level != 2 || s.Top != 2 || !s.Clock.Running() {
		t.Errorf("%+v, %v, %v", c.Supervisions, records, err)
	}
	g.At = on("08-10 09:00")
	if c, _, err = enact(t, c, Lapse{}, g); err != nil || c.Supervisions[0].Level != 2 {
		t.Errorf("%+v, %v", c.Supervisions, err)
	}
}

// Who is supervised already, or whose silence at an earlier muster has climbed to the top, is not let off: a new silence climbs anew,
// and the climbing over the old one ends. 依据 P-127.
func TestSilenceClimbsWhateverClimbsAlready(t *testing.T) {
	now := Muster{Time: "2019-07-25T10:00:00+08:00", Place: "经十路口"}
	s := tellOf(t, given(dispatched, did(operator, "07-25 09:14", Supervise{Task: "t2", Text: "进展缓慢"}), did(operator, "07-25 09:15", now)))
	s.does(Clockwork, "07-25 09:21", Lapse{}, "HeedMissed", "HeedMissed", "HeedMissed", "Escalated", "Escalated", "Escalated")
	for _, at := range []string{"07-25 09:27", "07-25 09:33"} {
		s.does(Clockwork, at, Lapse{})
	}
	levels := func() (now []int) {
		for _, v := range s.c.Supervisions {
			if v.Cause == CauseMuster && v.Clock.Waits() {
				now = append(now, v.Level)
			}
		}
		return now
	}
	s.must(slices.Equal(levels(), []int{3, 3, 3}), "all three have climbed to the top, the supervised one too")
	s.does(Clockwork, "07-25 10:01", Lapse{})
	s.must(slices.Equal(levels(), []int{1, 1, 1}), "not having come climbs anew, in the place of what climbed before")
}

// Who waits for the centre's word on a return is not called to a muster; who has to act after all is, if it is ahead. 依据 P-56.
func TestAMusterWhileAReturnIsUndecided(t *testing.T) {
	s := tellOf(t, given(returned, did(operator, "07-25 09:45", Muster{Time: "2019-07-25T11:00:00+08:00", Place: "经十路口"})))
	s.must(!s.c.Tasks[0].Mustered, "it has nothing to do while its return is undecided")
	s.does(duty, "07-25 09:50", Overrule{"t1", "属本单位职责"})
	s.must(s.c.Tasks[0].Mustered && s.c.Tasks[0].Arrive.Due.At == on("07-25 11:00").UnixMicro(), "it comes to the muster that is ahead")
}
