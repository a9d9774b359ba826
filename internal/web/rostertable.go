package web

import (
	"errors"
	"io"
	"net/http"
	"net/url"

	"huying/internal/roster"
)

// tabled reads a table, pasted or sent as a file.
func (s *Server) tabled(r *http.Request, x rosterSheet, q url.Values) ([]roster.Entry, error) {
	text := q.Get("table")
	if r.MultipartForm != nil {
		for _, head := range r.MultipartForm.File["file"] {
			if head.Size == 0 {
				continue
			}
			body, err := head.Open()
			if err != nil {
				return nil, err
			}
			read, err := io.ReadAll(io.LimitReader(body, roster.MaxTable+1))
			_ = body.Close()
			if err != nil {
				return nil, err
			}
			text = string(read)
			q.Set("table", text)
		}
	}
	found, err := x.v.reader.Roster(r.Context(), x.v.who.District, x.a.unit, x.now, x.now+1)
	if err != nil {
		return nil, err
	}
	entries, lines, faults := roster.Read(text, found.Seats, x.days.Zone())
	if len(faults) > 0 {
		return nil, faults
	}
	return entries, s.lined(r, x, entries, lines)
}

// lined has the rules look at a table's turns, so that what they refuse is told by its line there.
func (s *Server) lined(r *http.Request, x rosterSheet, entries []roster.Entry, lines []int) error {
	from, to := entries[0].Starts, entries[0].Ends
	turns := make([]roster.Turn, len(entries))
	for i, e := range entries {
		turns[i], from, to = e.Turn, min(from, e.Starts), max(to, e.Starts+1, e.Ends)
	}
	found, err := x.v.reader.Roster(r.Context(), x.v.who.District, x.a.unit, from, to)
	if err != nil {
		return err
	}
	_, err = roster.Put(x.v.units, x.a.unit, found.Turns(), turns, x.now)
	var faults roster.Faults
	if errors.As(err, &faults) {
		for i := range faults {
			faults[i].Line = lines[faults[i].Line-1]
		}
		return faults
	}
	return err
}
