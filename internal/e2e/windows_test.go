package e2e

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"huying/internal/casework"
	"huying/internal/demo"
	"huying/internal/e2e/stage"
	"huying/internal/org"
)

// A house is a story being played by people, each in a window of their own.
type house struct {
	t       *testing.T
	ctx     context.Context
	site    *stage.Site
	story   demo.Story
	base    string // /d/370104
	windows map[org.PostID]*window
	forms   map[casework.Verb]string // pictures of forms as they are filled in, the first of each verb
}

func enterHouse(ctx context.Context, t *testing.T, site *stage.Site, story demo.Story) *house {
	return &house{t, ctx, site, story, fmt.Sprintf("/d/%d", story.District), map[org.PostID]*window{}, map[casework.Verb]string{}}
}

// window is a post's own.
func (h *house) window(post org.PostID) *window {
	h.t.Helper()
	if h.windows[post] == nil {
		h.windows[post] = openAt(h.ctx, h.t, h.site.URL, string(post), demo.Password)
	}
	return h.windows[post]
}

// at is a post's window on a page of the district.
func (h *house) at(post org.PostID, path string) *window {
	h.t.Helper()
	w := h.window(post)
	w.visit(h.base + path)
	return w
}

// onCase is a post's window on the case.
func (h *house) onCase(post org.PostID, no casework.CaseNo) *window {
	h.t.Helper()
	return h.at(post, "/cases/"+string(no))
}

// act does a scene by the page's own form; afterwards there is more on the record than before.
func (h *house) act(scene demo.Scene, no casework.CaseNo) casework.CaseNo {
	h.t.Helper()
	h.t.Logf("%s %s %s", scene.At.Format("01-02 15:04"), scene.Post, scene.Do.Verb())
	if cmd, ok := scene.Do.(casework.Report); ok {
		return h.report(scene.Post, cmd)
	}
	before := h.state(no)
	var w *window
	switch cmd := scene.Do.(type) {
	case casework.Call:
		w = h.callPage(scene.Post, cmd, no)
		h.call(w, answers(h.t, cmd))
	default:
		if w = h.window(scene.Post); h.partner(scene.Post) {
			w.visit(h.base + "/desk")
		} else {
			w.visit(h.base + "/cases/" + string(no))
		}
		w.perform(cmd, before, func(form string) {
			if name := h.forms[cmd.Verb()]; name != "" {
				w.view(name, form, wide, tall)
				delete(h.forms, cmd.Verb())
			}
		})
	}
	if after := h.state(no); after.Version == before.Version {
		w.fail(fmt.Errorf("%s is not on the record; the page says %s", scene.Do.Verb(), w.said()))
	}
	return no
}

// report is made on the report page; one that calls at once, on the call page.
func (h *house) report(post org.PostID, cmd casework.Report) casework.CaseNo {
	h.t.Helper()
	if cmd.Call == nil {
		w := h.at(post, "/report")
		w.enter("#text", cmd.Text)
		w.enter("#place", cmd.Place)
		w.sendReport()
		first, _, _ := strings.Cut(cmd.Text, "。")
		w.sees(first)
		return casework.CaseNo(caseNo(w, first))
	}
	w := h.callPage(post, *cmd.Call, "")
	all := answers(h.t, *cmd.Call)
	all = append(all, answer{"text", []string{cmd.Text}}, answer{"place", []string{cmd.Place}})
	h.call(w, all)
	_, no, _ := strings.Cut(w.where(), "/cases/")
	return casework.CaseNo(no[:min(13, len(no))])
}

// callPage is the page of a call with its situation or service found in the list.
func (h *house) callPage(post org.PostID, cmd casework.Call, from casework.CaseNo) *window {
	h.t.Helper()
	path := "/call"
	if from != "" {
		path += "?from=" + string(from)
	}
	w := h.at(post, path)
	pick, chosen := fmt.Sprintf(`main a[href*="matter=%d&"][href*="situation=%s"]`, cmd.Matter, cmd.Situation), fmt.Sprintf(`[name=matter][value="%d"]`, cmd.Matter)
	if cmd.Service != "" {
		pick, chosen = fmt.Sprintf(`main a[href*="service=%s"]`, cmd.Service), fmt.Sprintf(`[name=service][value="%s"]`, cmd.Service)
	}
	w.pick(pick, chosen)
	return w
}

// pick chooses from the list of the call page, and waits until its form is for that.
func (w *window) pick(link, chosen string) {
	w.t.Helper()
	w.js(`(a => { if (!a) return false; for (let d = a; d; d = d.parentElement) if (d.tagName === "DETAILS") d.open = true; a.click(); return true })(document.querySelector(%s))`, link)
	within(w, "document.querySelector("+quoted("#call-sheet "+chosen)+") !== null")
}

func (h *house) call(w *window, all []answer) {
	h.t.Helper()
	height := int64(tall)
	for _, a := range all {
		switch a.name {
		case "matter", "situation", "service": // found already
		case "muster.time":
			height += tall / 2
			fallthrough
		default:
			w.put(".call-form form", a)
		}
	}
	if name := h.forms[casework.VerbCall]; name != "" {
		w.view(name, ".call-form", wide, height)
		delete(h.forms, casework.VerbCall)
	}
	w.press(".call-form form button[type=submit]")
}

// state is the case as its record gives it; a form that names a task knows it by its number there.
func (h *house) state(no casework.CaseNo) casework.Case {
	h.t.Helper()
	view, err := h.site.Case(h.t.Context(), h.story.District, no)
	if err != nil {
		h.t.Fatal(err)
	}
	return view.Case
}

func (h *house) partner(post org.PostID) bool {
	units, err := h.site.Desk.Units(h.t.Context(), h.story.District)
	if err != nil {
		h.t.Fatal(err)
	}
	seat, ok := units.Post(post)
	return ok && seat.Role == org.PartnerOperator
}
