package httpapi

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"mime"
	"mime/multipart"
)

// maxParts is the most parts of a form. A plan names at most some files a region.
const maxParts = 1_000

// form is a form while it is read.
type form struct {
	reader *multipart.Reader
	parts  int
	plan   []byte
	found  bool
	files  memory
	faults []Fault
}

func newForm(body io.Reader, boundary string) *form {
	return &form{reader: multipart.NewReader(body, boundary), files: make(memory)}
}

// next reads one part, and reports whether there was one.
func (f *form) next() (bool, *Problem) {
	part, err := f.reader.NextRawPart()
	if errors.Is(err, io.EOF) {
		return false, nil
	}
	if err != nil {
		return false, newProblem(TypeInvalidRequest, fmt.Sprintf("The form cannot be read: %v.", err))
	}
	if f.parts++; f.parts > maxParts {
		return false, newProblem(TypeInvalidRequest, fmt.Sprintf("A form has at most %d parts here.", maxParts))
	}
	data, err := io.ReadAll(part)
	if err != nil {
		return false, newProblem(TypeInvalidRequest, fmt.Sprintf("The form cannot be read: %v.", err))
	}
	switch name := part.FormName(); {
	case name == "plan" && !f.found:
		f.plan, f.found = data, true
	case name == "plan":
		f.faults = append(f.faults, Fault{Part: name, Expected: "one part of this name"})
	case name != "file":
		f.faults = append(f.faults, Fault{Part: name, Expected: `parts of the names "plan" and "file"`})
	default:
		f.faults = append(f.faults, addFile(f.files, Fault{Part: name}, fileName(part), string(data))...)
	}
	return true, nil
}

// end returns what was read, or everything that is wrong with it.
func (f *form) end() ([]byte, memory, *Problem) {
	if !f.found {
		f.faults = append(f.faults, Fault{Part: "plan", Expected: "a part of this name with the plan"})
	}
	if f.faults != nil {
		return nil, nil, newProblem(TypeInvalidRequest, "The form is wrong.", f.faults...)
	}
	return f.plan, f.files, nil
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
