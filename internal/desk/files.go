package desk

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"reflect"

	"huying/internal/access"
	"huying/internal/blob"
	"huying/internal/casework"
	"huying/internal/rule"
)

// MaxFile is the most bytes one file may have: 20 MiB.
const MaxFile = 20 << 20

// Keep keeps an uploaded file, so that a command can name it. Anyone logged in may upload; only who
// may see the case it is attached to can read it.
func (d *Desk) Keep(ctx context.Context, _ access.Who, r io.Reader, name, media string) (casework.File, error) {
	hash, size, err := d.files.Put(ctx, r, MaxFile)
	if errors.Is(err, blob.ErrTooLarge) {
		return casework.File{}, rule.Refuse(rule.TooLarge, "P-87", "附件不得超过 20 MiB").At("file")
	}
	if err != nil {
		return casework.File{}, err
	}
	if size == 0 {
		return casework.File{}, rule.Refuse(rule.Invalid, "P-87", "附件是空的").At("file")
	}
	return casework.File{SHA256: hash, Name: name, Media: media, Size: size}, nil
}

// checkFiles makes sure that every file a command names has been uploaded, and sets its true size.
// The client's command is not changed.
func (d *Desk) checkFiles(cmd casework.Command) (casework.Command, error) {
	if report, ok := cmd.(casework.Report); ok && report.Call != nil {
		call, err := d.checkFiles(*report.Call)
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
		size, err := d.files.Size(f.SHA256)
		if errors.Is(err, fs.ErrNotExist) {
			return cmd, rule.Refuse(rule.Invalid, "P-87", "没有这个附件，请先上传").At("files")
		}
		if err != nil {
			return cmd, err
		}
		f.Size = size
		checked[i] = f
	}
	changed := reflect.New(v.Type()).Elem()
	changed.Set(v)
	changed.FieldByName("Files").Set(reflect.ValueOf(checked))
	return changed.Interface().(casework.Command), nil
}
