package ledger

import (
	"crypto/ed25519"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"strings"

	"golang.org/x/mod/sumdb/note"
)

// Key (签名密钥) is the secret with which a district's log signs its checkpoints. Its name is the
// origin of the log, a schema-less URL such as huying.example/log/370102.
type Key struct {
	note.Signer
	text  string // PRIVATE+KEY+…
	vkey  string
	check note.Verifier
}

var errKey = errors.New("key: not an Ed25519 signing key of this log")

// NewKey draws a key for the log of this origin. The source must be cryptographically random.
func NewKey(random io.Reader, origin string) (Key, error) {
	text, _, err := note.GenerateKey(random, origin)
	if err != nil {
		return Key{}, fmt.Errorf("key: %w", err)
	}
	return ParseKey(text, origin)
}

// ParseKey reads a key that Text wrote, with or without a line end, and refuses one of another origin.
func ParseKey(text, origin string) (Key, error) {
	text = strings.TrimSuffix(text, "\n")
	signer, err := note.NewSigner(text)
	if err != nil {
		return Key{}, fmt.Errorf("key: %w", err)
	}
	if signer.Name() != origin {
		return Key{}, fmt.Errorf("%w: it is for %q, not for %q", errKey, signer.Name(), origin)
	}
	// PRIVATE+KEY+origin+id+base64; a plus sign is a digit of base64 too, so count the parts.
	parts := strings.SplitN(text, "+", 5)
	secret, err := base64.StdEncoding.DecodeString(parts[len(parts)-1])
	if err != nil || len(secret) != 1+ed25519.SeedSize {
		return Key{}, errKey
	}
	public := ed25519.NewKeyFromSeed(secret[1:]).Public().(ed25519.PublicKey)
	vkey, err := note.NewEd25519VerifierKey(origin, public)
	if err != nil {
		return Key{}, fmt.Errorf("key: %w", err)
	}
	verifier, err := ParseVerifierKey(vkey)
	if err != nil {
		return Key{}, err
	}
	return Key{Signer: signer, text: text, vkey: vkey, check: verifier}, nil
}

// Text is the secret as it is kept, one line in a file that only its owner can read (0600).
func (k Key) Text() string { return k.text + "\n" }

// VerifierKey is the public half, origin+id+base64, as /vkey serves it (without a line end).
func (k Key) VerifierKey() string { return k.vkey }

// Verifier checks what this key has signed.
func (k Key) Verifier() note.Verifier { return k.check }

// String never tells the secret.
func (k Key) String() string { return k.vkey }

// ParseVerifierKey reads a public key, with or without a line end, in its one spelling.
func ParseVerifierKey(vkey string) (note.Verifier, error) {
	vkey = strings.TrimSuffix(vkey, "\n")
	verifier, err := note.NewVerifier(vkey)
	if err != nil {
		return nil, fmt.Errorf("verifier key: %w", err)
	}
	parts := strings.SplitN(vkey, "+", 3)
	raw, err := base64.StdEncoding.DecodeString(parts[2])
	if err != nil || fmt.Sprintf("%s+%08x+%s", verifier.Name(), verifier.KeyHash(), base64.StdEncoding.EncodeToString(raw)) != vkey {
		return nil, errors.New("verifier key: not in its one spelling")
	}
	return verifier, nil
}
