package access

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"runtime"
	"strings"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"
	"golang.org/x/text/unicode/norm"

	"huying/internal/rule"
)

// cost is what one argon2id hash takes: memory in KiB, passes over it, lanes.
type cost struct {
	memory, time uint32
	lanes        uint8
}

// The cost of a new hash: 19 MiB, two passes, one lane. A stored hash may ask for up to most.
var (
	usual = cost{memory: 19 << 10, time: 2, lanes: 1}
	most  = cost{memory: 64 << 10, time: 8, lanes: 4}
)

const (
	saltBytes = 16
	keyBytes  = 32

	minPassword = 8   // characters
	maxPassword = 256 // bytes
)

// slots bounds how many passwords are hashed at once, or fifty log-ins would take a gigabyte.
var slots = make(chan struct{}, max(1, min(runtime.GOMAXPROCS(0), 4)))

// HashPassword gives the PHC string to keep for a password: salted, so no two are alike. It refuses a
// password that is too short, too long or not text, and waits its turn, or until ctx ends.
func HashPassword(ctx context.Context, password string) (string, error) {
	switch {
	case !utf8.ValidString(password):
		return "", rule.Refuse(rule.Invalid, "P-87", "密码须为有效文本").At("password")
	case utf8.RuneCountInString(password) < minPassword:
		return "", rule.Refuse(rule.Invalid, "P-88", fmt.Sprintf("密码至少 %d 位", minPassword)).At("password")
	case len(password) > maxPassword:
		return "", rule.Refuse(rule.Invalid, "P-87", fmt.Sprintf("密码不得超过 %d 字节", maxPassword)).At("password")
	}
	leave, err := enter(ctx)
	if err != nil {
		return "", err
	}
	defer leave()
	return hashPassword(password, usual), nil
}

// enter takes a slot for one hash; leave gives it back.
func enter(ctx context.Context) (leave func(), err error) {
	select {
	case slots <- struct{}{}:
		return func() { <-slots }, nil
	case <-ctx.Done():
		return nil, fmt.Errorf("wait to hash a password: %w", ctx.Err())
	}
}

func hashPassword(password string, c cost) string {
	salt := make([]byte, saltBytes)
	rand.Read(salt) // never fails, by its contract
	return phc{c, salt, c.key(password, salt, keyBytes)}.String()
}

// key normalises first: 密 typed on a phone and on a desk must be the same password.
func (c cost) key(password string, salt []byte, size uint32) []byte {
	return argon2.IDKey(norm.NFC.Bytes([]byte(password)), salt, c.time, c.memory, c.lanes, size)
}

// verifyPassword reports whether password is the one kept as stored. It takes as long for a
// login that does not exist (stored is empty): its absence cannot be timed.
func verifyPassword(password, stored string) (bool, error) {
	if stored == "" {
		verifyKey(password, nobody)
		return false, nil
	}
	kept, err := parsePHC(stored)
	if err != nil {
		return false, err
	}
	return verifyKey(password, kept), nil
}

func verifyKey(password string, kept phc) bool {
	if len(password) > maxPassword {
		password = password[:maxPassword] // as long to check as any other, and as wrong
	}
	key := kept.cost.key(password, kept.salt, uint32(len(kept.key)))
	return subtle.ConstantTimeCompare(key, kept.key) == 1
}

// nobody is what the password of a missing account is compared with; nothing hashes to zeros.
var nobody = phc{usual, make([]byte, saltBytes), make([]byte, keyBytes)}

// phc is a kept password in its public form: $argon2id$v=19$m=19456,t=2,p=1$salt$key.
type phc struct {
	cost cost
	salt []byte
	key  []byte
}

func (p phc) String() string {
	enc := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version,
		p.cost.memory, p.cost.time, p.cost.lanes, enc.EncodeToString(p.salt), enc.EncodeToString(p.key))
}

// parsePHC reads a kept password, and takes only the one spelling that String gives.
func parsePHC(s string) (phc, error) {
	parts := strings.Split(s, "$")
	if len(parts) != 6 || parts[0] != "" || parts[1] != "argon2id" {
		return phc{}, fmt.Errorf("read kept password: not an argon2id string")
	}
	var p phc
	var version int
	if _, err := fmt.Sscanf(parts[2], "v=%d", &version); err != nil || version != argon2.Version {
		return phc{}, fmt.Errorf("read kept password: version %q", parts[2])
	}
	if _, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &p.cost.memory, &p.cost.time, &p.cost.lanes); err != nil {
		return phc{}, fmt.Errorf("read kept password: cost %q: %w", parts[3], err)
	}
	if !p.cost.bearable() {
		return phc{}, fmt.Errorf("read kept password: cost %q out of bounds", parts[3])
	}
	var err error
	if p.salt, err = base64.RawStdEncoding.DecodeString(parts[4]); err != nil {
		return phc{}, fmt.Errorf("read kept password: salt: %w", err)
	}
	if p.key, err = base64.RawStdEncoding.DecodeString(parts[5]); err != nil {
		return phc{}, fmt.Errorf("read kept password: key: %w", err)
	}
	if len(p.salt) < 8 || len(p.salt) > 64 || len(p.key) < 16 || len(p.key) > 64 || p.String() != s {
		return phc{}, fmt.Errorf("read kept password: not in its one form")
	}
	return p, nil
}

// bearable: a row of the database must not be able to take the machine down.
func (c cost) bearable() bool {
	return c.time >= 1 && c.time <= most.time && c.lanes >= 1 && c.lanes <= most.lanes &&
		c.memory >= 8*uint32(c.lanes) && c.memory <= most.memory
}
