package main

import (
	"path/filepath"
	"testing"
)

// What is asked for wrongly, or of a place where nothing is, is told by the exit code, and makes nothing.
func TestNothingIsMadeOfAMistake(t *testing.T) {
	t.Chdir(t.TempDir())
	for name, c := range map[string]struct {
		args []string
		code int
	}{
		"no command":                {nil, exitUsage},
		"an unknown command":        {[]string{"serv"}, exitUsage},
		"an unknown flag":           {[]string{"serve", "--port", "1"}, exitUsage},
		"a database of no engine":   {[]string{"serve", "--database", "mysql://u:p@h/d", "--data", "d"}, exitUsage},
		"a database that is a word": {[]string{"migrate", "--database", "huying", "--data", "d"}, exitUsage},
		"an export of nothing":      {[]string{"export", "--district", "370102", "--data", "d", "e"}, exitFailed},
		"a rebuild of nothing":      {[]string{"rebuild", "--data", "d"}, exitFailed},
		"both an export and a URL":  {[]string{"verify", "--export", "e", "--url", "http://127.0.0.1"}, exitUsage},
		"an export that is not":     {[]string{"verify", "--export", "e"}, exitFailed},
	} {
		if code := run(c.args); code != c.code {
			t.Errorf("%s: exit code %d, want %d", name, code, c.code)
		}
	}
	left, err := filepath.Glob("*")
	if err != nil || len(left) > 0 {
		t.Errorf("made: %v %v", left, err)
	}
}

// A rebuild of a district that is not there is no clean bill.
func TestRebuildOfAnUnknownDistrict(t *testing.T) {
	dir := t.TempDir()
	if code := run([]string{"migrate", "--data", dir}); code != 0 {
		t.Fatalf("migrate: exit code %d", code)
	}
	if code := run([]string{"rebuild", "--data", dir}); code != 0 {
		t.Errorf("rebuild: exit code %d", code)
	}
	if code := run([]string{"rebuild", "--data", dir, "--district", "5"}); code != exitFailed {
		t.Errorf("rebuild of an unknown district: exit code %d", code)
	}
}
