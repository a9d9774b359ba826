package web

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"huying/internal/catalogue"
	"huying/internal/desk"
	"huying/internal/locale"
	"huying/internal/rule"
	"huying/internal/store"
	"huying/internal/web/township"
)

// How much of what is found is shown at once: who sees more types another word.
const (
	mostHits  = 8
	mostUsual = 6
)

// longestWords is the longest text that is searched for, in bytes.
const longestWords = 200

// findCall answers a keystroke of the call form: what of the list fits, as a piece of the page.
func (s *Server) findCall(w http.ResponseWriter, r *http.Request, v visit) error {
	c, err := s.calling(r, v, r.URL.Query())
	if err != nil {
		return err
	}
	hits, err := c.hits(r, strings.TrimSpace(r.URL.Query().Get("q")))
	if err != nil {
		return err
	}
	return show(w, r, http.StatusOK, township.Found(hits))
}

// calling makes the call page of one township under the edition in force.
type calling struct {
	l         locale.Lang
	v         visit
	edition   catalogue.Edition
	from      string
	matter    int
	situation string
	service   string
	failed    *attempt
}

func (s *Server) calling(r *http.Request, v visit, asked url.Values) (calling, error) {
	if stationOf(v.who.Actor.Role) != townshipDesk {
		return calling{}, rule.Refuse(rule.WrongRole, "P-23", "只有镇街可以呼叫")
	}
	edition, err := v.reader.Edition(r.Context(), v.who.District, "")
	c := calling{l: locale.From(r.Context()), v: v, edition: edition, from: asked.Get("from"), situation: asked.Get("situation"), service: asked.Get("service")}
	c.matter, _ = strconv.Atoi(asked.Get("matter"))
	return c, err
}

// address is the call page's, with a choice.
func (c calling) address(choice url.Values) string {
	if choice == nil {
		choice = url.Values{}
	}
	if c.from != "" {
		choice.Set("from", c.from)
	}
	if len(choice) == 0 {
		return c.v.base + "/call"
	}
	return c.v.base + "/call?" + choice.Encode()
}

// hits is what fits the words, matter by matter; without words, what this township calls for most.
func (c calling) hits(r *http.Request, words string) (township.Hits, error) {
	shown := township.Hits{Words: words}
	if words == "" {
		var err error
		shown.Hits, err = c.usual(r)
		return shown.Counted(), err
	}
	if len(words) > longestWords {
		words = words[:longestWords]
	}
	at := map[int]int{} // where a matter stands among the hits
	for _, m := range c.edition.Search(words) {
		shown.Near = m.Near
		if m.Service != "" {
			shown.Hits = append(shown.Hits, c.offered(m))
			continue
		}
		i, had := at[m.Matter]
		if !had {
			matter, _ := c.edition.Matter(m.Matter)
			i, at[m.Matter] = len(shown.Hits), len(shown.Hits)
			shown.Hits = append(shown.Hits, c.hit(matter, m, m.Situation == ""))
		}
		if m.Situation != "" {
			c.found(&shown.Hits[i], m)
		}
	}
	if len(shown.Hits) > mostHits {
		shown.More = len(shown.Hits) - mostHits
		shown.Hits = shown.Hits[:mostHits]
	}
	return shown.Counted(), nil
}

// hit is a matter that fits, with all its situations where it fits itself; else they come one by one, as they fit.
func (c calling) hit(m catalogue.Matter, fits catalogue.Match, whole bool) township.Hit {
	hit := township.Hit{Number: m.Number, Name: pieces(m.Name, fits.InName), Lead: leadName(c.l, c.v.units, m)}
	if whole {
		hit.Said = pieces(fits.Said, fits.InSaid)
		for _, s := range situationsOf(m) {
			hit.Picks = append(hit.Picks, c.pick(m, s))
		}
	}
	return hit
}

// found marks a situation that fits among those of its matter, or adds it.
func (c calling) found(hit *township.Hit, m catalogue.Match) {
	i := slices.IndexFunc(hit.Picks, func(p township.Pick) bool { return p.Code == m.Situation })
	if i < 0 {
		matter, _ := c.edition.Matter(m.Matter)
		s, _ := matter.Situation(m.Situation)
		i, hit.Picks = len(hit.Picks), append(hit.Picks, c.pick(matter, s))
	}
	hit.Picks[i].Name = pieces(m.Text, m.InText)
	if len(m.InText) == 0 && len(hit.Said) == 0 {
		hit.Said = pieces(m.Said, m.InSaid)
	}
}

func (c calling) pick(m catalogue.Matter, s catalogue.Situation) township.Pick {
	return township.Pick{
		Code: s.Code, Name: pieces(s.Name, nil), Class: string(s.Class),
		Href: c.address(url.Values{"matter": {strconv.Itoa(m.Number)}, "situation": {s.Code}}),
		Here: c.matter == m.Number && cmp.Or(c.situation, m.DefaultCode()) == s.Code,
	}
}

func (c calling) offered(m catalogue.Match) township.Hit {
	service, _ := c.edition.Service(m.Service)
	return township.Hit{
		Name: pieces(c.l.T("call.service"), nil), Lead: c.v.units.Name(service.Unit),
		Picks: []township.Pick{{Name: pieces(m.Name, m.InName), Href: c.address(url.Values{"service": {m.Service}}), Here: c.service == m.Service}},
	}
}

// usual is what this township has called for most of late, then what the district names as frequent.
func (c calling) usual(r *http.Request) (hits []township.Hit, err error) {
	type subject struct {
		matter             int
		situation, service string
	}
	recent, _, err := c.v.reader.Cases(r.Context(), c.v.who.District, store.CaseFilter{}, desk.Page{Limit: 100})
	if err != nil {
		return nil, err
	}
	times, order := map[subject]int{}, []subject{}
	note := func(s subject) {
		if times[s]++; times[s] == 1 {
			order = append(order, s)
		}
	}
	for _, row := range recent {
		if row.Called != 0 && (row.Matter != 0 || row.Service != "") {
			note(subject{row.Matter, row.Situation, row.Service})
		}
	}
	slices.SortStableFunc(order, func(a, b subject) int { return times[b] - times[a] })
	for _, f := range c.edition.HighFrequency {
		if !slices.ContainsFunc(order, func(s subject) bool { return s.matter == f.Matter }) {
			note(subject{matter: f.Matter})
		}
	}
	for _, s := range order {
		if len(hits) == mostUsual {
			break
		}
		if service, ok := c.edition.Service(s.service); ok {
			hits = append(hits, c.offered(catalogue.Match{Service: service.Code, Name: service.Name}))
			continue
		}
		m, ok := c.edition.Matter(s.matter)
		if !ok {
			continue
		}
		i := slices.IndexFunc(hits, func(h township.Hit) bool { return h.Number == m.Number })
		if i < 0 {
			i, hits = len(hits), append(hits, c.hit(m, catalogue.Match{}, s.situation == ""))
		}
		if one, ok := m.Situation(s.situation); ok && s.situation != "" {
			hits[i].Picks = append(hits[i].Picks, c.pick(m, one))
		}
	}
	return hits, nil
}

// pieces cuts a text where it fits what was searched for.
func pieces(text string, fits []catalogue.Span) (cut []township.Piece) {
	fits = slices.Clone(fits)
	slices.SortFunc(fits, func(a, b catalogue.Span) int { return a.From - b.From })
	at := 0
	for _, s := range fits {
		if s.From < at || s.To > len(text) {
			continue // two words fit in one place
		}
		if s.From > at {
			cut = append(cut, township.Piece{Text: text[at:s.From]})
		}
		cut, at = append(cut, township.Piece{Text: text[s.From:s.To], Fits: true}), s.To
	}
	if at < len(text) {
		cut = append(cut, township.Piece{Text: text[at:]})
	}
	return cut
}

// situationsOf are a matter's situations, its default one last: every matter has it (依据 P-12).
func situationsOf(m catalogue.Matter) []catalogue.Situation {
	other, _ := m.Situation("")
	var all []catalogue.Situation
	for _, s := range m.Situations {
		if s.Code != other.Code {
			all = append(all, s)
		}
	}
	return append(all, other)
}
