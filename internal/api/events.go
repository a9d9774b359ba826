package api

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"time"

	"huying/internal/access"
	"huying/internal/desk"
	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/rule"
)

// EventLine (办理记录) is one event of a case.
type EventLine struct {
	Version int64               `json:"version"`
	Type    string              `json:"type" example:"Accepted"`
	At      time.Time           `json:"at"`
	Actor   org.Actor           `json:"actor"`
	Data    json.RawMessage     `json:"data" doc:"as it stands in the leaf: codes and commitments"`
	Words   map[string]WordLine `json:"words" doc:"what was written, by commitment, as far as this post may read it"`
	Index   *int64              `json:"index,omitempty" doc:"place in the district's log; absent until sealed"`
	Broken  bool                `json:"broken,omitempty" doc:"true: the event is not what was sealed there; somebody changed the tables"`
}

// WordLine (密封内容) is one revealed content.
type WordLine struct {
	Kind  ledger.ContentKind `json:"kind" doc:"text, mark, file or person"`
	Text  string             `json:"text,omitempty" doc:"of a text"`
	Value json.RawMessage    `json:"value,omitempty" doc:"of a mark, a file or a person"`
}

type eventsInput struct {
	InCase
	Paged
}

// listEvents lists the record of a case, the oldest first.
func (s *server) listEvents(ctx context.Context, who access.Who, in *eventsInput) (*body[list[EventLine]], error) {
	district, no, err := s.place(ctx, who, in.InCase)
	if err != nil {
		return nil, err
	}
	page, err := in.page()
	if err != nil {
		return nil, err
	}
	view, err := s.desk.As(who).Case(ctx, district, no)
	if err != nil {
		return nil, err
	}
	records, next, err := desk.Cut(view.Records, page, func(r desk.Record) string { return strconv.FormatInt(r.Version, 10) })
	if err != nil {
		return nil, err
	}
	lines := make([]EventLine, len(records))
	for i, r := range records {
		lines[i] = eventLine(r, view.Words)
	}
	return answerList(lines, next), nil
}

func eventLine(r desk.Record, words desk.Words) EventLine {
	line := EventLine{
		Version: r.Version, Type: r.Type, At: at(r.Moment.At), Actor: r.Moment.By, Data: r.Data, Words: map[string]WordLine{},
		Broken: r.Broken,
	}
	if r.Index >= 0 {
		line.Index = &r.Index
	}
	for _, id := range commitments(r.Data) {
		word, ok := words[id]
		switch {
		case !ok:
		case word.Kind == ledger.TextContent || !json.Valid([]byte(word.Text)):
			line.Words[id] = WordLine{Kind: word.Kind, Text: word.Text}
		default:
			line.Words[id] = WordLine{Kind: word.Kind, Value: json.RawMessage(word.Text)}
		}
	}
	return line
}

// commitments finds the contents that a payload names.
func commitments(payload []byte) []string {
	var ids []string
	for _, part := range bytes.Split(payload, []byte(`"`)) {
		if ledger.ValidContentID(string(part)) {
			ids = append(ids, string(part))
		}
	}
	return ids
}

type receiptInput struct {
	InCase
	Version int64 `path:"version" minimum:"1" doc:"of the event"`
}

// text is an answer in plain text.
type text struct {
	ContentType string `header:"Content-Type"`
	Disposition string `header:"Content-Disposition"`
	Body        []byte
}

// receipt describes the answer of readReceipt.
func receipt(r route) route {
	return r.answering("text/plain", "C2SP tlog-proof: the event, its place, and the signed checkpoint")
}

// readReceipt gives the receipt of one event: anyone can check it with the log's key. 依据 P-06.
func (s *server) readReceipt(ctx context.Context, who access.Who, in *receiptInput) (*text, error) {
	district, no, err := s.place(ctx, who, in.InCase)
	if err != nil {
		return nil, err
	}
	r, _, ok, err := s.desk.As(who).Receipt(ctx, district, no, in.Version)
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, rule.Refuse(rule.Unavailable, "P-06", "这条记录尚未封存，请稍候再取")
	}
	name := fmt.Sprintf("%s-%d.tlog-proof", no, in.Version)
	return &text{plainText, `attachment; filename="` + name + `"`, []byte(r.Text())}, nil
}
