package commandline

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/quietwindow/quietwindow/calendar/national"
	"github.com/quietwindow/quietwindow/scheduler"
)

// found is what was found, in words or already in quotes: it is printed as it is.
type found string

// Corrections reads the file of an option -corrections. The error is scheduler.FieldErrors: the file, or every fault in it with
// its line.
func Corrections(name string) (*national.Corrections, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, unreadable(name, err)
	}
	defer file.Close()
	read, err := national.ReadCorrections(file)
	var bad national.CorrectionErrors
	if err != nil && !errors.As(err, &bad) {
		return nil, unreadable(name, err)
	}
	var faults scheduler.FieldErrors
	for _, fault := range bad {
		path := fmt.Sprintf("-corrections: %s, line %d", name, fault.Line)
		if fault.Column != "" {
			path += ", " + fault.Column
		}
		faults = append(faults, &scheduler.FieldError{Path: path, Value: found(fault.Value), Expected: fault.Expected, Cause: fault.Err})
	}
	if faults != nil {
		return nil, faults
	}
	return read, nil
}

func unreadable(name string, err error) error {
	var at *fs.PathError
	if errors.As(err, &at) {
		err = at.Err // the name is said before it
	}
	return scheduler.FieldErrors{{Path: "-corrections", Value: name, Expected: fmt.Sprintf("a file of corrections that can be read (%v)", err)}}
}
