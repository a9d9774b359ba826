package ledger

import "bytes"

// AuditStream is the stream in which is recorded what happened to the record itself.
const AuditStream = "audit"

// ContentErased (删除内容) records, in AuditStream, that contents were erased by law: their keys,
// salts and texts are gone, their commitments stand for ever. The actor of the event is who
// erased them. 依据 P-07.
type ContentErased struct {
	Contents []string `json:"contents"` // ids, sha256:…
	Clause   string   `json:"clause"`   // of the law, such as 个人信息保护法 47
}

// References lists the commitments (and hashes of documents) in an event's data, in the order in
// which they stand there: every string that is spelled sha256:<64 hexadecimal digits>.
func References(data []byte) []string {
	var found []string
	quoted := []byte(`"` + contentPrefix)
	const length = len(contentPrefix) + 64
	for {
		i := bytes.Index(data, quoted)
		if i < 0 || len(data) < i+1+length+1 {
			return found
		}
		id := data[i+1 : i+1+length]
		// A quote that a string contains is escaped, so one after 64 digits ends the string.
		if data[i+1+length] == '"' && ValidContentID(string(id)) {
			found = append(found, string(id))
		}
		data = data[i+1:]
	}
}
