// Package outfile writes the files of the examples, and sees to it that none is written over what somebody
// else has written: a plan, first of all.
package outfile

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/quietwindow/quietwindow/scheduler"
)

// File is a file to be written.
type File struct {
	// Flag is what asked for it, such as "-html".
	Flag, Name string
	Form       Form
	Text       []byte
}

// Check returns what speaks against writing the files, by their flags; nil if nothing does. A file that is
// there already is replaced only if it is empty or of the form that is to be written. One that reads as a
// plan is none of these. With force both are replaced. A name that ends in .json is for JSON, and no file
// is written twice, whatever force says. Text is looked at only where a form needs it.
func Check(files []File, force bool) scheduler.FieldErrors {
	var faults scheduler.FieldErrors
	fault := func(f File, expected string) {
		faults = append(faults, &scheduler.FieldError{Path: f.Flag, Value: f.Name, Expected: expected})
	}
	var there []fs.FileInfo
	var whose []string
next:
	for _, f := range files {
		if !f.Form.JSON && strings.EqualFold(filepath.Ext(f.Name), ".json") {
			fault(f, "a name that does not end in .json: "+f.Form.Name+" is not JSON")
			continue
		}
		info, err := os.Stat(f.Name)
		if err != nil || !info.Mode().IsRegular() {
			continue // what cannot be read for another reason cannot be written either
		}
		for i, other := range there {
			if os.SameFile(info, other) {
				fault(f, fmt.Sprintf("a file of its own (%s writes the same)", whose[i]))
				continue next
			}
		}
		there, whose = append(there, info), append(whose, f.Flag)
		if force || info.Size() == 0 {
			continue
		}
		switch text, err := os.ReadFile(f.Name); {
		case errors.Is(err, fs.ErrPermission):
			fault(f, "a file that can be read, to see what it is; -force replaces it")
		case err != nil:
			fault(f, fmt.Sprintf("a file that can be read (%v)", err))
		case isPlan(text):
			fault(f, "another file: this one reads as a plan; -force replaces it")
		case !f.Form.is(text, f.Text):
			fault(f, "a new file, or one with "+f.Form.Name+"; this one is something else; -force replaces it")
		}
	}
	return faults
}
