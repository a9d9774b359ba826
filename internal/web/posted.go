package web

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"

	"huying/internal/casework"
	"huying/internal/desk"
	"huying/internal/locale"
	"huying/internal/rule"
	"huying/internal/web/face"
)

const (
	// maxUpload is the most bytes one form may carry, its files included.
	maxUpload = face.MostBytes
	// maxRead is how much of a form that is too large is read still, so that what was typed in it comes back.
	maxRead = 4 * maxUpload
)

// posted is what a form carried.
type posted struct {
	values url.Values      // nil where the form could not be read at all
	files  []casework.File // as they are kept
	came   []string        // the SHA-256 of each as it came
}

// key is the form's idempotency key with what it was sent with. A file counts as it came: what is kept of a photograph may
// be made otherwise after an upgrade, and the same one sent again is still the same. 依据 P-86.
func (p posted) key() desk.Key {
	body := url.Values{}
	for name, all := range p.values {
		if name != "idempotency_key" && name != "then" && name != "sent_from" {
			body[name] = all
		}
	}
	for _, sum := range p.came {
		body.Add("files", sum)
	}
	return desk.Key{Key: p.values.Get("idempotency_key"), Body: []byte(body.Encode())}
}

// form reads what was sent: the values, and the files, which are kept at once so that a command can
// name them. Nothing is decided yet. Where only a file is refused, the values are there all the same, and
// the files that are not refused: the refusal names the first that is.
func (s *Server) form(w http.ResponseWriter, r *http.Request, v visit) (posted, error) {
	var err error
	if strings.HasPrefix(r.Header.Get("Content-Type"), "multipart/form-data") {
		r.Body = http.MaxBytesReader(w, r.Body, maxRead)
		err = r.ParseMultipartForm(8 << 20)
	} else {
		r.Body = http.MaxBytesReader(w, r.Body, maxUpload)
		err = r.ParseForm()
	}
	if r.MultipartForm != nil {
		defer func() { _ = r.MultipartForm.RemoveAll() }()
	}
	switch {
	case err != nil && strings.Contains(err.Error(), "too large"):
		return posted{}, formTooLarge()
	case err != nil:
		return posted{}, rule.Refuse(rule.Invalid, "P-87", "表单内容无法识别")
	}
	for _, all := range r.PostForm {
		for _, text := range all {
			if !utf8.ValidString(text) {
				return posted{}, rule.Refuse(rule.Invalid, "P-87", "填写的内容不是有效的文字（UTF-8）")
			}
		}
	}
	p := posted{values: r.PostForm}
	if r.MultipartForm == nil {
		return p, nil
	}
	sum, wrong := int64(0), error(nil)
	for _, head := range r.MultipartForm.File["files"] {
		if head.Size == 0 && head.Filename == "" {
			continue // an empty file field
		}
		file, came, err := casework.File{}, "", error(formTooLarge())
		if sum+head.Size <= maxUpload {
			file, came, err = s.keep(r, v, head)
		}
		if refusal, ok := refused(r, err); ok {
			if wrong == nil {
				refusal.Reason = locale.From(r.Context()).T("form.file", readable(head.Filename), refusal.Reason)
				wrong = refusal.At("files")
			}
			continue
		}
		if err != nil {
			return posted{}, err
		}
		sum += head.Size
		p.files, p.came = append(p.files, file), append(p.came, came)
	}
	return p, wrong
}

// readable is a file's name as it can be said in a sentence: on one line, nothing in it that turns the line round, not endless.
func readable(name string) string {
	said := []rune(strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return -1
		}
		return r
	}, name))
	const most = 60
	if len(said) > most {
		return string(said[:most-10]) + "…" + string(said[len(said)-9:])
	}
	return string(said)
}

func formTooLarge() *rule.Refusal {
	return rule.Refuse(rule.TooLarge, "P-87", "一次提交不得超过 64 MiB")
}

// keep keeps one file, and says what it was as it came.
func (s *Server) keep(r *http.Request, v visit, head *multipart.FileHeader) (file casework.File, came string, err error) {
	body, err := head.Open()
	if err != nil {
		return file, "", err
	}
	defer body.Close()
	start := make([]byte, 512)
	n, _ := body.Read(start)
	if _, err := body.Seek(0, io.SeekStart); err != nil {
		return file, "", err
	}
	sum := sha256.New()
	if file, err = s.desk.Keep(r.Context(), v.who, io.TeeReader(body, sum), head.Filename, http.DetectContentType(start[:n])); err != nil {
		return file, "", err
	}
	return file, hex.EncodeToString(sum.Sum(nil)), nil
}
