package e2e

import (
	"testing"

	"huying/internal/casework"
	"huying/internal/demo"
	"huying/internal/e2e/stage"
	"huying/internal/store/storetest"
)

// The three stories of the source, each role in a window of its own, with what each sees at the telling moments.
func TestStoriesInWindows(t *testing.T) {
	for _, story := range demo.Stories() {
		t.Run(story.Name, func(t *testing.T) {
			ctx := browser(t)
			site := stage.Open(t, storetest.SQLite(t), before(story), story.District)
			h := enterHouse(ctx, t, site, story)
			no := site.Play(t, story, h.act, map[string]stage.Moments{
				"fumes": h.fumes(), "licences": h.licences(), "cables": h.cables(),
			}[story.Name])
			holds(t, site, story, no)
		})
	}
}

func (h *house) fumes() stage.Moments {
	return stage.Moments{
		"report 1": func(casework.CaseNo) { h.at("lixia-yaojia-op", "/desk").sees("某酒店油烟扰民") },
	}
}

func (h *house) licences() stage.Moments { return nil }

func (h *house) cables() stage.Moments { return nil }
