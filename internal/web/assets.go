package web

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"net/http"
	"strings"
	"time"

	"huying/internal/web/casepage"
	"huying/internal/web/centre"
	"huying/internal/web/department"
	"huying/internal/web/entrance"
	"huying/internal/web/face"
	"huying/internal/web/inbox"
	"huying/internal/web/manual"
	"huying/internal/web/muster"
	"huying/internal/web/notice"
	"huying/internal/web/patrol"
	"huying/internal/web/post"
	"huying/internal/web/precedent"
	"huying/internal/web/proof"
	"huying/internal/web/register"
	"huying/internal/web/ruling"
	"huying/internal/web/supervision"
	"huying/internal/web/township"
)

//go:embed static/huying.js
var script string

//go:embed static/mark.svg
var mark string

// asset is one file of this build, under an address that changes with its content.
type asset struct {
	path, kind string
	body       []byte
}

func newAsset(name, kind string, parts ...string) asset {
	body := []byte(strings.Join(parts, "\n"))
	sum := sha256.Sum256(body)
	stem, ending, _ := strings.Cut(name, ".")
	return asset{"/static/" + stem + "." + hex.EncodeToString(sum[:6]) + "." + ending, kind, body}
}

var (
	styleFile = newAsset("huying.css", "text/css; charset=utf-8", face.Style, casepage.Style, centre.Style, department.Style,
		entrance.Style, inbox.Style, manual.Style, muster.Style, notice.Style, patrol.Style, post.Style, precedent.Style,
		proof.Style, register.Style, ruling.Style, supervision.Style, township.Style)
	scriptFile = newAsset("huying.js", "text/javascript; charset=utf-8", script)
	markFile   = newAsset("mark.svg", "image/svg+xml", mark)

	assets = face.Assets{Style: styleFile.path, Script: scriptFile.path, Mark: markFile.path}
)

// ServeHTTP serves the file for ever: another content would have another address.
func (a asset) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", a.kind)
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(a.body))
}
