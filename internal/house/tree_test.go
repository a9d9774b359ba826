package house

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// root is the repository, seen from this package's folder.
const root = "../.."

// A source is one Go file of the repository, parsed.
type source struct {
	path    string // from the repository's root, with slashes
	room    string // "casework" for internal/casework/…, "huying" for cmd/huying
	test    bool   // a _test.go file, or one of a package that only tests use
	written bool   // by a person; false for generated code
	lines   int
	file    *ast.File
	fset    *token.FileSet
}

// files lists the repository's text files with one of the endings, without what is built or downloaded.
func files(t *testing.T, endings ...string) []string {
	t.Helper()
	var found []string
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(root, path)
		if d.IsDir() {
			switch d.Name() {
			case ".git", "testdata", "node_modules":
				return filepath.SkipDir
			}
			switch rel {
			case "bin", "build", "data":
				return filepath.SkipDir
			}
			return nil
		}
		for _, ending := range endings {
			if strings.HasSuffix(rel, ending) {
				found = append(found, filepath.ToSlash(rel))
				break
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func read(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(root, path))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// sources parses every Go file under cmd and internal.
func sources(t *testing.T) []source {
	t.Helper()
	var all []source
	for _, path := range files(t, ".go") {
		parts := strings.Split(path, "/")
		if len(parts) < 3 || (parts[0] != "cmd" && parts[0] != "internal") {
			continue
		}
		text := read(t, path)
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, path, text, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			t.Logf("not read: %v", err) // the compiler says it better
			continue
		}
		all = append(all, source{
			path: path, room: parts[1], file: file, fset: fset,
			test:    strings.HasSuffix(path, "_test.go") || proofs[parts[1]] || strings.HasSuffix(file.Name.Name, "test"),
			written: !ast.IsGenerated(file),
			lines:   strings.Count(text, "\n"),
		})
	}
	if len(all) == 0 {
		t.Fatal("no sources found")
	}
	return all
}
