package outfile

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Write writes each file whole or not at all: beside its place first, and then all are moved to
// their places. If one cannot be written, none is moved. What a name that is no regular file stands for,
// such as /dev/null or a pipe, is written to directly. Ask [Check] before.
func Write(files []File) (err error) {
	var written []string
	defer func() {
		for _, name := range written {
			if name != "" {
				err = errors.Join(err, os.Remove(name))
			}
		}
	}()
	places := make([]string, len(files))
	for i, f := range files {
		place, mode := f.Name, fs.FileMode(0o644)
		switch info, missing := os.Stat(f.Name); {
		case missing == nil && !info.Mode().IsRegular():
			if err := os.WriteFile(f.Name, f.Text, mode); err != nil {
				return unwritable(f.Name, err)
			}
			written = append(written, "")
			continue
		case missing == nil:
			mode = info.Mode().Perm()
			if place, err = filepath.EvalSymlinks(f.Name); err != nil { // a link stays one
				return unwritable(f.Name, err)
			}
		}
		places[i] = place
		name, err := writeBeside(place, f.Text, mode)
		if name != "" {
			written = append(written, name)
		}
		if err != nil {
			return unwritable(f.Name, err)
		}
	}
	for i, name := range written {
		if name == "" {
			continue
		}
		if err := os.Rename(name, places[i]); err != nil {
			return unwritable(files[i].Name, err)
		}
		written[i] = ""
	}
	return nil
}

// unwritable names the file that was asked for, in place of the one beside it.
func unwritable(name string, err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		err = path.Err
	}
	return fmt.Errorf("%q: %w", name, err)
}

// writeBeside writes a new file in the folder of a place and returns its name, which is empty where
// there is none to remove.
func writeBeside(place string, text []byte, mode fs.FileMode) (string, error) {
	f, err := os.CreateTemp(filepath.Dir(place), ".written-*")
	if err != nil {
		return "", err
	}
	_, err = f.Write(text)
	return f.Name(), errors.Join(err, f.Chmod(mode), f.Close())
}
