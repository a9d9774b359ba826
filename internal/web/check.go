package web

import (
	"net/http"
	"net/url"
	"slices"

	"huying/internal/catalogue"
	"huying/internal/web/patrol"
)

// checkPage shows what to look at in the grid: the manual's grid tier, of the high-frequency list first.
func (s *Server) checkPage(w http.ResponseWriter, r *http.Request, v visit) error {
	edition, err := v.reader.Edition(r.Context(), v.who.District, "")
	if err != nil {
		return err
	}
	page := patrol.Checks{Edition: edition.Label, Back: v.base + "/report"}
	often := map[int]bool{}
	for _, q := range edition.HighFrequency {
		m, ok := edition.Matter(q.Matter)
		if !ok {
			continue
		}
		often[m.Number] = true
		c := checkOf(m)
		c.As, c.Report = q.Name, v.base+"/report?what="+url.QueryEscape(q.Name)
		page.Often = append(page.Often, c)
	}
	for _, m := range edition.Matters {
		if !often[m.Number] && (len(m.Grid.KeyPoints) > 0 || len(m.Grid.Steps) > 0) {
			page.Rest = append(page.Rest, checkOf(m))
		}
	}
	return show(w, r, http.StatusOK, patrol.CheckPage(s.frame(r, v, "check.title"), page))
}

func checkOf(m catalogue.Matter) patrol.Check {
	c := patrol.Check{Number: m.Number, Name: m.Name, Domain: m.Domain, KeyPoints: m.Grid.KeyPoints, Requirements: m.Grid.Requirements}
	for _, step := range m.Grid.Steps {
		c.Steps = append(c.Steps, patrol.Step{Does: step.Does, Limit: step.Limit})
	}
	if len(c.KeyPoints) == 0 && len(c.Steps) == 0 {
		c.Problem = m.Problem
		return c
	}
	for _, s := range m.Situations {
		for _, e := range s.Evidence {
			if !slices.Contains(c.Evidence, e) {
				c.Evidence = append(c.Evidence, e)
			}
		}
	}
	return c
}
