package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// file is what is to be written under a name.
type file struct {
	name string
	text []byte
}

// writeFiles writes each file whole or not at all: beside its place first, and then all are moved to
// their places. If one cannot be written, none is moved. What a name that is no regular file stands for,
// such as /dev/null or a pipe, is written to directly.
func writeFiles(files []file) (err error) {
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
		place, mode := f.name, fs.FileMode(0o644)
		switch info, missing := os.Stat(f.name); {
		case missing == nil && !info.Mode().IsRegular():
			if err := os.WriteFile(f.name, f.text, mode); err != nil {
				return err
			}
			written = append(written, "")
			continue
		case missing == nil:
			mode = info.Mode().Perm()
			if place, err = filepath.EvalSymlinks(f.name); err != nil { // a link stays one
				return err
			}
		}
		places[i] = place
		name, err := writeBeside(place, f.text, mode)
		if name != "" {
			written = append(written, name)
		}
		if err != nil {
			return err
		}
	}
	for i, name := range written {
		if name == "" {
			continue
		}
		if err := os.Rename(name, places[i]); err != nil {
			return err
		}
		written[i] = ""
	}
	return nil
}

// writeBeside writes a new file in the folder of a place and returns its name, which is empty where
// there is none to remove.
func writeBeside(place string, text []byte, mode fs.FileMode) (string, error) {
	f, err := os.CreateTemp(filepath.Dir(place), ".suggest-*")
	if err != nil {
		return "", err
	}
	_, err = f.Write(text)
	return f.Name(), errors.Join(err, f.Chmod(mode), f.Close())
}
