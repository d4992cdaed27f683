package httpapi

import (
	"fmt"
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"time"
)

// memory is the files that came with a request, by the names that the plan has for them.
type memory map[string]string

// opener opens the files of one request, and keeps in mind which.
type opener struct {
	files  memory
	opened map[string]bool
}

// Open opens a file for reading. There are no folders.
func (o *opener) Open(name string) (fs.File, error) {
	o.opened[name] = true
	text, ok := o.files[name]
	if !ok {
		return nil, &fs.PathError{Op: "open", Path: name, Err: errNotSent}
	}
	return &memoryFile{Reader: strings.NewReader(text), name: path.Base(name), size: int64(len(text))}, nil
}

// unopened returns warnings about the files that were sent and not asked for.
func (o *opener) unopened() []string {
	var list []string
	for _, name := range slices.Sorted(maps.Keys(o.files)) {
		if !o.opened[name] {
			list = append(list, fmt.Sprintf("The file %q came with the request, and the plan does not name it.", name))
		}
	}
	return list
}

// notSent is the error of a file that the plan names and the request does not hold.
type notSent struct{}

func (notSent) Error() string        { return "the request does not hold this file" }
func (notSent) Is(target error) bool { return target == fs.ErrNotExist }

var errNotSent = notSent{}

// memoryFile is an open file, and what is known about it.
type memoryFile struct {
	io.Reader
	name string
	size int64
}

func (f *memoryFile) Stat() (fs.FileInfo, error) { return f, nil }
func (f *memoryFile) Close() error               { return nil }
func (f *memoryFile) Name() string               { return f.name }
func (f *memoryFile) Size() int64                { return f.size }
func (f *memoryFile) Mode() fs.FileMode          { return 0o444 }
func (f *memoryFile) ModTime() time.Time         { return time.Time{} }
func (f *memoryFile) IsDir() bool                { return false }
func (f *memoryFile) Sys() any                   { return nil }
