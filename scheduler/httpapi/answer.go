package httpapi

import (
	"context"
	"net/http"
	"strconv"

	"github.com/quietwindow/quietwindow/scheduler/report/bounded"
)

// answer is a response, ready to be sent.
type answer struct {
	status      int
	contentType string
	// file is the name under which to save it; empty for what is to be read by programs.
	file   string
	header [2]string
	// lasting is the tag of an answer that stays the same while the program runs; empty for others.
	lasting string
	body    [][]byte
}

const (
	typeJSON    = "application/json"
	typeProblem = "application/problem+json"
)

// pages collects an answer in pieces, which unlike a bytes.Buffer never copies what it has. Memory is
// taken from a share as it grows; without one it is not counted, which is for a problem of one page.
type pages struct {
	share *share
	list  [][]byte
}

const pageSize = 32 << 10

func (p *pages) Write(b []byte) (int, error) {
	written := len(b)
	for len(b) > 0 {
		last := len(p.list) - 1
		if last < 0 || len(p.list[last]) == cap(p.list[last]) {
			if p.share != nil {
				if err := p.share.take(pageSize); err != nil {
					return 0, err
				}
			}
			p.list = append(p.list, make([]byte, 0, pageSize))
			last++
		}
		n := min(len(b), cap(p.list[last])-len(p.list[last]))
		p.list[last] = append(p.list[last], b[:n]...)
		b = b[n:]
	}
	return written, nil
}

// page returns where an answer is written to: it takes Options.MaxAnswer bytes, while the context lasts.
func (v *visit) page(ctx context.Context) (*bounded.Writer, *pages) {
	p := &pages{share: v.share}
	return bounded.NewWriter(ctx, p, v.opts.MaxAnswer), p
}

// inJSON returns an answer of 200 in JSON.
func (v *visit) inJSON(ctx context.Context, doc any) (*answer, error) {
	w, p := v.page(ctx)
	if err := bounded.JSON(w, doc); err != nil {
		return nil, err
	}
	return &answer{status: http.StatusOK, contentType: typeJSON, body: p.list}, nil
}

// problem returns a problem as a response. One that says too much, such as what takes the time away from
// thousands of regions, is held to Options.MaxAnswer as all answers are.
func (v *visit) problem(p *Problem) *answer {
	w, out := v.page(context.Background())
	err := bounded.JSON(w, p)
	for _, shorter := range []func(){
		func() { p = problemOf("", err) },
		func() { p = newProblem(TypeInternal, "") }, // a value that JSON cannot hold: those were turned into text before
	} {
		if err == nil {
			break
		}
		shorter()
		out = &pages{} // there is always memory to say that there is none
		err = bounded.JSON(out, p)
	}
	return &answer{status: p.Status, contentType: typeProblem, header: p.header, body: out.list}
}

func (a *answer) size() int {
	n := 0
	for _, piece := range a.body {
		n += len(piece)
	}
	return n
}

// lastingAge is for how long clients may keep what does not change: an hour, since a new version of the
// program may know more.
const lastingAge = "max-age=3600"

// send writes a response.
func (a *answer) send(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Cache-Control", "no-store")
	h.Set("X-Content-Type-Options", "nosniff")
	if a.lasting != "" {
		h.Set("Cache-Control", lastingAge)
		h.Set("ETag", a.lasting)
		if matches(r.Header.Get("If-None-Match"), a.lasting) {
			w.WriteHeader(http.StatusNotModified)
			return
		}
	}
	h.Set("Content-Type", a.contentType)
	h.Set("Content-Length", strconv.Itoa(a.size()))
	if a.file != "" {
		h.Set("Content-Disposition", `attachment; filename="`+a.file+`"`)
		// What names of a plan stand in a page or a picture runs nothing, even when it is opened here.
		h.Set("Content-Security-Policy", "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:")
	}
	if a.header[0] != "" {
		h.Set(a.header[0], a.header[1])
	}
	w.WriteHeader(a.status)
	if r.Method == http.MethodHead {
		return
	}
	for _, piece := range a.body {
		if _, err := w.Write(piece); err != nil {
			drop(r.Context())
			return
		}
	}
}
