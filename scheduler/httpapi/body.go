package httpapi

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"os"
	"strings"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
)

const typeForm = "multipart/form-data"

// bodyKind returns the type of a body and the boundary of a form, or why it is not taken; nothing of it
// is read.
func (h *handler) bodyKind(r *http.Request) (kind, boundary string, problem *Problem) {
	if encoding := r.Header.Get("Content-Encoding"); encoding != "" && encoding != "identity" {
		return "", "", mediaProblem(Fault{Header: "Content-Encoding", Value: encoding, Expected: "none: a body that is not compressed"})
	}
	given := r.Header.Get("Content-Type")
	kind, parameters, err := mime.ParseMediaType(given)
	charset, hasCharset := parameters["charset"]
	switch {
	case err != nil || kind != typeJSON && kind != typeForm:
		fault := Fault{Header: "Content-Type", Expected: typeJSON + " or " + typeForm}
		if given != "" {
			fault.Value = given
		}
		return "", "", mediaProblem(fault)
	case hasCharset && !strings.EqualFold(charset, "utf-8"):
		return "", "", mediaProblem(Fault{Header: "Content-Type", Value: given, Expected: "text in UTF-8"})
	case r.ContentLength > h.opts.MaxBody:
		// Refused before it is read, so that a client that waits for 100 Continue does not send it.
		return "", "", h.tooLarge()
	}
	return kind, parameters["boundary"], h.siteProblem(r, kind)
}

// firstRead is how much room a body gets at first; it doubles as bytes come in, so that a client that
// announces a large body and sends none holds next to nothing.
const firstRead = 4 << 10

// readBody reads a body to its end: only then does the server notice a client that goes away.
func (v *visit) readBody() ([]byte, *Problem) {
	// Where the server knows no deadlines (a test recorder), there is none.
	_ = v.control.SetReadDeadline(time.Now().Add(v.opts.BodyTimeout))
	v.share.slow(func() { _ = v.control.SetReadDeadline(past) })
	body, err := v.readAll()
	v.share.quick()
	if err != nil {
		// The deadline stays: what is left of the body is not waited for.
		return nil, v.unread(err)
	}
	_ = v.control.SetReadDeadline(time.Time{})
	return body, nil
}

func (v *visit) readAll() ([]byte, error) {
	most := v.opts.MaxBody + 1
	if v.r.ContentLength >= 0 {
		most = min(most, v.r.ContentLength+1) // one more, to see the end
	}
	var body []byte
	for {
		if len(body) == cap(body) {
			if int64(len(body)) > v.opts.MaxBody {
				return nil, errTooLarge
			}
			size := min(most, max(firstRead, 2*int64(cap(body))))
			if err := v.share.take(size - int64(cap(body))); err != nil {
				return nil, err
			}
			body = append(make([]byte, 0, size), body...)
		}
		n, err := v.r.Body.Read(body[len(body):cap(body)])
		body = body[:len(body)+n]
		if err == io.EOF {
			if int64(len(body)) > v.opts.MaxBody {
				return nil, errTooLarge
			}
			return body, nil
		}
		if err != nil {
			return nil, err
		}
	}
}

var errTooLarge = errors.New("the body is too large")

func mediaProblem(fault Fault) *Problem {
	p := newProblem(TypeMediaType, fmt.Sprintf("%s: expected %s", fault.Header, fault.Expected), fault)
	p.header = [2]string{"Accept-Post", typeJSON + ", " + typeForm}
	return p
}

func (h *handler) tooLarge() *Problem {
	return newProblem(TypeLargeBody, fmt.Sprintf("A body has at most %d bytes here, files included.", h.opts.MaxBody))
}

// unread turns the error of a body that could not be read into a problem.
func (v *visit) unread(err error) *Problem {
	switch {
	case errors.Is(err, errTooLarge):
		return v.tooLarge()
	case errors.Is(err, errNoRoom) || v.share.isLost():
		return problemOf("", errNoRoom)
	case errors.Is(err, os.ErrDeadlineExceeded):
		return newProblem(TypeSlowBody, fmt.Sprintf("The body must arrive within %s.", calendar.FormatDuration(v.opts.BodyTimeout)))
	}
	return newProblem(TypeInvalidRequest, fmt.Sprintf("The body cannot be read: %v.", err))
}

// readForm reads a form: the part "plan", and the files by name. Nothing is put on the disk.
func readForm(body []byte, boundary string) ([]byte, memory, *Problem) {
	form := newForm(bytes.NewReader(body), boundary)
	for {
		more, problem := form.next()
		if problem != nil {
			return nil, nil, problem
		}
		if !more {
			return form.end()
		}
	}
}
