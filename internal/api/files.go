package api

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"path"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"huying/internal/access"
	"huying/internal/casework"
	"huying/internal/desk"
	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/rule"
)

type uploadInput struct {
	InDistrict
	Keyed
	Raw
	Name string `query:"name" maxLength:"255" doc:"文件名, where the body is the file itself"`
}

// upload describes the body of keepFile: the file itself, or a form that holds it.
func upload(r route) route {
	file := &huma.Schema{Type: huma.TypeString, Format: "binary"}
	r.takes = map[string]*huma.MediaType{
		"application/octet-stream": {Schema: file},
		"multipart/form-data":      {Schema: &huma.Schema{Type: huma.TypeObject, Properties: map[string]*huma.Schema{"file": file}}},
	}
	r.Description = "At most 20 MiB. A photograph is made no larger than 2560 pixels and loses its camera's notes (place, time, owner), so the hash and size in the answer may be others than those of what was sent; HEIC and TIFF are refused. The answer goes into `files` of a verb's body; until then nobody can read it."
	return r
}

// keepFile keeps a file for a command to name. It is written to the disk as it comes in, and never
// further than allowed. 依据 P-87.
func (s *server) keepFile(ctx context.Context, who access.Who, in *uploadInput) (*body[casework.File], error) {
	district, err := s.district(ctx, who, in.InDistrict)
	if err != nil {
		return nil, err
	}
	if district != who.District {
		return nil, rule.Refuse(rule.Forbidden, "P-80", "不能向其他区县上传附件")
	}
	file, name, media, err := in.open()
	if err != nil {
		return nil, err
	}
	if err := legible("name", name); err != nil {
		return nil, err
	}
	kept, err := s.desk.Keep(ctx, who, file, name, media)
	var broken *http.MaxBytesError
	if errors.As(err, &broken) {
		return nil, fileTooLarge()
	}
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, rule.Refuse(rule.Invalid, "P-87", "附件没有收全").At("file")
	}
	if err != nil {
		return nil, err
	}
	return answer(kept), nil
}

// formRoom is what a form may have around its file.
const formRoom = 1 << 20

// open finds the file in the request.
func (in *uploadInput) open() (file io.Reader, name, media string, err error) {
	if in.r.ContentLength > desk.MaxFile+formRoom {
		return nil, "", "", fileTooLarge()
	}
	in.r.Body = http.MaxBytesReader(in.w, in.r.Body, desk.MaxFile+formRoom)
	media, _, err = mime.ParseMediaType(in.r.Header.Get("Content-Type"))
	if err != nil {
		media = "application/octet-stream"
	}
	if media != "multipart/form-data" {
		return in.r.Body, in.Name, clean(media), nil
	}
	parts, err := in.r.MultipartReader()
	if err != nil {
		return nil, "", "", noFile()
	}
	for {
		part, err := parts.NextPart()
		if err != nil {
			return nil, "", "", noFile()
		}
		if part.FileName() != "" {
			return part, path.Base(strings.ReplaceAll(part.FileName(), `\`, "/")), ofPart(part), nil
		}
	}
}

func ofPart(part *multipart.Part) string {
	media, _, err := mime.ParseMediaType(part.Header.Get("Content-Type"))
	if err != nil {
		return "application/octet-stream"
	}
	return clean(media)
}

// clean keeps a media type short enough to be kept.
func clean(media string) string {
	if len(media) > 100 || legible("", media) != nil {
		return "application/octet-stream"
	}
	return media
}

func fileTooLarge() error {
	return rule.Refuse(rule.TooLarge, "P-87", "附件不得超过 20 MiB").At("file")
}

func noFile() error { return rule.Refuse(rule.Invalid, "P-87", "表单里没有附件").At("file") }

type fileInput struct {
	InCase
	SHA256 string `path:"sha256" doc:"hex SHA-256 of the file, or the sha256:… commitment that an event names"`
	Small  bool   `query:"small" doc:"of a photograph, a JPEG of at most 480 pixels"`
}

// stream is an answer that is written as it is read.
type stream struct {
	Body func(huma.Context)
}

// file describes the answer of readFile.
func file(r route) route {
	return r.answering("application/octet-stream", "the file as it was uploaded")
}

// readFile gives a file of a case to whoever may read what is written there. Nothing in it runs in a
// browser: it comes as a download, or in a sandbox.
func (s *server) readFile(ctx context.Context, who access.Who, in *fileInput) (*stream, error) {
	district, no, err := s.place(ctx, who, in.InCase)
	if err != nil {
		return nil, err
	}
	reader := s.desk.As(who)
	hash := in.SHA256
	if ledger.ValidContentID(hash) {
		view, err := reader.Case(ctx, district, no)
		if err != nil {
			return nil, err
		}
		hash = fileOf(view.Words[hash]).SHA256
	}
	open := reader.File
	if who.Actor.Role == org.PartnerOperator {
		open = reader.QuestionFile // of the case it sees nothing else (P-59)
	}
	if in.Small {
		open = reader.Small // 依据 P-122
	}
	kept, about, err := open(ctx, district, no, hash)
	if err != nil {
		return nil, err
	}
	return &stream{func(ctx huma.Context) {
		defer kept.Close()
		r, w := humago.Unwrap(ctx)
		h := w.Header()
		h.Set("Content-Type", "application/octet-stream")
		how := "attachment"
		switch about.Media {
		case "image/jpeg", "image/png", "image/webp", "application/pdf":
			h.Set("Content-Type", about.Media)
			how = "inline"
		}
		h.Set("Content-Disposition", mime.FormatMediaType(how, map[string]string{"filename": about.Name}))
		h.Set("Content-Security-Policy", "default-src 'none'; sandbox")
		h.Set("Cache-Control", "private, max-age=86400")
		h.Set("ETag", etag(about.SHA256, in.Small))
		if changed, err := kept.Stat(); err == nil {
			http.ServeContent(w, r, "", changed.ModTime(), kept)
		}
	}}, nil
}

func etag(sha256 string, small bool) string {
	if small {
		return `"` + sha256 + `-small"`
	}
	return `"` + sha256 + `"`
}

// fileOf reads what a file's content says.
func fileOf(word desk.Word) (f casework.File) {
	if word.Kind == ledger.FileContent {
		_ = json.Unmarshal([]byte(word.Text), &f) // it was sealed as such
	}
	return f
}

// filesOf lists the files of a case in the order in which they came.
func filesOf(view desk.View) []casework.File {
	files := []casework.File{}
	for _, record := range view.Records {
		for _, id := range commitments(record.Data) {
			if f := fileOf(view.Words[id]); f.SHA256 != "" {
				files = append(files, f)
			}
		}
	}
	return files
}
