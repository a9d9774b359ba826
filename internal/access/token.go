package access

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"strings"
	"time"
)

const (
	sessionPrefix = "hy_"  // 登录令牌, as bearer or in the session cookie
	auditPrefix   = "hya_" // 审计令牌, as bearer or in the path

	tokenBytes = 32
)

// SessionLasts is how long a log-in holds, whatever is done with it.
const SessionLasts = 12 * time.Hour

// AuditLasts is how long an auditor's token holds unless a shorter time is asked for.
const AuditLasts = 30 * 24 * time.Hour

// newToken makes a secret no one can guess. Only its hash is kept, so who reads the database
// cannot log in with what stands there.
func newToken(prefix string) (plain, hash string) {
	secret := make([]byte, tokenBytes)
	rand.Read(secret) // never fails, by its contract
	plain = prefix + base64.RawURLEncoding.EncodeToString(secret)
	return plain, TokenHash(plain)
}

// TokenHash is the form in which a token is kept and looked up: SHA-256, hexadecimal.
func TokenHash(plain string) string {
	sum := sha256.Sum256([]byte(plain))
	return hex.EncodeToString(sum[:])
}

// wellFormed turns away what cannot be a token of ours before the database is asked.
func wellFormed(plain, prefix string) bool {
	body, ok := strings.CutPrefix(plain, prefix)
	if !ok || len(body) != base64.RawURLEncoding.EncodedLen(tokenBytes) {
		return false
	}
	_, err := base64.RawURLEncoding.DecodeString(body)
	return err == nil
}
