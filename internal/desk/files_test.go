package desk_test

import (
	"bytes"
	"image/jpeg"
	"io"
	"strings"
	"testing"

	"huying/internal/access"
	"huying/internal/casework"
	"huying/internal/desk"
	"huying/internal/org"
	"huying/internal/picture/picturetest"
	"huying/internal/rule"
)

// A photograph tells nobody where it was taken; what cannot be freed of it is refused, and other files stay as they are.
func TestPhotographsLoseTheirNotes(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) { photographs(t, h) })
}

func photographs(t *testing.T, h *house) {
	op := h.in(yaojia, org.TownshipOperator)
	file, err := h.Keep(t.Context(), op, bytes.NewReader(picturetest.Photo(800, 600, 6)), "现场.JPG", "application/octet-stream")
	if err != nil || file.Media != "image/jpeg" || file.Name != "现场.JPG" {
		t.Fatal(file, err)
	}
	answer, err := h.Report(t.Context(), op, 370102, casework.Report{Source: "patrol", Text: "某事", Place: "某处", Files: []casework.File{file}}, desk.Key{})
	if err != nil {
		t.Fatal(err)
	}
	whole, _, err := h.As(op).File(t.Context(), 370102, answer.No, file.SHA256)
	if err != nil {
		t.Fatal(err)
	}
	defer whole.Close()
	body, err := io.ReadAll(whole)
	if err != nil || bytes.Contains(body, []byte(picturetest.Place)) || int64(len(body)) != file.Size {
		t.Errorf("%d bytes: %v", len(body), err)
	}
	for range 2 { // made, and then found
		small, about, err := h.As(op).Small(t.Context(), 370102, answer.No, file.SHA256)
		if err != nil {
			t.Fatal(err)
		}
		size, err := jpeg.DecodeConfig(small)
		small.Close()
		if err != nil || size.Width != 360 || size.Height != 480 || about.Media != "image/jpeg" {
			t.Errorf("small: %v %v", size, err)
		}
	}
	if _, _, err := h.As(h.in("jiaojing", org.DepartmentOperator)).Small(t.Context(), 370102, answer.No, file.SHA256); err == nil {
		t.Error("a unit that has no part in it sees the photo")
	}

	for name, row := range map[string]struct {
		body, media string
		code        rule.Code
	}{
		"heic": {"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic", "image/heic", rule.Unsupported},
		"torn": {"\xff\xd8\xff\xe0 not much of a photo", "", rule.Invalid},
		"word": {"照片", "image/jpeg", rule.Unsupported},
		"long": {"\xff\xd8\xff" + strings.Repeat("x", desk.MaxFile), "", rule.TooLarge},
	} {
		if _, err := h.Keep(t.Context(), op, strings.NewReader(row.body), name, row.media); !rule.Is(err, row.code) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, body := range []string{"%PDF-1.4 x", "照片"} {
		if kept, err := h.Keep(t.Context(), op, strings.NewReader(body), "件", "application/pdf"); err != nil || kept.Size != int64(len(body)) || kept.Name != "件" {
			t.Errorf("%q: %v %v", body, kept, err)
		}
	}
}

// A file is put into a case by who uploaded it alone: who knows the hash of another's learns nothing by it. 依据 P-123.
func TestWhoseFileItIs(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		op := h.in(yaojia, org.TownshipOperator)
		file, err := h.Keep(t.Context(), op, strings.NewReader("<html>甲</html>"), "\u202e甲\n.html", "text/html")
		if err != nil || file.Name != "甲.html" {
			t.Fatal(file, err)
		}
		file.Media = "image/jpeg" // as the sender would have it
		report := func(who access.Who, f casework.File) (desk.Answer, error) {
			return h.Report(t.Context(), who, 370102, casework.Report{Source: "patrol", Text: "某事", Place: "某处", Files: []casework.File{f}}, desk.Key{})
		}
		nobodys := file
		nobodys.SHA256 = strings.Repeat("0", 64)
		_, unknown := report(op, nobodys)
		_, anothers := report(h.in("370102012", org.TownshipOperator), file)
		if !rule.Is(unknown, rule.Invalid) || anothers == nil || anothers.Error() != unknown.Error() {
			t.Errorf("unknown: %v, another's: %v", unknown, anothers)
		}
		answer, err := report(op, file)
		if err != nil {
			t.Fatal(err)
		}
		whole, about, err := h.As(op).File(t.Context(), 370102, answer.No, file.SHA256)
		if err != nil || about.Media != "text/html" {
			t.Fatal(about, err)
		}
		whole.Close()
	})
}
