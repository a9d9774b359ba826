package desk

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path"
	"reflect"
	"strings"
	"unicode"

	"huying/internal/access"
	"huying/internal/blob"
	"huying/internal/casework"
	"huying/internal/org"
	"huying/internal/picture"
	"huying/internal/rule"
	"huying/internal/store"
)

// MaxFile is the most bytes one file may have: 20 MiB.
const MaxFile = 20 << 20

// Keep keeps an uploaded file, so that a command of the same account can name it. Anyone logged in may upload; only who
// may see the case it is attached to can read it. A photograph is made no larger than needed and loses what tells where,
// when and by whose camera it was taken, so its hash and size are those of what is kept. 依据 P-122.
func (d *Desk) Keep(ctx context.Context, who access.Who, r io.Reader, name, media string) (casework.File, error) {
	buffered := bufio.NewReaderSize(r, 512)
	start, err := buffered.Peek(512)
	if err != nil && !errors.Is(err, io.EOF) {
		return casework.File{}, err
	}
	r = buffered
	if len(start) > 0 && (picture.Format(start) != "" || claimed(media)) {
		var body []byte
		if body, media, err = d.develop(ctx, r); err != nil {
			return casework.File{}, err
		}
		r, name = bytes.NewReader(body), named(name, media)
	}
	name = strings.Map(shown, name)
	hash, size, err := d.files.Put(ctx, r, MaxFile)
	if errors.Is(err, blob.ErrTooLarge) {
		return casework.File{}, tooLarge()
	}
	if err != nil {
		return casework.File{}, err
	}
	if size == 0 {
		return casework.File{}, rule.Refuse(rule.Invalid, "P-87", "附件是空的").At("file")
	}
	err = d.store.Write(ctx, who.District, func(_ context.Context, tx *store.Tx) error {
		return tx.PutUpload(who.Actor.Account, store.Upload{SHA256: hash, Media: media, Size: size})
	})
	return casework.File{SHA256: hash, Name: name, Media: media, Size: size}, err
}

func tooLarge() error {
	return rule.Refuse(rule.TooLarge, "P-87", "附件不得超过 20 MiB").At("file")
}

// develop makes of an uploaded photograph what is kept of it.
func (d *Desk) develop(ctx context.Context, r io.Reader) (body []byte, media string, err error) {
	whole, err := io.ReadAll(io.LimitReader(r, MaxFile+1))
	if err != nil {
		return nil, "", err
	}
	if len(whole) > MaxFile {
		return nil, "", tooLarge()
	}
	if err := d.darkroom.enter(ctx); err != nil {
		return nil, "", err
	}
	defer d.darkroom.leave()
	body, media, err = picture.Kept(whole)
	switch {
	case errors.Is(err, picture.ErrFormat):
		return nil, "", rule.Refuse(rule.Unsupported, "P-122", "不收这种格式的照片（如 HEIC、TIFF），其中的位置信息无法去除，请存为 JPEG 或 PNG 再上传").At("file")
	case errors.Is(err, picture.ErrTooManyPixels):
		return nil, "", rule.Refuse(rule.TooLarge, "P-122", "照片像素过多，请缩小后再上传").At("file")
	case err != nil:
		return nil, "", rule.Refuse(rule.Invalid, "P-122", "照片无法识别，可能没有收全，请重新拍摄或者选择").At("file")
	}
	return body, media, nil
}

// shown leaves out of a file's name what would break its line, or turn its letters round.
func shown(r rune) rune {
	if misleads(r) {
		return -1
	}
	return r
}

// misleads reports whether a sign would break the line of a name, or turn its letters round.
func misleads(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) }

// claimed reports whether a media type says picture, of a sort that carries a camera's notes.
func claimed(media string) bool {
	switch media {
	case "image/jpeg", "image/png", "image/gif", "image/webp", "image/heic", "image/heif", "image/avif", "image/tiff", "image/bmp":
		return true
	}
	return false
}

// named gives a file the ending of what it has become.
func named(name, media string) string {
	kind, stem := strings.TrimPrefix(media, "image/"), strings.TrimSuffix(name, path.Ext(name))
	switch ending := strings.ToLower(path.Ext(name)); {
	case name == "", ending == "."+kind, kind == "jpeg" && (ending == ".jpg" || ending == ".jpe"):
		return name
	case kind == "jpeg":
		return stem + ".jpg"
	}
	return stem + "." + kind
}

// A darkroom (暗房) bounds how many photographs are open at once: each may take 300 MB.
type darkroom chan struct{}

func (d darkroom) enter(ctx context.Context) error {
	select {
	case d <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (d darkroom) leave() { <-d }

// Small opens a small JPEG of a photograph of a case, for a list, to whoever may read the case's words; it is made when it
// is asked for the first time. A file that is no photograph has none. The caller closes it. 依据 P-122.
func (r Reader) Small(ctx context.Context, district org.DistrictID, no casework.CaseNo, sha256 string) (*os.File, casework.File, error) {
	open := r.File
	if r.who.Actor.Role == org.PartnerOperator {
		open = r.QuestionFile
	}
	whole, file, err := open(ctx, district, no, sha256)
	if err != nil {
		return nil, file, err
	}
	defer whole.Close()
	if !claimed(file.Media) {
		return nil, file, rule.Refuse(rule.Unknown, "P-122", "这个附件不是照片，没有缩略图")
	}
	small, err := r.d.files.Derived("small", sha256, func() ([]byte, error) {
		if err := r.d.darkroom.enter(ctx); err != nil {
			return nil, err
		}
		defer r.d.darkroom.leave()
		body, err := io.ReadAll(whole)
		if err != nil {
			return nil, err
		}
		return picture.Small(body)
	})
	if errors.Is(err, picture.ErrUnreadable) || errors.Is(err, picture.ErrFormat) || errors.Is(err, picture.ErrTooManyPixels) {
		return nil, file, rule.Refuse(rule.Unknown, "P-122", "这个附件不是照片，没有缩略图")
	}
	file.Media = "image/jpeg"
	return small, file, err
}

// checkFiles makes sure that every file a command names has been uploaded by who sends it, and sets what it truly is: whoever
// knows the hash of another's file neither reads it by way of a case of their own, nor learns that there is one. The client's
// command is not changed. 依据 P-123.
func (d *Desk) checkFiles(ctx context.Context, who access.Who, cmd casework.Command) (casework.Command, error) {
	if report, ok := cmd.(casework.Report); ok && report.Call != nil {
		call, err := d.checkFiles(ctx, who, *report.Call)
		if err != nil {
			return cmd, err
		}
		checked := call.(casework.Call)
		report.Call = &checked
		cmd = report
	}
	v := reflect.ValueOf(cmd)
	field := v.FieldByName("Files")
	if !field.IsValid() || field.Len() == 0 {
		return cmd, nil
	}
	files, ok := field.Interface().([]casework.File)
	if !ok {
		return cmd, nil
	}
	checked := make([]casework.File, len(files))
	for i, f := range files {
		was, ok, err := d.store.In(who.District).Uploaded(ctx, who.Actor.Account, f.SHA256)
		if err != nil {
			return cmd, err
		}
		if !ok {
			return cmd, rule.Refuse(rule.Invalid, "P-123", "没有这个附件，请先上传").At("files")
		}
		f.Size, f.Media = was.Size, was.Media
		checked[i] = f
	}
	changed := reflect.New(v.Type()).Elem()
	changed.Set(v)
	changed.FieldByName("Files").Set(reflect.ValueOf(checked))
	return changed.Interface().(casework.Command), nil
}
