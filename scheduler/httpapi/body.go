package httpapi

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"mime"
	"mime/multipart"
	"net/http"
	"os"
	"strings"
	"time"
)

// readBody reads a body, whatever its type: JSON as it is, or a form with its files.
func (h *handler) readBody(w http.ResponseWriter, r *http.Request) ([]byte, memory, *Problem) {
	if encoding := r.Header.Get("Content-Encoding"); encoding != "" && encoding != "identity" {
		return nil, nil, mediaProblem(Fault{Header: "Content-Encoding", Value: encoding, Expected: "none: a body that is not compressed"})
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
		return nil, nil, mediaProblem(fault)
	case hasCharset && !strings.EqualFold(charset, "utf-8"):
		return nil, nil, mediaProblem(Fault{Header: "Content-Type", Value: given, Expected: "text in UTF-8"})
	case r.ContentLength > h.opts.MaxBody:
		// Refused before it is read, so that a client that waits for 100 Continue does not send it.
		return nil, nil, h.tooLarge()
	}
	// Where the server knows no deadlines (a test recorder), there is none.
	control := http.NewResponseController(w)
	_ = control.SetReadDeadline(time.Now().Add(h.opts.BodyTimeout))
	body := http.MaxBytesReader(w, r.Body, h.opts.MaxBody)
	data, files, problem := h.readKind(body, kind, parameters["boundary"])
	if problem != nil {
		// The deadline stays: the server reads what is left of the body before it closes.
		return nil, nil, problem
	}
	_ = control.SetReadDeadline(time.Time{})
	return data, files, nil
}

// readKind reads a body to its end: only then does the server notice a client that goes away.
func (h *handler) readKind(body io.Reader, kind, boundary string) ([]byte, memory, *Problem) {
	if kind == typeForm {
		data, files, problem := h.readForm(body, boundary)
		if problem != nil {
			return nil, nil, problem
		}
		if _, err := io.Copy(io.Discard, body); err != nil {
			return nil, nil, h.unread(err)
		}
		return data, files, nil
	}
	data, err := io.ReadAll(body)
	if err != nil {
		return nil, nil, h.unread(err)
	}
	return data, nil, nil
}

const typeForm = "multipart/form-data"

func mediaProblem(fault Fault) *Problem {
	p := newProblem(TypeMediaType, fmt.Sprintf("%s: expected %s", fault.Header, fault.Expected), fault)
	p.header = [2]string{"Accept-Post", typeJSON + ", " + typeForm}
	return p
}

func (h *handler) tooLarge() *Problem {
	return newProblem(TypeLargeBody, fmt.Sprintf("A body has at most %d bytes here, files included.", h.opts.MaxBody))
}

// unread turns the error of a body that could not be read into a problem.
func (h *handler) unread(err error) *Problem {
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return h.tooLarge()
	case errors.Is(err, os.ErrDeadlineExceeded):
		p := newProblem(TypeSlowBody, fmt.Sprintf("The body must arrive within %s.", h.opts.BodyTimeout))
		p.header = [2]string{"Connection", "close"}
		return p
	}
	return newProblem(TypeInvalidRequest, fmt.Sprintf("The body cannot be read: %v.", err))
}

// maxParts is the most parts of a form. A plan names at most some files a region.
const maxParts = 1_000

// readForm reads a form: the part "plan", and the files by name. Nothing is put on the disk.
func (h *handler) readForm(body io.Reader, boundary string) ([]byte, memory, *Problem) {
	form := multipart.NewReader(body, boundary)
	var plan []byte
	var faults []Fault
	files := make(memory)
	found := false
	for n := 0; ; n++ {
		part, err := form.NextRawPart()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, nil, h.unread(err)
		}
		data, err := io.ReadAll(part)
		if err != nil {
			return nil, nil, h.unread(err)
		}
		name, file := part.FormName(), fileName(part)
		switch {
		case n >= maxParts:
			return nil, nil, newProblem(TypeInvalidRequest, fmt.Sprintf("A form has at most %d parts here.", maxParts))
		case name == "plan" && !found:
			plan, found = data, true
		case name == "plan":
			faults = append(faults, Fault{Part: name, Expected: "one part of this name"})
		case name != "file":
			faults = append(faults, Fault{Part: name, Expected: `parts of the names "plan" and "file"`})
		default:
			faults = append(faults, addFile(files, Fault{Part: name}, file, string(data))...)
		}
	}
	if !found {
		faults = append(faults, Fault{Part: "plan", Expected: "a part of this name with the plan"})
	}
	if faults != nil {
		return nil, nil, newProblem(TypeInvalidRequest, "The form is wrong.", faults...)
	}
	return plan, files, nil
}

// fileName returns the name of a file as it was sent, folders included: a plan may name
// "freezes/retail.ics". Part.FileName would cut that off.
func fileName(part *multipart.Part) string {
	_, parameters, err := mime.ParseMediaType(part.Header.Get("Content-Disposition"))
	if err != nil {
		return ""
	}
	return parameters["filename"]
}

// addFile adds a file, or returns what is wrong with its name, in the place of the fault given.
func addFile(files memory, fault Fault, name, text string) []Fault {
	fault.Value = name
	if !fs.ValidPath(name) || name == "." {
		fault.Expected = "the name of a file as in the plan, with slashes and without .. in it"
		return []Fault{fault}
	}
	if _, again := files[name]; again {
		fault.Expected = "each file once"
		return []Fault{fault}
	}
	files[name] = text
	return nil
}
