package main

import (
	"io"
	"strings"
	"testing"
)

func TestReport(t *testing.T) {
	const ok = `{"Action":"pass","Package":"p","Test":"TestA","Elapsed":1.5}
{"Action":"pass","Package":"p","Elapsed":2}
`
	skip := func(why string) string {
		return `{"Action":"output","Package":"p","Test":"TestB","Output":"    b_test.go:3: ` + why + `\n"}
{"Action":"skip","Package":"p","Test":"TestB","Elapsed":0}
`
	}
	for _, row := range []struct {
		name, in string
		strict   bool
		well     bool
		says     string
	}{
		{"all pass", ok, true, true, "1.5s  p TestA"},
		{"a test fails", `{"Action":"output","Package":"p","Test":"TestC","Output":"want 1\n"}
{"Action":"fail","Package":"p","Test":"TestC","Elapsed":0}
{"Action":"fail","Package":"p","Elapsed":2}
` + ok, false, false, "want 1"},
		{"a package does not build", `{"ImportPath":"p","Action":"build-output","Output":"undefined: x\n"}
{"ImportPath":"p","Action":"build-fail"}
{"Action":"fail","Package":"p","Elapsed":0,"FailedBuild":"p"}
` + ok, false, false, "undefined: x"},
		{"a test never ends", ok + `{"Action":"output","Package":"q","Test":"TestD","Output":"panic: late\n"}
{"Action":"fail","Package":"q","Elapsed":2}
`, false, false, "panic: late"},
		{"a skip says why", ok + skip("no browser here"), false, true, "p TestB: b_test.go:3: no browser here"},
		{"a skip under CI", ok + skip("no browser here"), true, false, "may be skipped"},
		{"a skip for shared data under CI", ok + skip("shared data is not here"), true, true, "TestB"},
		{"nothing ran", "", false, false, "no test ran"},
	} {
		t.Run(row.name, func(t *testing.T) {
			var said strings.Builder
			tally := tally{output: map[string]*strings.Builder{}}
			tally.read(strings.NewReader(row.in), io.Writer(&said))
			if well := tally.print(&said, row.strict); well != row.well {
				t.Errorf("well is %v", well)
			}
			if !strings.Contains(said.String(), row.says) {
				t.Errorf("%q is not in\n%s", row.says, said.String())
			}
		})
	}
}
