package desk

import (
	"reflect"

	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/store"
)

// appendTo adds events of other rooms to a stream of their own, after what stands there, and gives the version of the last: it reads the
// newest alone, however many there are.
func appendTo(tx *store.Tx, stream string, by org.Actor, at int64, payloads ...any) (version int64, err error) {
	version, last, err := tx.Head(stream)
	if err != nil {
		return 0, err
	}
	at = max(at, last) // time never runs back in a stream (P-04)
	return version + int64(len(payloads)), appendAfter(tx, stream, version, by, at, payloads...)
}

// appendAfter adds events after a version.
func appendAfter(tx *store.Tx, stream string, version int64, by org.Actor, at int64, payloads ...any) error {
	events, sealed, err := sealEvents(by, at, payloads)
	if err != nil {
		return err
	}
	return tx.Append(stream, version, events, sealed)
}

// sealEvents makes events of what happened, and seals what people wrote in it.
func sealEvents(by org.Actor, at int64, payloads []any) ([]ledger.Event, []ledger.Sealed, error) {
	events := make([]ledger.Event, len(payloads))
	var sealed []ledger.Sealed
	for i, payload := range payloads {
		data, hidden, err := ledger.Encode(payload, salt)
		if err != nil {
			return nil, nil, err
		}
		events[i] = ledger.Event{Type: reflect.TypeOf(payload).Name(), At: at, Actor: by, Data: data}
		sealed = append(sealed, hidden...)
	}
	return events, sealed, nil
}
