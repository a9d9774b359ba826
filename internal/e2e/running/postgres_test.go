package running

import "testing"

// A cluster that was killed comes up again on the same data.
func TestClusterComesBack(t *testing.T) {
	c := Postgres(t)
	for range 2 {
		c.Kill()
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
	}
}
