package desk

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"

	"huying/internal/access"
	"huying/internal/calendar"
	"huying/internal/casework"
	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/rule"
	"huying/internal/store"
)

// QuestionLine (询问) is a question as the partner reads it that was asked: its words, its files and its answer, and
// nothing else of the case. 依据 P-59.
type QuestionLine struct {
	No      casework.CaseNo
	ID      string
	From    org.UnitID // who asks
	Text    string
	Files   []casework.File
	At      int64
	Due     calendar.Deadline
	Waits   bool  // an answer is awaited still
	Replied int64 // 0 while it is not
	Answer  string
}

// questionCases is how many cases one page of questions looks into at most: each is read whole.
const questionCases = 20

// Questions lists what this partner was asked, by case, the newest first. 依据 P-59.
func (r Reader) Questions(ctx context.Context, district org.DistrictID, page Page) ([]QuestionLine, string, error) {
	if err := r.asked(district); err != nil {
		return nil, "", err
	}
	page.Limit = min(page.Size(), questionCases)
	var lines []QuestionLine
	var next string
	err := r.d.store.Read(ctx, district, func(ctx context.Context, v store.View) error {
		rows, cursor, err := v.Cases(ctx, store.CaseFilter{Viewer: store.ViewerAsked(r.who.Actor.Unit)}, page)
		if err != nil {
			return err
		}
		next = cursor
		for _, row := range rows {
			own, err := r.questionsOf(ctx, v, row.ID)
			if err != nil {
				return fmt.Errorf("questions in case %s: %w", row.No, err)
			}
			lines = append(lines, own...)
		}
		return nil
	})
	return lines, next, err
}

// QuestionFile opens a file that hangs on one of this partner's questions in a case. The caller closes it.
func (r Reader) QuestionFile(ctx context.Context, district org.DistrictID, no casework.CaseNo, sha256 string) (*os.File, casework.File, error) {
	if err := r.asked(district); err != nil {
		return nil, casework.File{}, err
	}
	var lines []QuestionLine
	err := r.d.store.Read(ctx, district, func(ctx context.Context, v store.View) error {
		if mine, err := v.Sees(ctx, store.ViewerAsked(r.who.Actor.Unit), string(no)); err != nil || !mine {
			return errors.Join(err, access.NoSuchCase())
		}
		row, _, err := v.CaseByNo(ctx, string(no))
		if err == nil {
			lines, err = r.questionsOf(ctx, v, row.ID)
		}
		return err
	})
	if err != nil {
		return nil, casework.File{}, err
	}
	for _, line := range lines {
		if i := slices.IndexFunc(line.Files, func(f casework.File) bool { return f.SHA256 == sha256 }); i >= 0 {
			body, err := r.d.files.Get(sha256)
			if errors.Is(err, fs.ErrNotExist) {
				break
			}
			return body, line.Files[i], err
		}
	}
	return nil, casework.File{}, rule.Refuse(rule.Unknown, "P-87", "没有这个附件")
}

func (r Reader) asked(district org.DistrictID) error {
	if err := own(r.who, district); err != nil {
		return err
	}
	if r.who.Actor.Role != org.PartnerOperator {
		return rule.Refuse(rule.Forbidden, "P-59", "只有被询问的协同单位查看此处")
	}
	return nil
}

// questionsOf reads this partner's questions out of a case, the latest first.
func (r Reader) questionsOf(ctx context.Context, v store.View, id string) ([]QuestionLine, error) {
	events, err := v.Events(ctx, casework.Stream(id), 0)
	if err != nil {
		return nil, err
	}
	c := casework.Case{ID: id}
	files := map[string][]ledger.Content{}
	for _, e := range events {
		recorded, err := casework.Decode(e)
		if err != nil {
			return nil, err
		}
		c = casework.Evolve(c, recorded.Event, recorded.Moment)
		if asked, ok := recorded.Event.(casework.Asked); ok {
			files[asked.ID] = asked.Files
		}
	}
	var lines []QuestionLine
	for _, q := range slices.Backward(c.Questions) {
		if q.Partner != r.who.Actor.Unit {
			continue
		}
		line := QuestionLine{No: c.No, ID: q.ID, From: c.Township, At: q.At, Due: q.Clock.Due, Waits: q.Clock.Waits(), Replied: q.Replied}
		if t, ok := c.Task(string(q.Task)); ok {
			line.From = t.Unit
		}
		if line.Text, _, err = plain(ctx, v, q.Text.ID); err != nil {
			return nil, err
		}
		if line.Answer, _, err = plain(ctx, v, q.Answer.ID); err != nil {
			return nil, err
		}
		for _, f := range files[q.ID] {
			text, ok, err := plain(ctx, v, f.ID)
			var file casework.File
			if err != nil {
				return nil, err
			}
			if ok && json.Unmarshal([]byte(text), &file) == nil {
				line.Files = append(line.Files, file)
			}
		}
		lines = append(lines, line)
	}
	return lines, nil
}
