// Package blob keeps files by the hash of their bytes, in one folder that nothing can climb out of.
// It knows nothing of the work: what a file is called and who may see it is kept elsewhere.
package blob

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
)

// ErrTooLarge says that a file has more bytes than the caller allows.
var ErrTooLarge = errors.New("file is too large")

// Folder is a store of files under one folder. Its methods may be called at the same time.
type Folder struct{ root *os.Root }

// Open opens the folder, and makes it where there is none.
func Open(path string) (*Folder, error) {
	if err := os.MkdirAll(path, 0o700); err != nil {
		return nil, fmt.Errorf("files folder: %w", err)
	}
	root, err := os.OpenRoot(path)
	if err != nil {
		return nil, fmt.Errorf("files folder: %w", err)
	}
	return &Folder{root}, nil
}

// Close lets the folder go.
func (f *Folder) Close() error { return f.root.Close() }

// Put keeps the bytes of r, at most limit of them, and gives their hash in hexadecimal digits and
// their number. They are on disk, and so is their name, when it returns. Bytes that are kept already
// are not kept twice.
func (f *Folder) Put(ctx context.Context, r io.Reader, limit int64) (hash string, size int64, err error) {
	part := ".part-" + rand.Text()
	w, err := f.root.OpenFile(part, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return "", 0, fmt.Errorf("keep file: %w", err)
	}
	defer func() {
		if err != nil {
			_ = w.Close()
			_ = f.root.Remove(part)
		}
	}()
	sum := sha256.New()
	size, err = io.Copy(io.MultiWriter(w, sum), io.LimitReader(untilDone{ctx, r}, limit+1))
	if err != nil {
		return "", 0, fmt.Errorf("keep file: %w", err)
	}
	if size > limit {
		return "", 0, ErrTooLarge
	}
	if err = errors.Join(w.Sync(), w.Close()); err != nil {
		return "", 0, fmt.Errorf("keep file: %w", err)
	}
	hash = hex.EncodeToString(sum.Sum(nil))
	if err = f.place(part, hash); err != nil {
		return "", 0, fmt.Errorf("keep file: %w", err)
	}
	return hash, size, nil
}

// place gives the finished part its name, and makes the name durable.
func (f *Folder) place(part, hash string) error {
	folder := hash[:2]
	if err := f.root.Mkdir(folder, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	if err := f.root.Rename(part, folder+"/"+hash); err != nil {
		return err
	}
	for _, name := range []string{folder, "."} {
		dir, err := f.root.Open(name)
		if err != nil {
			return err
		}
		if err := errors.Join(dir.Sync(), dir.Close()); err != nil {
			return err
		}
	}
	return nil
}

// Get opens a kept file; fs.ErrNotExist if there is none of this hash.
func (f *Folder) Get(hash string) (*os.File, error) {
	if !valid(hash) {
		return nil, fs.ErrNotExist
	}
	return f.root.Open(hash[:2] + "/" + hash)
}

// Derived opens what was made of a kept file under a name, such as a small picture, and makes it where it is not yet there.
// What is derived can be made again, so it is not forced to the disk. Two who make it at once make the same.
func (f *Folder) Derived(name, hash string, make func() ([]byte, error)) (*os.File, error) {
	if !valid(hash) {
		return nil, fs.ErrNotExist
	}
	at := name + "/" + hash
	if made, err := f.root.Open(at); err == nil || !errors.Is(err, fs.ErrNotExist) {
		return made, err
	}
	body, err := make()
	if err != nil {
		return nil, err
	}
	if err := f.root.Mkdir(name, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, err
	}
	part := ".part-" + rand.Text()
	if err := f.root.WriteFile(part, body, 0o600); err != nil {
		return nil, errors.Join(err, f.root.Remove(part))
	}
	if err := f.root.Rename(part, at); err != nil {
		return nil, errors.Join(err, f.root.Remove(part))
	}
	return f.root.Open(at)
}

func valid(hash string) bool {
	return len(hash) == 2*sha256.Size && strings.Trim(hash, "0123456789abcdef") == ""
}

// untilDone stops reading when its context is done.
type untilDone struct {
	ctx context.Context
	r   io.Reader
}

func (u untilDone) Read(p []byte) (int, error) {
	if err := u.ctx.Err(); err != nil {
		return 0, err
	}
	return u.r.Read(p)
}
