package e2e

import (
	"os"
	"testing"

	"huying/internal/e2e/running"
	"huying/internal/store/storetest"
)

// The districts of the demonstration that have log-ins for every role.
const (
	lixia    = 370102 // 历下
	shizhong = 370103 // 市中
)

func TestMain(m *testing.M) {
	code := m.Run()
	running.Remove()
	os.Exit(code)
}

// engines runs a test on each engine, on a fresh demonstration.
func engines(t *testing.T, test func(*testing.T, *running.Server)) {
	t.Run("SQLite", func(t *testing.T) {
		test(t, running.Serve(t, t.TempDir(), ""))
	})
	t.Run("PostgreSQL", func(t *testing.T) {
		test(t, running.Serve(t, t.TempDir(), storetest.Database(t)))
	})
}
