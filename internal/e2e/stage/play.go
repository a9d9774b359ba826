package stage

import (
	"fmt"
	"testing"
	"time"

	"huying/internal/access"
	"huying/internal/casework"
	"huying/internal/demo"
	"huying/internal/e2e/running"
	"huying/internal/org"
)

// An Act does one scene of a story in the case, and says in which: the report opens it.
type Act func(scene demo.Scene, no casework.CaseNo) casework.CaseNo

// Moments (看点) are what is looked at between the scenes: "arrive 3" is right after the third arrival.
type Moments map[string]func(no casework.CaseNo)

// Play plays a story to its end, each scene at its time, and looks at its moments. A moment that never came is a fault.
func (s *Site) Play(t testing.TB, story demo.Story, act Act, moments Moments) casework.CaseNo {
	t.Helper()
	var no casework.CaseNo
	times, seen := map[casework.Verb]int{}, 0
	for _, scene := range story.Scenes {
		s.At(scene.At)
		no = act(scene, no)
		times[scene.Do.Verb()]++
		if look, ok := moments[fmt.Sprintf("%s %d", scene.Do.Verb(), times[scene.Do.Verb()])]; ok {
			look(no)
			seen++
		}
	}
	if seen != len(moments) {
		t.Errorf("of %d moments %d came", len(moments), seen)
	}
	return no
}

// Interface is how a program acts: each post logs in for itself, and sends its command as JSON.
func (s *Site) Interface(t testing.TB, district org.DistrictID) Act {
	desks := map[org.PostID]*running.Client{}
	since := map[org.PostID]time.Time{}
	return func(scene demo.Scene, no casework.CaseNo) casework.CaseNo {
		t.Helper()
		if desks[scene.Post] == nil || s.Now().Sub(since[scene.Post]) >= access.SessionLasts {
			desks[scene.Post], since[scene.Post] = s.As(t, district, scene.Post), s.Now()
		}
		by := desks[scene.Post]
		path := by.Cases("")
		if no != "" {
			path = by.Cases("/" + string(no) + "/" + string(scene.Do.Verb()))
		}
		answer, err := by.Do("POST", path, scene.Do)
		if err != nil {
			t.Fatalf("%s at %s: %v", scene.Post, scene.At.Format("01-02 15:04"), err)
		}
		written, err := answer.Written()
		if err != nil {
			t.Fatal(err)
		}
		return casework.CaseNo(written.No)
	}
}

// As is a post of the demonstration, logged in at the interface.
func (s *Site) As(t testing.TB, district org.DistrictID, post org.PostID) *running.Client {
	t.Helper()
	c := running.Guest(s.URL)
	c.Login, c.Post = string(post), running.Post{ID: string(post), District: int64(district)}
	if err := c.LogIn(demo.Password); err != nil {
		t.Fatal(err)
	}
	return c
}
