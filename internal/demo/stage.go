package demo

import (
	"context"
	"fmt"
	"time"

	"huying/internal/access"
	"huying/internal/casework"
	"huying/internal/desk"
	"huying/internal/org"
	"huying/internal/store"
)

// stage plays cases through the desk, each step by the post whose step it is and at the time the script says.
// The first refusal ends the play: a script that the rules do not allow is a fault of the script.
type stage struct {
	ctx      context.Context
	desk     *desk.Desk
	now, end time.Time
	district org.DistrictID
	no       casework.CaseNo
	err      error
}

// Play adds the demonstration's cases to a store just loaded: the three stories of the source on their days in 2019,
// and some thirty cases in all states in the days up to now. It has a desk and a clock of its own.
func Play(ctx context.Context, s *store.Store, now time.Time) error {
	st := &stage{ctx: ctx, end: now}
	st.desk = desk.New(desk.Options{Store: s, Now: func() time.Time { return st.now }})
	for _, story := range Stories() {
		st.tell(story)
	}
	st.present()
	return st.err
}

// in begins to play in a district.
func (s *stage) in(district org.DistrictID) *stage {
	s.district = district
	return s
}

// at sets the clock.
func (s *stage) at(t time.Time) *stage {
	s.now = t
	return s
}

// after lets time pass.
func (s *stage) after(d time.Duration) *stage { return s.at(s.now.Add(d)) }

// report opens a case; what follows is done in it.
func (s *stage) report(post org.PostID, cmd casework.Report) *stage {
	return s.act(post, func(who access.Who) (desk.Answer, error) {
		return s.desk.Report(s.ctx, who, s.district, cmd, desk.Key{})
	})
}

// tell plays a story from its report on.
func (s *stage) tell(story Story) {
	s.in(story.District)
	for _, scene := range story.Scenes {
		s.at(scene.At)
		if report, ok := scene.Do.(casework.Report); ok {
			s.report(scene.Post, report)
			continue
		}
		s.do(scene.Post, scene.Do)
	}
}

// do does the next step in the case.
func (s *stage) do(post org.PostID, cmd casework.Command) *stage {
	return s.act(post, func(who access.Who) (desk.Answer, error) {
		return s.desk.Do(s.ctx, who, s.district, s.no, cmd, desk.Key{})
	})
}

func (s *stage) act(post org.PostID, f func(access.Who) (desk.Answer, error)) *stage {
	if s.err != nil {
		return s
	}
	units, err := s.desk.Units(s.ctx, s.district)
	if err != nil {
		s.err = err
		return s
	}
	seat, ok := units.Post(post)
	if !ok {
		s.err = fmt.Errorf("play: nobody sits at %s", post)
		return s
	}
	answer, err := f(access.SeatOf(s.district, seat, units).Who("", 0))
	if err != nil {
		s.err = fmt.Errorf("play %s, case %s: %w", post, s.no, err)
		return s
	}
	s.no = answer.No
	return s
}

// each lets several posts do alike, some minutes one after the other.
func (s *stage) each(cmd casework.Command, every time.Duration, posts ...org.PostID) *stage {
	for _, p := range posts {
		s.do(p, cmd).after(every)
	}
	return s
}
