// Command report reads `go test -json` from its standard input and prints what a person wants to know:
// each package with its time, every failure with its output, every skip with its reason, the ten
// slowest tests. It exits with 1 if a test failed, and, where CI is set, if one was skipped for
// another reason than that it reads data shared outside the repository (its name or reason says so).
package main

import (
	"bufio"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"
)

// An event is one line of go test -json.
type event struct {
	Action, Package, ImportPath, Test, Output, FailedBuild string
	Elapsed                                                float64 // seconds
}

// A result is how one test ended.
type result struct {
	name   string
	took   time.Duration
	output string
}

// A tally is what the run came to.
type tally struct {
	passed                 int
	failed, skipped, tests []result
	broken                 []string // packages that failed beside their tests: did not build, panicked, timed out
	output                 map[string]*strings.Builder
	packages, withoutTests int
}

func main() {
	t := tally{output: map[string]*strings.Builder{}}
	t.read(os.Stdin, os.Stdout)
	ok := t.print(os.Stdout, os.Getenv("CI") != "")
	if !ok {
		os.Exit(1)
	}
}

// read takes in the run, naming each package as it ends.
func (t *tally) read(in io.Reader, out io.Writer) {
	lines := bufio.NewReaderSize(in, 1<<20)
	for {
		line, err := lines.ReadBytes('\n')
		if len(line) > 0 {
			var e event
			if json.Unmarshal(line, &e) != nil {
				fmt.Fprint(out, string(line)) // go itself speaking
			} else {
				t.take(e, out)
			}
		}
		if err != nil {
			return
		}
	}
}

func (t *tally) take(e event, out io.Writer) {
	pkg := cmp.Or(e.Package, e.ImportPath)
	key := pkg + " " + e.Test
	took := time.Duration(e.Elapsed * float64(time.Second)).Round(time.Millisecond)
	switch e.Action {
	case "output", "build-output":
		b, ok := t.output[key]
		if !ok {
			b = &strings.Builder{}
			t.output[key] = b
		}
		b.WriteString(e.Output)
		return
	case "pass", "fail", "skip":
	default:
		return
	}
	text := ""
	if b, ok := t.output[key]; ok {
		text = b.String()
		delete(t.output, key)
	}
	if e.Test == "" {
		t.endPackage(e, pkg, took, text, out)
		return
	}
	r := result{strings.TrimPrefix(pkg, "huying/internal/") + " " + e.Test, took, text}
	if !strings.Contains(e.Test, "/") {
		t.tests = append(t.tests, r)
	}
	switch e.Action {
	case "pass":
		t.passed++
	case "fail":
		t.failed = append(t.failed, r)
	case "skip":
		t.skipped = append(t.skipped, r)
	}
}

func (t *tally) endPackage(e event, pkg string, took time.Duration, text string, out io.Writer) {
	switch e.Action {
	case "skip":
		t.withoutTests++
		return
	case "fail":
		if b, ok := t.output[e.FailedBuild+" "]; ok && e.FailedBuild != "" {
			text = b.String() + text
		}
		t.broken = append(t.broken, pkg)
		fmt.Fprintf(out, "FAIL  %-40s %v\n%s", pkg, took, text)
	default:
		t.packages++
		fmt.Fprintf(out, "ok    %-40s %v\n", pkg, took)
	}
}

// print tells the rest, and whether all is well.
func (t *tally) print(out io.Writer, strict bool) bool {
	for _, r := range t.failed {
		fmt.Fprintf(out, "\nFAIL %s (%v)\n%s", r.name, r.took, r.output)
	}
	// A test that was running when its package ended has no result of its own, only output.
	for key, b := range t.output {
		if pkg, test, _ := strings.Cut(key, " "); test != "" && slices.Contains(t.broken, pkg) {
			fmt.Fprintf(out, "\nUNFINISHED %s\n%s", key, b)
		}
	}
	excused := true
	if len(t.skipped) > 0 {
		fmt.Fprintln(out, "\nskipped:")
		for _, r := range t.skipped {
			fmt.Fprintf(out, "  %s: %s\n", r.name, reason(r.output))
			excused = excused && strings.Contains(strings.ToLower(r.name+r.output), "shared")
		}
	}
	slices.SortFunc(t.tests, func(a, b result) int { return cmp.Compare(b.took, a.took) })
	fmt.Fprintln(out, "\nten slowest:")
	for _, r := range t.tests[:min(10, len(t.tests))] {
		fmt.Fprintf(out, "  %8v  %s\n", r.took, r.name)
	}
	fmt.Fprintf(out, "\n%d passed, %d failed, %d skipped; %d packages ok, %d failed\n",
		t.passed, len(t.failed), len(t.skipped), t.packages, len(t.broken))
	switch {
	case len(t.failed)+len(t.broken) > 0:
		return false
	case t.passed == 0:
		fmt.Fprintln(out, "no test ran")
		return false
	case strict && !excused:
		fmt.Fprintln(out, "under CI nothing but what needs shared data may be skipped")
		return false
	}
	return true
}

// reason is the last thing a skipped test said.
func reason(output string) string {
	said := "no reason given"
	for line := range strings.Lines(output) {
		line = strings.TrimSpace(line)
		if line != "" && !strings.HasPrefix(line, "===") && !strings.HasPrefix(line, "---") {
			said = line
		}
	}
	return said
}
