package audit

import (
	"testing"

	"huying/internal/desk"
	"huying/internal/ledger"
)

// A change of settings is read with the text that it names; where that is not at hand, the report says that this stream was checked for
// order only. 依据 P-128.
func TestSettingsOnRecord(t *testing.T) {
	changed := func(kind, data string) ledger.Event {
		return ledger.Event{Stream: desk.SettingsStream, Version: 1, Type: kind, Data: []byte(data)}
	}
	for _, row := range []struct {
		name, kind, data, text string
		fault, unread          bool
	}{
		{"whole", "SettingsChanged", `{"document":"sha256:aa","keys":["heed"]}`, `{"heed":"10min"}`, false, false},
		{"without its text", "SettingsChanged", `{"document":"sha256:bb","keys":["heed"]}`, `{"heed":"10min"}`, false, true},
		{"with a text nobody can read", "SettingsChanged", `{"document":"sha256:aa","keys":["heed"]}`, `{"heed":`, true, false},
		{"of another type", "SettingsForgotten", `{}`, `{}`, true, false},
		{"that cannot be read", "SettingsChanged", `[]`, `{}`, true, false},
	} {
		r := &replayer{texts: map[string][]byte{"sha256:aa": []byte(row.text)}, other: map[string]bool{}}
		if err := r.stepSettings(changed(row.kind, row.data)); (err != nil) != row.fault || r.other[desk.SettingsStream] != row.unread {
			t.Errorf("%s: %v, %v", row.name, err, r.other)
		}
	}
}
