package audit

import (
	"slices"
	"strings"

	"huying/internal/catalogue"
	"huying/internal/desk"
	"huying/internal/ledger"
	"huying/internal/roster"
)

// naming is what the hashes in the events of a stream name.
type naming int

const (
	nothing   naming = iota
	contents         // 密封内容, each committed to under a salt
	documents        // 公开文件, by their SHA-256
)

func namedBy(stream string) naming {
	switch {
	case strings.HasPrefix(stream, "case/"), strings.HasPrefix(stream, roster.HandoverStream("")), stream == desk.RecountStream:
		return contents
	case stream == catalogue.Stream || stream == desk.CalendarStream || stream == desk.SettingsStream:
		return documents
	}
	return nothing
}

// references are the hashes that an event names for the first time, in the order in which it does.
func references(event ledger.Event, seen map[string]bool) []string {
	if namedBy(event.Stream) == nothing {
		return nil
	}
	return slices.DeleteFunc(ledger.References(event.Data), func(id string) bool {
		known := seen[id]
		seen[id] = true
		return known
	})
}
