package web

import (
	"net/http"

	"huying/internal/access"
	"huying/internal/locale"
	"huying/internal/org"
	"huying/internal/web/post"
)

// postPage is the home of a post without a desk of its own: what it may see and do, asked of the same
// policies that will be asked when it does.
func (s *Server) postPage(w http.ResponseWriter, r *http.Request, v visit) error {
	l := locale.From(r.Context())
	page := post.View{Unit: v.units.Name(v.who.Actor.Unit), Role: l.T("role." + string(v.who.Actor.Role))}
	may := postOf{l: l, v: v}
	page.Can, page.Cannot = may.can(), may.cannot()
	if may.sees() {
		x, err := s.rows(r.Context(), v)
		if err != nil {
			return err
		}
		late, more, err := v.reader.Overdue(r.Context(), v.who.District, fewBeside.Limit)
		if err != nil {
			return err
		}
		list := x.list("late", "", late)
		if more {
			list.More = v.base + "/cases?open=true&overdue=true"
		}
		page.List = &list
	}
	return show(w, r, http.StatusOK, post.Page(s.frame(r, v, "nav.home"), page))
}

// postOf asks what one post may.
type postOf struct {
	l locale.Lang
	v visit
}

func (p postOf) may(action access.Action, on access.Resource) bool {
	return access.Permit(p.v.who, action, on) == nil
}

func (p postOf) sees() bool  { return access.ScopeOf(p.v.who).Kind != access.ScopeNone }
func (p postOf) words() bool { return access.ReadsWords(p.v.who) }

func (p postOf) line(key, clause string) post.Line {
	return post.Line{Text: p.l.T(key), Clause: clause}
}

func (p postOf) to(key, clause, href, words string) post.Line {
	line := p.line(key, clause)
	line.Href, line.Go = href, p.l.T(words)
	return line
}

func (p postOf) can() (can []post.Line) {
	district := access.District(p.v.who.District)
	add := func(line post.Line) { can = append(can, line) }
	switch {
	case p.words():
		add(p.to("post.see.case", "P-81", p.v.base+"/cases", "post.go.cases"))
	case p.sees():
		add(p.to("post.see.heads", "P-81", p.v.base+"/cases", "post.go.cases"))
	}
	if p.sees() && p.may(access.MarkReveal, access.Mark{District: p.v.who.District}) {
		line := p.line("post.see.mark", "P-64")
		line.Note = p.l.T("post.see.mark.note")
		add(line)
	}
	if p.may(access.PrecedentSee, district) {
		add(p.to("post.see.precedent", "P-116", p.v.base+"/precedents", "post.go.precedents"))
	}
	if p.v.list {
		add(p.to("post.see.catalogue", "P-10", p.v.base+"/catalogue", "post.go.catalogue"))
	}
	for _, kept := range []struct {
		action access.Action
		key    string
	}{
		{access.AdminCatalogue, "post.do.list"}, {access.AdminSystem, "post.do.system"}, {access.AdminAccount, "post.do.security"}, {access.AdminAudit, "post.do.audit"},
	} {
		if p.may(kept.action, district) {
			line := p.line(kept.key, "P-85")
			line.Note = p.l.T("post.elsewhere")
			if kept.action == access.AdminCatalogue {
				line.Clause = "P-10"
			}
			add(line)
		}
	}
	return append(can, p.record())
}

// record is what this post may read of the record, and where.
func (p postOf) record() post.Line {
	own := "/record/" + districtText(p.v.who.District)
	switch {
	case p.may(access.AuditRead, access.District(p.v.who.District)):
		line := p.to("post.see.record", "P-84", own, "post.go.record")
		line.Note = p.l.T("post.see.record.note")
		return line
	case ofCity(p.v):
		return p.to("post.see.districts", "P-06", "/record", "post.go.record")
	}
	return p.to("post.see.public", "P-06", own, "post.go.record")
}

// ofCity reports whether a post is the city's.
func ofCity(v visit) bool { return len(v.units.ByKind(org.KindCity)) > 0 }

func (p postOf) cannot() (not []post.Line) {
	switch p.v.who.Actor.Role {
	case org.SystemAdmin, org.SecurityAdmin, org.AuditAdmin:
		return []post.Line{p.line("post.not.admin", "P-85")}
	}
	if !p.sees() {
		return []post.Line{p.line("post.not.case", "P-80")}
	}
	not = append(not, p.line("post.not.do", "P-81"))
	if !p.words() {
		not = append(not, p.line("post.not.words", "P-81"))
	}
	return append(not, p.line("post.not.person", "P-83"))
}
