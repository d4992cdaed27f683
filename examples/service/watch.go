package main

import (
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"log/slog"
	"net/http"
	"regexp"
	"runtime/debug"
	"time"
)

// watched gives every request an ID, writes a line about it, counts it, and turns a panic into 500.
func (a *service) watched(s settings, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		begun := time.Now()
		id := requestID(r)
		w.Header().Set("X-Request-Id", id)
		seen := &seenWriter{ResponseWriter: w, status: http.StatusOK}
		a.counts.open.Inc()
		defer func() {
			fault := recover()
			cut := fault != nil && seen.begun
			if fault != nil {
				a.log.Error("panic", "id", id, "fault", fmt.Sprint(fault), "stack", string(debug.Stack()))
				internal(seen)
			}
			took := time.Since(begun)
			a.counts.end(routeOf(r.URL.Path), seen.status, took)
			fields := []any{"id", id, "method", r.Method, "path", r.URL.Path, "status", seen.status, "bytes", seen.bytes, "took_ms", float64(took.Microseconds()) / 1000, "remote", r.RemoteAddr}
			if s.limits.Client != nil {
				fields = append(fields, "client", s.limits.Client(r))
			}
			if parent := r.Header.Get("Traceparent"); goodParent.MatchString(parent) {
				fields = append(fields, slog.String("traceparent", parent))
			}
			a.log.Info("request", fields...)
			if cut {
				// Half an answer must not look like a whole one.
				panic(http.ErrAbortHandler)
			}
		}()
		next.ServeHTTP(seen, r)
	})
}

// internal answers with 500, or counts as it where an answer has begun.
func internal(seen *seenWriter) {
	if seen.begun {
		seen.status = http.StatusInternalServerError
		return
	}
	h := seen.Header()
	h.Del("Content-Length")
	h.Del("Content-Encoding")
	h.Del("ETag")
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Type", "application/problem+json")
	seen.WriteHeader(http.StatusInternalServerError)
	_, _ = seen.Write([]byte("{\"type\": \"about:blank\", \"title\": \"Internal Server Error\", \"status\": 500}\n"))
}

// goodParent is a trace parent as in W3C Trace Context; goodID what is taken over from a proxy. Both
// stand in log lines.
var (
	goodParent = regexp.MustCompile(`^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$`)
	goodID     = regexp.MustCompile(`^[A-Za-z0-9._-]{1,64}$`)
)

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
	if !w.begun && status >= http.StatusOK {
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
