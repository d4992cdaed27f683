package main

import (
	"compress/gzip"
	"net/http"
	"strings"
	"sync"
)

// zipFrom is the size in bytes from which an answer is compressed: below it costs more than it saves.
const zipFrom = 1 << 10

var writers = sync.Pool{New: func() any {
	w, _ := gzip.NewWriterLevel(nil, gzip.BestSpeed) // the level is a right one
	return w
}}

// zipped compresses answers for those who take them so. What is compressed holds nothing secret that a
// stranger could add to, so its size tells nothing.
func zipped(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Add("Vary", "Accept-Encoding")
		if !takesGzip(r.Header.Get("Accept-Encoding")) || r.Method == http.MethodHead {
			next.ServeHTTP(w, r)
			return
		}
		z := &zipWriter{ResponseWriter: w}
		next.ServeHTTP(z, r)
		z.end()
	})
}

// takesGzip reads the header Accept-Encoding.
func takesGzip(accepted string) bool {
	for item := range strings.SplitSeq(accepted, ",") {
		coding, quality, _ := strings.Cut(strings.ReplaceAll(item, " ", ""), ";")
		if strings.EqualFold(coding, "gzip") {
			return strings.Trim(strings.TrimPrefix(quality, "q="), "0.") != "" || quality == ""
		}
	}
	return false
}

// zipWriter compresses one answer, if that is long enough.
type zipWriter struct {
	http.ResponseWriter
	status int
	// held is the beginning of the answer, until it is known whether more than a little comes.
	held    []byte
	decided bool
	gzip    *gzip.Writer
}

func (z *zipWriter) WriteHeader(status int) {
	if status < http.StatusOK {
		z.ResponseWriter.WriteHeader(status)
		return
	}
	if z.status == 0 {
		z.status = status
	}
}

func (z *zipWriter) Write(p []byte) (int, error) {
	if z.status == 0 {
		z.status = http.StatusOK
	}
	if !z.decided {
		if len(z.held)+len(p) < zipFrom {
			z.held = append(z.held, p...)
			return len(p), nil
		}
		if err := z.decide(true); err != nil {
			return 0, err
		}
	}
	if z.gzip != nil {
		return z.gzip.Write(p)
	}
	return z.ResponseWriter.Write(p)
}

// decide sends the head of the answer and what was held of it.
func (z *zipWriter) decide(long bool) error {
	z.decided = true
	h := z.Header()
	if long && z.status != http.StatusNotModified && z.status != http.StatusNoContent && z.status != http.StatusPartialContent && h.Get("Content-Encoding") == "" {
		h.Del("Content-Length")
		h.Set("Content-Encoding", "gzip")
		z.gzip, _ = writers.Get().(*gzip.Writer)
		z.gzip.Reset(z.ResponseWriter)
	}
	z.ResponseWriter.WriteHeader(z.status)
	var err error
	switch {
	case len(z.held) == 0:
	case z.gzip != nil:
		_, err = z.gzip.Write(z.held)
	default:
		_, err = z.ResponseWriter.Write(z.held)
	}
	z.held = nil
	return err
}

// end sends what is left.
func (z *zipWriter) end() {
	if !z.decided && z.status != 0 {
		_ = z.decide(false)
	}
	if z.gzip != nil {
		_ = z.gzip.Close()
		z.gzip.Reset(nil)
		writers.Put(z.gzip)
	}
}

// FlushError sends what there is so far.
func (z *zipWriter) FlushError() error {
	if !z.decided && z.status != 0 {
		if err := z.decide(len(z.held) >= zipFrom); err != nil {
			return err
		}
	}
	if z.gzip != nil {
		if err := z.gzip.Flush(); err != nil {
			return err
		}
	}
	return http.NewResponseController(z.ResponseWriter).Flush()
}

// Unwrap lets http.ResponseController find the connection, for its deadlines.
func (z *zipWriter) Unwrap() http.ResponseWriter { return z.ResponseWriter }
