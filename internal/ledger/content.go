package ledger

import (
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// ContentKind (密封内容类别) says what sort of thing was sealed. It is part of the commitment.
type ContentKind string

// The kinds of content.
const (
	TextContent   ContentKind = "text"   // 文字: descriptions, reasons, answers, addresses, positions
	MarkContent   ContentKind = "mark"   // 评分: a rating's grade
	FileContent   ContentKind = "file"   // 附件: name, type, size and hash of a file
	PersonContent ContentKind = "person" // 当事人: a reporter's particulars
)

// Content (密封内容) is what people write about a case. In a payload that somebody has just typed it
// carries Plain; in the record, and in everything read back, only its ID, the salted commitment.
// Its JSON is the ID alone, so a plain text cannot slip into a leaf (依据 P-03).
type Content struct {
	Kind  ContentKind // empty when read back: the sealed content knows it
	Plain string      // what was typed, NFC; empty once sealed
	ID    string      // sha256:<64 hexadecimal digits>, or empty
}

// Text is free text (文字) to be sealed, brought into NFC. An empty text is a zero Content.
func Text(s string) Content { return content(TextContent, s) }

// Mark is a mark (评分) to be sealed.
func Mark(s string) Content { return content(MarkContent, s) }

// Person is a person's particulars (当事人), as JSON, to be sealed.
func Person(object string) Content { return content(PersonContent, object) }

// File is the description of a file (附件), as JSON, to be sealed.
func File(object string) Content { return content(FileContent, object) }

func content(kind ContentKind, plain string) Content {
	if plain == "" {
		return Content{}
	}
	return Content{Kind: kind, Plain: norm.NFC.String(plain)}
}

// IsZero reports whether there is no content at all; omitzero in a JSON tag leaves it out then.
func (c Content) IsZero() bool { return c.Plain == "" && c.ID == "" }

var (
	errUnsealed  = errors.New("content: a plain text must be sealed by Encode before it is written")
	errContentID = errors.New("content: an id is sha256: and 64 hexadecimal digits")
)

// MarshalJSON writes the commitment, and refuses to write a text that has none.
func (c Content) MarshalJSON() ([]byte, error) {
	if c.ID == "" && c.Plain != "" {
		return nil, errUnsealed
	}
	return []byte(`"` + c.ID + `"`), nil
}

// UnmarshalJSON reads a commitment.
func (c *Content) UnmarshalJSON(raw []byte) error {
	text := string(raw)
	if text == "null" {
		return nil
	}
	if len(text) < 2 || text[0] != '"' || text[len(text)-1] != '"' {
		return errContentID
	}
	id := text[1 : len(text)-1]
	if id != "" && !ValidContentID(id) {
		return errContentID
	}
	*c = Content{ID: id}
	return nil
}

const contentPrefix = "sha256:"

// ValidContentID reports whether id is spelled as a commitment is.
func ValidContentID(id string) bool {
	digits, ok := strings.CutPrefix(id, contentPrefix)
	if !ok || len(digits) != 2*sha256.Size {
		return false
	}
	for _, c := range []byte(digits) {
		if !('0' <= c && c <= '9' || 'a' <= c && c <= 'f') {
			return false
		}
	}
	return true
}

// Sealed is a content as it is kept beside the record: the text, and the salt without which
// nobody can guess a text (a telephone number, say) from its commitment.
type Sealed struct {
	ID    string
	Kind  ContentKind
	Salt  [32]byte
	Plain []byte
}

// Seal commits to a plain text under a fresh salt. The text must be valid UTF-8 in NFC.
func Seal(kind ContentKind, salt [32]byte, plain string) (Sealed, error) {
	if !utf8.ValidString(plain) {
		return Sealed{}, errors.New("content: the text is not valid UTF-8")
	}
	if !norm.NFC.IsNormalString(plain) {
		return Sealed{}, errors.New("content: the text is not in Unicode NFC")
	}
	s := Sealed{Kind: kind, Salt: salt, Plain: []byte(plain)}
	s.ID = Commit(kind, salt, s.Plain)
	return s, nil
}

// Check reports whether text and salt are the ones committed to.
func (s Sealed) Check() error {
	if id := Commit(s.Kind, s.Salt, s.Plain); subtle.ConstantTimeCompare([]byte(id), []byte(s.ID)) != 1 {
		return fmt.Errorf("content %s: text and salt do not give this commitment", s.ID)
	}
	return nil
}

// Commit is the commitment to a content:
// "sha256:" and the hexadecimal SHA-256 of "huying/content/v1\n" kind "\n" salt plain.
func Commit(kind ContentKind, salt [32]byte, plain []byte) string {
	h := sha256.New()
	h.Write([]byte("huying/content/v1\n"))
	h.Write([]byte(kind))
	h.Write([]byte("\n"))
	h.Write(salt[:])
	h.Write(plain)
	return contentPrefix + hex.EncodeToString(h.Sum(nil))
}
