package e2e

import (
	"fmt"
	"strings"
	"testing"

	"huying/internal/casework"
	"huying/internal/demo"
	"huying/internal/e2e/running"
	"huying/internal/e2e/stage"
	"huying/internal/org"
)

// sheet is a case as the interface shows it, as far as the stories ask.
type sheet struct {
	Status string `json:"status"`
	Muster struct {
		Rank, Rallied string
		Board         []struct {
			Unit, Rank string
			Here       bool
		}
	}
	Plan []struct {
		Unit, What, Done string
	}
	Transfers []struct {
		From, To, Number, Received string
	}
	Questions []struct {
		Partner, Replied, Answer string
	}
	Tasks []struct {
		Unit  string
		Rated bool
	}
}

// watch is what programs see between the scenes, each with its own post's token.
func watch(t *testing.T, site *stage.Site, story demo.Story) stage.Moments {
	as := func(post org.PostID) *running.Client { return site.As(t, story.District, post) }
	switch story.Name {
	case "cables":
		return stage.Moments{
			"arrive 4": func(no casework.CaseNo) {
				got := sheetOf(t, as("huaiyin-qingniangongyuan-op"), no)
				here := 0
				for _, line := range got.Muster.Board {
					if line.Here {
						here++
					}
				}
				if here != 4 || len(got.Muster.Board) != 5 || got.Muster.Rank != "deputy_head" {
					t.Errorf("the board: %+v", got.Muster)
				}
			},
			// The partner has its question, and nothing else of the case.
			"ask 3": func(no casework.CaseNo) {
				carrier := as("huaiyin-liantong-op")
				waits(t, carrier, "questions", "是否属贵公司")
				for _, path := range []string{carrier.Cases("/" + string(no)), carrier.Cases("/" + string(no) + "/events")} {
					if a, err := carrier.Send("GET", path, nil, nil); err != nil || a.Status/100 == 2 {
						t.Errorf("a partner reads %s: %v %v", path, a, err)
					}
				}
			},
			"release 1": func(casework.CaseNo) {
				waits(t, as("huaiyin-zhihui-chief"), "inbox?kind=release_decision", "release_decision")
			},
		}
	case "fumes":
		return stage.Moments{
			"transfer 1": func(casework.CaseNo) { waits(t, as("lixia-zhifa-leader"), "inbox?kind=receive", "receive") },
			"confer 1":   func(casework.CaseNo) { waits(t, as("lixia-shichang-leader"), "inbox?kind=step", "step") },
		}
	}
	return nil
}

// waits looks for one line on a list of a post's.
func waits(t *testing.T, by *running.Client, list, words string) {
	t.Helper()
	a, err := by.Do("GET", fmt.Sprintf("/api/v1/districts/%d/%s", by.Post.District, list), nil)
	if err != nil {
		t.Fatal(err)
	}
	var got struct{ Items []any }
	if a.Into(t, &got); len(got.Items) != 1 || !strings.Contains(string(a.Body), words) {
		t.Errorf("%s of %s: %s", list, by.Login, a.Body)
	}
}

func sheetOf(t *testing.T, by *running.Client, no casework.CaseNo) (got sheet) {
	t.Helper()
	a, err := by.Do("GET", by.Cases("/"+string(no)), nil)
	if err != nil {
		t.Fatal(err)
	}
	a.Into(t, &got)
	return got
}

// shown holds what the interface shows the township at the end to what the source tells.
func shown(t *testing.T, site *stage.Site, story demo.Story, no casework.CaseNo) {
	t.Helper()
	last := story.Scenes[len(story.Scenes)-1].Post
	got := sheetOf(t, site.As(t, story.District, last), no)
	for _, task := range got.Tasks {
		if !task.Rated {
			t.Errorf("%s is not rated", task.Unit)
		}
	}
	for _, step := range got.Plan {
		if step.What == "" || step.Done == "" {
			t.Errorf("a step: %+v", step)
		}
	}
	want := map[string]string{
		"cables":   "archived 5 tasks, 3 steps, 0 transfers, 3 questions, muster section_head",
		"fumes":    "archived 5 tasks, 3 steps, 1 transfers, 0 questions, muster ",
		"licences": "archived 2 tasks, 0 steps, 0 transfers, 0 questions, muster ",
	}[story.Name]
	is := fmt.Sprintf("%s %d tasks, %d steps, %d transfers, %d questions, muster %s",
		got.Status, len(got.Tasks), len(got.Plan), len(got.Transfers), len(got.Questions), got.Muster.Rallied)
	if is != want {
		t.Errorf("%s, want %s", is, want)
	}
	for _, x := range got.Transfers {
		if x.From != "shengtai" || x.To != "zonghe-zhifa" || x.Number != "测试环移字〔2019〕001号" || x.Received == "" {
			t.Errorf("transferred: %+v", x)
		}
	}
	for _, q := range got.Questions {
		if q.Replied == "" || q.Answer == "" {
			t.Errorf("asked: %+v", q)
		}
	}
}
