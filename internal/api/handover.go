package api

import (
	"context"
	"time"

	"huying/internal/access"
	"huying/internal/casework"
	"huying/internal/org"
	"huying/internal/roster"
)

type handoverFilter struct {
	InDistrict
	Paged
	Unit string `query:"unit" maxLength:"60" doc:"this post's own unit unless said"`
}

// HandoverLine (交接班记录) is what one shift of a unit left to the next.
type HandoverLine struct {
	ID     int64         `json:"id" doc:"version of the note in the stream handover/UNIT"`
	At     time.Time     `json:"at"`
	By     string        `json:"by" doc:"name of who wrote it"`
	Text   string        `json:"text,omitempty" doc:"absent where it has been erased"`
	Cases  []PointedLine `json:"cases"`
	ReadAt time.Time     `json:"read_at,omitzero" doc:"absent until somebody has said that it was read"`
	ReadBy string        `json:"read_by,omitempty"`
}

// PointedLine is a case that a note points to.
type PointedLine struct {
	No  casework.CaseNo `json:"no"`
	Why roster.Why      `json:"why" doc:"overdue, soon, muster, climbs, or named by the writer"`
	Due time.Time       `json:"due,omitzero"`
}

// listHandovers lists the notes between the shifts of a unit, the newest first. 依据 P-133.
func (s *server) listHandovers(ctx context.Context, who access.Who, in *handoverFilter) (*body[list[HandoverLine]], error) {
	district, err := s.district(ctx, who, in.InDistrict)
	if err != nil {
		return nil, err
	}
	page, err := in.page()
	if err != nil {
		return nil, err
	}
	unit, err := s.ofUnit(in.Unit, who)
	if err != nil {
		return nil, err
	}
	notes, next, err := s.desk.As(who).Handovers(ctx, district, unit, page)
	if err != nil {
		return nil, err
	}
	lines := make([]HandoverLine, len(notes))
	for i, n := range notes {
		lines[i] = HandoverLine{n.ID, at(n.At), n.By.Name, n.Text, []PointedLine{}, at(n.ReadAt), n.ReadBy.Name}
		for _, p := range n.Cases {
			lines[i].Cases = append(lines[i].Cases, PointedLine{casework.CaseNo(p.No), p.Why, at(p.Due)})
		}
	}
	return answerList(lines, next), nil
}

// HandoverSent is a note to the next shift.
type HandoverSent struct {
	Unit  string   `json:"unit,omitempty" doc:"this post's own unit unless said"`
	Text  string   `json:"text" doc:"4,000 characters at most"`
	Cases []string `json:"cases,omitempty" doc:"呼叫单号, 60 at most"`
}

// HandoverKept names the note that was left.
type HandoverKept struct {
	Unit org.UnitID `json:"unit"`
	ID   int64      `json:"id"`
}

type handoverInput struct {
	InDistrict
	Keyed
	Raw
}

// writeHandover leaves a note to the next shift. 依据 P-133.
func (s *server) writeHandover(ctx context.Context, who access.Who, in *handoverInput) (*body[HandoverKept], error) {
	district, err := s.district(ctx, who, in.InDistrict)
	if err != nil {
		return nil, err
	}
	sent, err := in.object()
	if err != nil {
		return nil, err
	}
	var note HandoverSent
	if err := decode(sent, &note); err != nil {
		return nil, err
	}
	unit, err := s.ofUnit(note.Unit, who)
	if err != nil {
		return nil, err
	}
	nos := make([]casework.CaseNo, len(note.Cases))
	for i, no := range note.Cases {
		if nos[i] = casework.CaseNo(no); len(no) > 20 || legible("cases", no) != nil {
			return nil, access.NoSuchCase()
		}
	}
	id, err := s.desk.WriteHandover(ctx, who, district, unit, note.Text, nos, in.key(sent))
	if err != nil {
		return nil, err
	}
	return answer(HandoverKept{unit, id}), nil
}

type handoverRead struct {
	InDistrict
	Keyed
	ID   int64  `path:"id" minimum:"1" doc:"of the note"`
	Unit string `query:"unit" maxLength:"60" doc:"this post's own unit unless said"`
}

// readHandover says that a note was read. 依据 P-133.
func (s *server) readHandover(ctx context.Context, who access.Who, in *handoverRead) (*struct{}, error) {
	district, err := s.district(ctx, who, in.InDistrict)
	if err != nil {
		return nil, err
	}
	unit, err := s.ofUnit(in.Unit, who)
	if err != nil {
		return nil, err
	}
	return nil, s.desk.ReadHandover(ctx, who, district, unit, in.ID, in.key(nil))
}
