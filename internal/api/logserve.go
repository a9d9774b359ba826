package api

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"strings"

	"huying/internal/access"
	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/rule"
	"huying/internal/store"
)

// Logs serves the transparency log of every district as C2SP tlog-tiles has it: checkpoint, key and
// tiles of hashes to anyone, entries only to whoever shows an auditor's token, as bearer or in the
// path, so that tools which know no headers can read too. 依据 P-06.
type Logs struct {
	Log   func(org.DistrictID) Log
	Audit func(ctx context.Context, token string) (access.Auditing, error)
	Fault func(r *http.Request, err error) // is told what went wrong inside
}

// Log is what is served of one district. A store.View is one.
type Log interface {
	Vkey(ctx context.Context) (string, error)
	Checkpoint(ctx context.Context) (store.CheckpointRow, error)
	ReadTile(ctx context.Context) ledger.ReadTile
	Leaves(ctx context.Context, from, to int64) ([][]byte, error)
}

// Mount puts the logs where the world looks for them.
func (l Logs) Mount(mux interface {
	HandleFunc(pattern string, handler func(http.ResponseWriter, *http.Request))
},
) {
	mux.HandleFunc("GET /log/{district}/{path...}", l.serve)
	mux.HandleFunc("GET /audit/{token}/log/{district}/{path...}", l.serve)
}

var errNoSuchFile = errors.New("no such file in a log")

func (l Logs) serve(w http.ResponseWriter, r *http.Request) {
	body, kind, caching, err := l.file(r)
	switch {
	case err == nil:
		w.Header().Set("Content-Type", kind)
		w.Header().Set("Cache-Control", caching)
		w.Header().Set("Content-Length", strconv.Itoa(len(body)))
		if r.Method != http.MethodHead {
			_, _ = w.Write(body) // a client that has gone is no fault of ours
		}
		return
	case errors.Is(err, errNoSuchFile) || errors.Is(err, store.ErrUnknownDistrict):
		l.refuse(w, http.StatusNotFound, "404 没有这个文件 no such file in a log")
	case rule.Is(err, rule.Unauthenticated):
		w.Header().Set("WWW-Authenticate", "Bearer")
		l.refuse(w, http.StatusUnauthorized, "401 "+err.Error()+" entries need an auditor's token")
	default:
		if l.Fault != nil {
			l.Fault(r, err)
		}
		l.refuse(w, http.StatusInternalServerError, "500 系统内部错误 internal error")
	}
}

// refuse answers in plain text: those who read logs are programs. No refusal is ever cached.
func (l Logs) refuse(w http.ResponseWriter, status int, text string) {
	w.Header().Set("Cache-Control", "no-store")
	http.Error(w, text, status)
}

const (
	plainText = "text/plain; charset=utf-8"
	octets    = "application/octet-stream"
	fresh     = "no-cache"
	forEver   = "public, max-age=31536000, immutable"
	private   = "private, max-age=31536000, immutable"
)

// file is what stands under a path of a log, with its type and how long it may be cached.
func (l Logs) file(r *http.Request) (body []byte, kind, caching string, err error) {
	ctx := r.Context()
	district, ok := parseDistrict(r.PathValue("district"))
	if !ok {
		return nil, "", "", errNoSuchFile
	}
	if err := l.mayRead(r, district, false); err != nil {
		return nil, "", "", err
	}
	log := l.Log(district)
	switch path := r.PathValue("path"); path {
	case "vkey":
		vkey, err := log.Vkey(ctx)
		return []byte(vkey + "\n"), plainText, fresh, err
	case "checkpoint":
		c, err := log.Checkpoint(ctx)
		return []byte(c.Note), plainText, fresh, err
	default:
		level, n, width, entries, ok := ledger.ParseTilePath(path)
		if !ok {
			return nil, "", "", errNoSuchFile
		}
		if err := l.mayRead(r, district, entries); err != nil {
			return nil, "", "", err
		}
		// Only what a checkpoint covers is served; a partial tile is the beginning of a fuller one.
		c, err := log.Checkpoint(ctx)
		if err != nil {
			return nil, "", "", err
		}
		if width > ledger.TileWidth(c.Size, level, n) {
			return nil, "", "", errNoSuchFile
		}
		if !entries {
			body, err = log.ReadTile(ctx)(level, n, width)
			return body, octets, forEver, err
		}
		leaves, err := log.Leaves(ctx, n*256, n*256+int64(width))
		if err == nil && len(leaves) != width {
			err = errors.New("entries of the log are missing")
		}
		if err != nil {
			return nil, "", "", err
		}
		body, err = ledger.EncodeBundle(leaves)
		return body, octets, private, err
	}
}

// mayRead checks the token: one in the path must always be good, and for entries there must be one.
func (l Logs) mayRead(r *http.Request, district org.DistrictID, entries bool) error {
	token := r.PathValue("token")
	if token == "" {
		if !entries {
			return nil
		}
		token, _ = strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	} else if entries {
		return nil // the path was checked before
	}
	auditing, err := l.Audit(r.Context(), token)
	if err != nil {
		return err
	}
	if auditing.District != district {
		return rule.Refuse(rule.Unauthenticated, "P-80", "审计令牌不属于本区县")
	}
	return nil
}

// parseDistrict reads a district's code in its one spelling.
func parseDistrict(text string) (org.DistrictID, bool) {
	n, err := strconv.ParseInt(text, 10, 64)
	return org.DistrictID(n), err == nil && n > 0 && strconv.FormatInt(n, 10) == text
}
