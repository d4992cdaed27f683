package httpapi

import (
	"bytes"
	"net/http"
	"strconv"

	"github.com/quietwindow/quietwindow/scheduler/report/document"
)

// answer is a response, ready to be sent.
type answer struct {
	status      int
	contentType string
	// file is the name under which to save it; empty for what is to be read by programs.
	file   string
	header [2]string
	body   []byte
}

const (
	typeJSON    = "application/json"
	typeProblem = "application/problem+json"
)

// inJSON returns an answer of 200 in JSON.
func inJSON(doc any) (*answer, error) {
	var b bytes.Buffer
	if err := document.Encode(&b, doc); err != nil {
		return nil, err
	}
	return &answer{status: http.StatusOK, contentType: typeJSON, body: b.Bytes()}, nil
}

// answer returns the problem as a response.
func (p *Problem) answer() *answer {
	var b bytes.Buffer
	if err := document.Encode(&b, p); err != nil {
		// A value that JSON cannot hold: report has turned those into text before.
		b.Reset()
		b.WriteString("{}\n")
	}
	return &answer{status: p.Status, contentType: typeProblem, header: p.header, body: b.Bytes()}
}

// send writes a response. That the client does not take it is no concern of ours.
func (a *answer) send(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Type", a.contentType)
	h.Set("Content-Length", strconv.Itoa(len(a.body)))
	h.Set("Cache-Control", "no-store")
	h.Set("X-Content-Type-Options", "nosniff")
	if a.file != "" {
		h.Set("Content-Disposition", `attachment; filename="`+a.file+`"`)
		// What names of a plan stand in a page or a picture runs nothing, even when it is opened here.
		h.Set("Content-Security-Policy", "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:")
	}
	if a.header[0] != "" {
		h.Set(a.header[0], a.header[1])
	}
	w.WriteHeader(a.status)
	if r.Method != http.MethodHead {
		w.Write(a.body)
	}
}
