package web

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"io/fs"
	"maps"
	"net/http"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"huying/internal/web/bell"
	"huying/internal/web/casepage"
	"huying/internal/web/centre"
	"huying/internal/web/days"
	"huying/internal/web/department"
	"huying/internal/web/entrance"
	"huying/internal/web/face"
	"huying/internal/web/handover"
	"huying/internal/web/inbox"
	"huying/internal/web/manual"
	"huying/internal/web/muster"
	"huying/internal/web/notice"
	"huying/internal/web/outgoing"
	"huying/internal/web/patrol"
	"huying/internal/web/post"
	"huying/internal/web/precedent"
	"huying/internal/web/proof"
	"huying/internal/web/register"
	"huying/internal/web/roster"
	"huying/internal/web/ruling"
	"huying/internal/web/settings"
	"huying/internal/web/slip"
	"huying/internal/web/storybook"
	"huying/internal/web/supervision"
	"huying/internal/web/township"
	"huying/internal/web/vendored"
)

//go:embed static/mark.svg
var mark string

//go:embed static/icon-192.png static/icon-512.png static/icon-maskable.png
var icons embed.FS

//go:embed static/huying.js
var entry embed.FS

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
	styleFile = newAsset("huying.css", "text/css; charset=utf-8", face.Style, bell.Style, casepage.Style, centre.Style, days.Style, department.Style,
		entrance.Style, handover.Style, inbox.Style, manual.Style, muster.Style, notice.Style, outgoing.Style, patrol.Style, post.Style, precedent.Style,
		proof.Style, register.Style, roster.Style, ruling.Style, settings.Style, slip.Style, storybook.Style, supervision.Style, township.Style)
	markFile = newAsset("mark.svg", "image/svg+xml", mark)

	// The mark in points, for a phone's home screen: small, large, and large with room to be cut round.
	iconFiles = []asset{icon("icon-192.png"), icon("icon-512.png"), icon("icon-maskable.png")}

	// The script's parts name each other (import "./face.js"), so they lie in one folder, whose address
	// changes with any of them. The first is the one that a page asks for.
	scripts = newScripts(map[string]string{"idiomorph.js": vendored.Idiomorph()}, entry, face.Scripts, casepage.Scripts, centre.Scripts, entrance.Scripts, patrol.Scripts, storybook.Scripts, township.Scripts)

	assets = face.Assets{Style: styleFile.path, Script: scripts[0].path, Mark: markFile.path, Icon: iconFiles[0].path, Story: addressOf("story.js")}
)

func icon(name string) asset {
	body, err := icons.ReadFile("static/" + name)
	if err != nil {
		panic(err)
	}
	return newAsset(name, "image/png", string(body))
}

// ServeHTTP serves the file for ever: another content would have another address. What is text goes out compressed, to
// whoever reads that.
func (a asset) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h, body, mark := w.Header(), a.body, a.path
	h.Set("Content-Type", a.kind)
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	if small, ok := packed[a.path]; ok {
		h.Add("Vary", "Accept-Encoding")
		if readsGzip(r) && r.Header.Get("Range") == "" {
			h.Set("Content-Encoding", "gzip")
			h.Set("Content-Length", strconv.Itoa(len(small)))
			body, mark = small, mark+"-gzip"
		}
	}
	h.Set("ETag", `"`+mark+`"`)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(body))
}

// packed are the files that are text, compressed once and as far as it goes, by their addresses.
var packed = pack(served())

func pack(files []asset) map[string][]byte {
	all := map[string][]byte{}
	for _, a := range files {
		if a.kind == "image/png" {
			continue
		}
		var small bytes.Buffer
		z, err := gzip.NewWriterLevel(&small, gzip.BestCompression)
		if err == nil {
			_, err = z.Write(a.body)
		}
		if err = errors.Join(err, z.Close()); err != nil {
			panic(err)
		}
		all[a.path] = small.Bytes()
	}
	return all
}

// readsGzip: the client takes gzip, and has not said that it takes it at no price (gzip;q=0).
func readsGzip(r *http.Request) bool {
	for offer := range strings.SplitSeq(r.Header.Get("Accept-Encoding"), ",") {
		name, quality, _ := strings.Cut(strings.ReplaceAll(offer, " ", ""), ";")
		if strings.EqualFold(name, "gzip") {
			return strings.Trim(strings.TrimPrefix(strings.ToLower(quality), "q="), "0.") != "" || quality == ""
		}
	}
	return false
}

// newScripts gathers scripts out of rooms, and those that others wrote after them.
func newScripts(others map[string]string, rooms ...fs.FS) []asset {
	var all []asset
	sum := sha256.New()
	for _, room := range rooms {
		err := fs.WalkDir(room, ".", func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			body, err := fs.ReadFile(room, name)
			sum.Write(body)
			all = append(all, asset{path.Base(name), "text/javascript; charset=utf-8", body})
			return err
		})
		if err != nil {
			panic(err)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(others)) {
		sum.Write([]byte(others[name]))
		all = append(all, asset{name, "text/javascript; charset=utf-8", []byte(others[name])})
	}
	folder := "/static/" + hex.EncodeToString(sum.Sum(nil)[:6]) + "/"
	for i := range all {
		all[i].path = folder + all[i].path
	}
	return all
}

// addressOf is where a script of this name lies.
func addressOf(name string) string {
	for _, a := range scripts {
		if path.Base(a.path) == name {
			return a.path
		}
	}
	panic("web: no script " + name)
}

// served are all files of this build.
func served() []asset { return slices.Concat([]asset{styleFile, markFile}, iconFiles, scripts) }
