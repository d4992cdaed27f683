package main

import (
	"crypto/rand"
	"embed"
	"encoding/hex"
	"io/fs"
	"log/slog"
	"net/http"
	"regexp"
	"time"

	"github.com/quietwindow/quietwindow/scheduler/httpapi"
)

//go:embed page
var pageFiles embed.FS

// newHandler returns everything that is served: the page, the API, and metrics if they are wanted.
func newHandler(s settings, log *slog.Logger) (http.Handler, error) {
	api, err := httpapi.NewHandler(s.limits)
	if err != nil {
		return nil, err
	}
	files, err := fs.Sub(pageFiles, "page")
	if err != nil {
		return nil, err
	}
	page := inPage(http.FileServerFS(files))
	mux := http.NewServeMux()
	mux.Handle("/", api)
	mux.Handle("GET /{$}", page)
	mux.Handle("GET /static/{file}", http.StripPrefix("/static", page))
	counts := newMetrics()
	if s.metrics {
		mux.Handle("GET /metrics", counts)
	}
	return watched(mux, counts, log), nil
}

// inPage sets the headers of the page and its files. Scripts, styles and requests are its own only.
func inPage(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cache-Control", "no-cache")
		next.ServeHTTP(w, r)
	})
}

// watched gives every request an ID, writes a line about it, and counts it.
func watched(next http.Handler, counts *metrics, log *slog.Logger) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		begun := time.Now()
		id := requestID(r)
		w.Header().Set("X-Request-Id", id)
		seen := &seenWriter{ResponseWriter: w, status: http.StatusOK}
		counts.begin()
		defer func() {
			took := time.Since(begun)
			counts.end(routeOf(r.URL.Path), seen.status, took)
			log.Info("request", "id", id, "method", r.Method, "path", r.URL.Path, "status", seen.status, "bytes", seen.bytes, "took", took)
		}()
		next.ServeHTTP(seen, r)
	})
}

// goodID is what is taken over from a proxy: it stands in log lines.
var goodID = regexp.MustCompile(`^[A-Za-z0-9._-]{1,64}$`)

// requestID returns the ID that a proxy gave the request, or a new one.
func requestID(r *http.Request) string {
	if id := r.Header.Get("X-Request-Id"); goodID.MatchString(id) {
		return id
	}
	var b [8]byte
	rand.Read(b[:]) // never fails
	return hex.EncodeToString(b[:])
}

// seenWriter remembers what was answered.
type seenWriter struct {
	http.ResponseWriter
	status, bytes int
	begun         bool
}

func (w *seenWriter) WriteHeader(status int) {
	if !w.begun {
		w.status, w.begun = status, true
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *seenWriter) Write(p []byte) (int, error) {
	w.begun = true
	n, err := w.ResponseWriter.Write(p)
	w.bytes += n
	return n, err
}

// Unwrap lets http.ResponseController find the connection, for its deadlines.
func (w *seenWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }
