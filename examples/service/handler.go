package main

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"log/slog"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/quietwindow/quietwindow/scheduler/httpapi"
)

//go:embed page
var pageFiles embed.FS

// service is everything that is served at the main address.
type service struct {
	http.Handler
	log *slog.Logger
	// standing is the gate of -gate, nil without.
	standing *standingGate
	counts   *metrics
	// ready is what /readyz says.
	ready atomic.Bool
	// pause waits while those who ask /readyz hear that it says no: time.Sleep, outside tests.
	pause func(time.Duration)
}

// newService puts the page, the API and what operations ask for together.
func newService(s settings, log *slog.Logger) (*service, error) {
	api, err := httpapi.NewHandler(s.limits)
	if err != nil {
		return nil, err
	}
	files, err := fs.Sub(pageFiles, "page")
	if err != nil {
		return nil, err
	}
	tags, err := tagsOf(files)
	if err != nil {
		return nil, err
	}
	if s.standing != nil {
		s.standing.log = log
	}
	a := &service{log: log, standing: s.standing, counts: newMetrics(), pause: time.Sleep}
	page := inPage(tags, http.FileServerFS(files))
	mux := http.NewServeMux()
	mux.HandleFunc("GET /readyz", a.readiness)
	if s.token == "" {
		mux.Handle("/", api)
		mux.Handle("GET /{$}", page)
		mux.Handle("GET /static/{file}", http.StripPrefix("/static", page))
	} else {
		// The page knows no token: there is none where one is asked for.
		mux.Handle("/", withToken(s.token, api))
		mux.Handle("/healthz", api)
	}
	a.Handler = a.watched(s, zipped(mux))
	return a, nil
}

// readiness says whether to send requests here: no longer, once the service was told to stop.
func (a *service) readiness(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	if !a.ready.Load() {
		w.WriteHeader(http.StatusServiceUnavailable)
		_, _ = w.Write([]byte("{\"status\": \"stopping\"}\n"))
		return
	}
	_, _ = w.Write([]byte("{\"status\": \"ready\"}\n"))
}

// tagsOf returns a tag for each file of the page: those change with the program only.
func tagsOf(files fs.FS) (map[string]string, error) {
	tags := make(map[string]string)
	entries, err := fs.ReadDir(files, ".")
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		text, err := fs.ReadFile(files, e.Name())
		if err != nil {
			return nil, err
		}
		sum := sha256.Sum256(text)
		tags["/"+e.Name()] = `W/"` + hex.EncodeToString(sum[:16]) + `"`
	}
	tags["/"] = tags["/index.html"]
	return tags, nil
}

// inPage sets the headers of the page and its files. Scripts, styles and requests are its own only.
func inPage(tags map[string]string, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cache-Control", "no-cache")
		if tag := tags[r.URL.Path]; tag != "" {
			// A few minutes, so that page and scripts of two versions are not mixed for long.
			h.Set("Cache-Control", "max-age=300")
			h.Set("ETag", tag)
		}
		next.ServeHTTP(w, r)
	})
}
