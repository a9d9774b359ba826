package access

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"strconv"
	"strings"
	"time"

	"huying/internal/org"
)

// SessionLasts is how long a log-in holds, whatever is done with it.
const SessionLasts = 12 * time.Hour

// AuditLasts is how long an auditor's token holds at most.
const AuditLasts = 30 * 24 * time.Hour

const tokenBytes = 32

// prefixes tell a person at a glance what a token is, and a scanner of leaked secrets that it is one.
var prefixes = map[Purpose]string{ForSession: "hy_", ForAudit: "hya_"}

// newToken makes a secret no one can guess: hy_370102.<43 signs of base64url>. The district says where it is
// kept. Only its hash is, so who reads the database cannot log in with what stands there.
func newToken(purpose Purpose, district org.DistrictID) (plain string, hash []byte) {
	secret := make([]byte, tokenBytes)
	rand.Read(secret) // never fails, by its contract
	plain = prefixes[purpose] + strconv.FormatInt(int64(district), 10) + "." + base64.RawURLEncoding.EncodeToString(secret)
	return plain, TokenHash(plain)
}

// TokenHash is the form in which a token is kept and looked up: SHA-256 of all of it.
func TokenHash(plain string) []byte {
	sum := sha256.Sum256([]byte(plain))
	return sum[:]
}

// readToken turns away what cannot be a token for this purpose before the database is asked.
func readToken(plain string, purpose Purpose) (org.DistrictID, []byte, bool) {
	body, ok := strings.CutPrefix(plain, prefixes[purpose])
	if !ok || len(body) > 64 {
		return 0, nil, false
	}
	place, secret, ok := strings.Cut(body, ".")
	if !ok || len(secret) != base64.RawURLEncoding.EncodedLen(tokenBytes) {
		return 0, nil, false
	}
	district, err := strconv.ParseInt(place, 10, 64)
	if err != nil || district <= 0 || strconv.FormatInt(district, 10) != place {
		return 0, nil, false
	}
	if _, err := base64.RawURLEncoding.Strict().DecodeString(secret); err != nil {
		return 0, nil, false
	}
	return org.DistrictID(district), TokenHash(plain), true
}
