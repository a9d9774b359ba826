package web

import (
	"mime"
	"net/http"
	"os"
	"time"

	"huying/internal/casework"
)

// file serves a file of a case to whoever may read the case's words. Pictures and PDF are shown,
// everything else is only saved; nothing in it runs.
func (s *Server) file(w http.ResponseWriter, r *http.Request, v visit) error {
	open := v.reader.File
	if r.URL.Query().Has("small") {
		open = v.reader.Small // 依据 P-122
	}
	body, file, err := open(r.Context(), v.who.District, casework.CaseNo(r.PathValue("no")), r.PathValue("sha256"))
	if err != nil {
		return err
	}
	return serve(w, r, body, file)
}

// serve sends a file and closes it.
func serve(w http.ResponseWriter, r *http.Request, body *os.File, file casework.File) error {
	defer body.Close()
	h := w.Header()
	way, media := "attachment", "application/octet-stream"
	if picture(file.Media) || file.Media == "application/pdf" {
		way, media = "inline", file.Media
	}
	h.Set("Content-Type", media)
	h.Set("Content-Security-Policy", "default-src 'none'; sandbox")
	h.Set("Content-Disposition", mime.FormatMediaType(way, map[string]string{"filename": file.Name}))
	h.Set("Cache-Control", "private, max-age=3600, immutable")
	http.ServeContent(w, r, "", time.Time{}, body)
	return nil
}
