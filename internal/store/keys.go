package store

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/mod/sumdb/note"

	"huying/internal/ledger"
	"huying/internal/org"
)

// CheckKeys makes sure that every district's log can be signed from here: whoever serves without the
// keys would say no to each write. Who only migrates needs none.
func (s *Store) CheckKeys() error {
	s.logs.Lock()
	defer s.logs.Unlock()
	for _, l := range s.logs.of {
		if _, err := s.keyOf(l); err != nil {
			return err
		}
	}
	return nil
}

// keyOf gives the key that a log was founded with, and no other.
func (s *Store) keyOf(l *log) (note.Signer, error) {
	key, vkey, err := s.options.Signer(l.district, l.origin, l.vkey)
	if err != nil {
		return nil, err
	}
	if vkey != l.vkey {
		return nil, fmt.Errorf("district %d: the signing key is not the one its log was founded with", l.district)
	}
	return key, nil
}

// FileKeys keeps the log's signing keys as files that only their owner can read, DIR/<district>.key.
// They are never in the database: its owner alone cannot sign. A file that is lost is not made anew:
// another key would not be believed, and in its place the backup of the right one be overlooked.
func FileKeys(dir string, random io.Reader) Signer {
	return func(district org.DistrictID, origin, founded string) (note.Signer, string, error) {
		path := filepath.Join(dir, fmt.Sprintf("%d.key", district))
		text, err := os.ReadFile(path)
		if errors.Is(err, fs.ErrNotExist) && founded == "" {
			return newKeyFile(path, origin, random)
		}
		if err != nil {
			return nil, "", fmt.Errorf("signing key: %w", err)
		}
		key, err := ledger.ParseKey(strings.TrimSpace(string(text)), origin)
		if err != nil {
			return nil, "", fmt.Errorf("signing key %s: %w", path, err)
		}
		return key, key.VerifierKey(), nil
	}
}

// newKeyFile never overwrites a key: of two processes that start together, one writes and the
// other reads what it wrote.
func newKeyFile(path, origin string, random io.Reader) (note.Signer, string, error) {
	key, err := ledger.NewKey(random, origin)
	if err != nil {
		return nil, "", fmt.Errorf("new signing key: %w", err)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, "", fmt.Errorf("new signing key: %w", err)
	}
	draft, err := os.CreateTemp(filepath.Dir(path), ".key-*") // 0600 from the start
	if err != nil {
		return nil, "", fmt.Errorf("new signing key: %w", err)
	}
	defer func() { _ = os.Remove(draft.Name()) }()
	_, err = draft.WriteString(key.Text() + "\n")
	if err == nil {
		err = draft.Sync()
	}
	if e := draft.Close(); err == nil {
		err = e
	}
	if err == nil {
		err = os.Link(draft.Name(), path)
	}
	if errors.Is(err, fs.ErrExist) {
		text, err := os.ReadFile(path)
		if err != nil {
			return nil, "", fmt.Errorf("signing key: %w", err)
		}
		key, err = ledger.ParseKey(strings.TrimSpace(string(text)), origin)
		if err != nil {
			return nil, "", fmt.Errorf("signing key %s: %w", path, err)
		}
		return key, key.VerifierKey(), nil
	}
	if err != nil {
		return nil, "", fmt.Errorf("new signing key: %w", err)
	}
	return key, key.VerifierKey(), nil
}
