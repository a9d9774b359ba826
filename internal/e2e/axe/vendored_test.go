package axe_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Every file here is listed with its source and its hash, and is what it was.
func TestFilesAreAsPublished(t *testing.T) {
	text, err := os.ReadFile("vendored.json")
	if err != nil {
		t.Fatal(err)
	}
	var list []struct {
		Name, Version, Licence, From string
		Files                        map[string]string
	}
	if err := json.Unmarshal(text, &list); err != nil {
		t.Fatal(err)
	}
	known := map[string]string{}
	for _, part := range list {
		if part.Name == "" || part.Version == "" || part.Licence == "" || part.From == "" || len(part.Files) == 0 {
			t.Errorf("%+v: something is not said", part)
		}
		for path, sum := range part.Files {
			known[path] = sum
		}
	}
	err = filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasSuffix(path, ".go") || path == "vendored.json" {
			return err
		}
		body, err := os.ReadFile(path)
		sum := sha256.Sum256(body)
		if known[filepath.ToSlash(path)] != hex.EncodeToString(sum[:]) {
			t.Errorf("%s: not listed, or not as it was published", path)
		}
		delete(known, filepath.ToSlash(path))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for path := range known {
		t.Errorf("%s is listed and not there", path)
	}
}
