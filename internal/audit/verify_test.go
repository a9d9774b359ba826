package audit

import (
	"bytes"
	"math/rand/v2"
	"runtime"
	"slices"
	"sync"
	"testing"

	"huying/internal/ledger"
)

var everything = ExportOptions{Contents: true, Persons: true}

// district300 has lived through about 300 events.
func district300(t testing.TB) *world {
	w := newWorld(t)
	for i := 1; len(w.leaves) < 300; i++ {
		w.live(i)
	}
	return w
}

func TestCleanExportVerifies(t *testing.T) {
	w := district300(t)
	for name, row := range map[string]struct {
		options             ExportOptions
		disclosed, withheld bool
	}{
		"全部公开": {everything, true, false}, "当事人除外": {ExportOptions{Contents: true}, true, true}, "均不公开": {ExportOptions{}, false, true},
	} {
		t.Run(name, func(t *testing.T) {
			export := w.export(row.options)
			r := w.verify(export, Options{Checkpoint: w.sign(), Key: w.key.VerifierKey()})
			if !r.OK() {
				t.Fatalf("found in a clean export:\n%s", told(r))
			}
			if r.Entries != int64(len(w.leaves)) || r.Cases < 15 || r.Documents != 1 || r.Checkpoint.Size != r.Entries || r.Kept != r.Entries {
				t.Errorf("%+v", r)
			}
			if (r.Disclosed > 0) != row.disclosed || (r.Withheld > 0) != row.withheld {
				t.Errorf("%d disclosed, %d withheld", r.Disclosed, r.Withheld)
			}
			if slices.Contains(r.NotProven, limitWithheld) != row.withheld || slices.Contains(r.NotProven, limitNoKept) {
				t.Errorf("not proven: %v", r.NotProven)
			}
		})
	}
}

// An older checkpoint that somebody kept must be what the export began with.
func TestOlderCheckpointKeptApart(t *testing.T) {
	w := newWorld(t)
	w.live(1)
	kept := w.sign()
	w.live(2)
	if r := w.verify(w.export(everything), Options{Checkpoint: kept}); !r.OK() {
		t.Fatalf("an honest continuation:\n%s", told(r))
	}
	shorter := newWorld(t)
	if r := shorter.verify(shorter.export(everything), Options{Checkpoint: kept}); !has(r, Rewritten) {
		t.Fatalf("a log cut back and signed anew passes:\n%s", told(r))
	}
	w.leaves[7] = bytes.Replace(w.leaves[7], []byte(`"version":`), []byte(`"version":1`), 1)
	w.reseal()
	if r := w.verify(w.export(everything), Options{Checkpoint: kept}); !has(r, Rewritten) {
		t.Fatalf("a rewritten history signed anew passes:\n%s", told(r))
	}
}

func has(r Report, kind Kind) bool {
	return slices.ContainsFunc(r.Findings, func(f Finding) bool { return f.Kind == kind })
}

// edit changes an export in one random way; what it gives may, by chance, be the same bytes.
func edit(random *rand.Rand, export []byte, lines [][]byte) []byte {
	join := func(lines [][]byte) []byte { return bytes.Join(lines, nil) }
	i, j := random.IntN(len(lines)), random.IntN(len(lines))
	at := random.IntN(len(export))
	edited := bytes.Clone(export)
	switch random.IntN(10) {
	case 0, 1, 2: // another byte
		edited[at] = byte(random.Uint32())
	case 3: // one bit
		edited[at] ^= 1 << random.IntN(8)
	case 4: // a byte more, often a blank
		return slices.Insert(edited, random.IntN(len(export)+1), []byte(" \n\t\x000a")[random.IntN(6)])
	case 5: // some bytes less
		return slices.Delete(edited, at, min(at+1+random.IntN(8), len(edited)))
	case 6: // cut short
		return edited[:at]
	case 7: // a line less
		return join(slices.Delete(slices.Clone(lines), i, i+1))
	case 8: // two lines swapped
		swapped := slices.Clone(lines)
		swapped[i], swapped[j] = swapped[j], swapped[i]
		return join(swapped)
	case 9: // a line twice, or moved
		return join(slices.Insert(slices.Clone(lines), j, lines[i]))
	}
	return edited
}

// Of 10,000 random edits each that changes a byte is found, and the finding names line or index.
func TestEveryEditIsFound(t *testing.T) {
	w := district300(t)
	export, kept := w.export(everything), w.sign()
	lines := bytes.SplitAfter(export, []byte("\n"))
	lines = lines[:len(lines)-1]
	const edits = 10_000
	workers := runtime.GOMAXPROCS(0)
	var wg sync.WaitGroup
	for n := range workers {
		wg.Go(func() {
			random := rand.New(rand.NewPCG(2020, uint64(n)))
			for i := n; i < edits; i += workers {
				edited := edit(random, export, lines)
				if bytes.Equal(edited, export) {
					continue
				}
				// The first finding is enough; every hundredth edit is verified to the end.
				r, err := Verify(bytes.NewReader(edited), Options{Checkpoint: kept, StopAtFirst: i%100 != 0})
				if err != nil {
					t.Error(err)
					return
				}
				if r.OK() {
					at := 0
					for at < len(edited) && at < len(export) && edited[at] == export[at] {
						at++
					}
					t.Errorf("edit %d, at byte %d of %d (now %d), is not found:\n%q", i, at, len(export), len(edited), edited[max(0, at-80):min(at+80, len(edited))])
					return
				}
				if f := r.Findings[0]; f.Line == 0 && f.Index < 0 {
					t.Errorf("edit %d: the finding names no place: %s", i, f)
					return
				}
			}
		})
	}
	wg.Wait()
}

// The finding about a changed byte is about the very line in which it was changed.
func TestFindingNamesTheLine(t *testing.T) {
	w := newWorld(t)
	w.live(1)
	export, kept := w.export(everything), w.sign()
	line := 1
	for at := range export {
		edited := bytes.Clone(export)
		edited[at] ^= 1
		r := w.verify(edited, Options{Checkpoint: kept, StopAtFirst: true})
		if r.OK() {
			t.Fatalf("byte %d of line %d changed, and nothing found", at, line)
		}
		// A line that has lost its beginning is missed by the line after it at the latest.
		if f := r.Findings[0]; f.Line != line && f.Line != line+1 {
			t.Fatalf("byte %d of line %d: %s", at, line, f)
		}
		if export[at] == '\n' {
			line++
		}
	}
}

func TestWrongKeyAndNotAnExport(t *testing.T) {
	w := newWorld(t)
	export := w.export(everything)
	other, err := ledger.NewKey(bytes.NewReader(bytes.Repeat([]byte{7}, 64)), origin)
	if err != nil {
		t.Fatal(err)
	}
	if r := w.verify(export, Options{Key: other.VerifierKey()}); !has(r, BadKey) {
		t.Errorf("another key: %s", told(r))
	}
	signed, err := ledger.Sign(other, ledger.Checkpoint{Origin: origin, Size: w.edge.Size(), Root: w.edge.Root()})
	if err != nil {
		t.Fatal(err)
	}
	if r := w.verify(export, Options{Checkpoint: signed}); !has(r, Rewritten) {
		t.Errorf("a checkpoint by another key: %s", told(r))
	}
	for _, text := range []string{"", "\n", "hello", "{}\n", "PK\x03\x04", string(export) + "\n", string(export) + "x"} {
		if r := w.verify([]byte(text), Options{}); r.OK() {
			t.Errorf("%.20q verifies", text)
		}
	}
}

func BenchmarkVerify300(b *testing.B) {
	w := district300(b)
	export, kept := w.export(everything), w.sign()
	b.SetBytes(int64(len(export)))
	for b.Loop() {
		if r := w.verify(export, Options{Checkpoint: kept}); !r.OK() {
			b.Fatal(told(r))
		}
	}
}

func FuzzVerify(f *testing.F) {
	w := newWorld(f)
	export, kept := w.export(everything), w.sign()
	// A few lines of each sort: short seeds are tried thousands of times where the whole is tried thrice.
	lines := bytes.SplitAfter(export, []byte("\n"))
	for n := 1; n < len(lines)-1; n *= 2 {
		f.Add(bytes.Join(lines[:n], nil))
	}
	f.Add(bytes.Join(append(lines[:1:1], lines[len(lines)-2:]...), nil)) // head and checkpoint, nothing between
	f.Fuzz(func(t *testing.T, edited []byte) {
		r, err := Verify(bytes.NewReader(edited), Options{Checkpoint: kept})
		if err == nil && r.OK() {
			t.Fatal("a part of the export verifies")
		}
	})
}
