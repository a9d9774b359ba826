package casework

import "testing"

// A whole life: 16 commands by five units, from the report to the archive.
func BenchmarkLife(b *testing.B) {
	life := archived
	b.ReportAllocs()
	for b.Loop() {
		var c Case
		for _, d := range life {
			g := givenTo(d.by, on(d.at))
			events, err := Decide(c, d.cmd, g)
			if err != nil {
				b.Fatal(err)
			}
			c = Fold(c, at(events, Moment{g.at(), g.By}))
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(life)), "ns/command")
}

// What every page of a case asks.
func BenchmarkVerbs(b *testing.B) {
	c, _ := play(b, dispatched)
	b.ReportAllocs()
	for b.Loop() {
		Verbs(c, enforcer, units)
	}
}

func BenchmarkRunning(b *testing.B) {
	c, _ := play(b, dispatched)
	b.ReportAllocs()
	for b.Loop() {
		c.Running()
	}
}
