package sqldb

import (
	"regexp"
	"runtime"
	"strconv"
	"sync"
)

// Engine is a kind of database.
type Engine string

// The engines. A Citus cluster is spoken to as Postgres.
const (
	SQLite   Engine = "sqlite"
	Postgres Engine = "postgres"
)

// Stmt is one declared statement. It is prepared once on each connection that runs it.
type Stmt struct {
	sqlite, postgres string
	where            string // file:line of the declaration
	row              string // of a plain INSERT: its parenthesis of values, which may be repeated
}

// plainInsert is an INSERT of one row that does nothing else.
var plainInsert = regexp.MustCompile(`^INSERT INTO [a-z_]+ \([^()]*\)\s+VALUES (\([^()]*\))$`)

var registry struct {
	sync.Mutex
	all []*Stmt
}

// Q declares a statement whose text serves both engines. Declare at package level, so that the
// PREPARE test sees it.
func Q(text string) *Stmt { return declare(text, text) }

// Per declares one statement in two texts, where the engines must differ. An empty text means
// that the statement is not for that engine.
func Per(sqlite, postgres string) *Stmt { return declare(sqlite, postgres) }

func declare(sqlite, postgres string) *Stmt {
	s := &Stmt{sqlite: sqlite, postgres: postgres}
	if m := plainInsert.FindStringSubmatch(postgres); m != nil {
		s.row = m[1]
	}
	if _, file, line, ok := runtime.Caller(2); ok {
		s.where = file + ":" + strconv.Itoa(line)
	}
	registry.Lock()
	defer registry.Unlock()
	registry.all = append(registry.all, s)
	return s
}

// Text makes a statement of a text composed at run time (a list with filters). The few texts that
// a list can take are prepared like the others, but no test sees them before they run.
func Text(text string) *Stmt { return &Stmt{sqlite: text, postgres: text, where: "composed"} }

// Statements lists every declared statement.
func Statements() []*Stmt {
	registry.Lock()
	defer registry.Unlock()
	return append([]*Stmt(nil), registry.all...)
}

// On is the statement's text for an engine; empty where it is not for that engine.
func (s *Stmt) On(e Engine) string {
	if e == SQLite {
		return s.sqlite
	}
	return s.postgres
}

// Where says where the statement was declared.
func (s *Stmt) Where() string { return s.where }
