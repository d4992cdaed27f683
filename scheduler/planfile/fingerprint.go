package planfile

import (
	"cmp"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/quietwindow/quietwindow/scheduler/internal/sums"
)

// Fingerprint returns a short text that is the same for two plans where their files say the same for the same horizon:
// the plan file whatever its blanks, the order of its keys and the form of its numbers, and all of the files that it
// names. What [Marshal] writes has the fingerprint of what was read. Corrections of [Options] are no part of it, nor what
// was changed since the plan was read. It has no meaning but to be equal or not, and is empty for a plan that was made
// in Go. Cost: proportional to the plan file; the files were summed up while they were read.
func (p *Plan) Fingerprint() string {
	if p.text.doc == nil {
		return ""
	}
	s := summer{sums.New()}
	s.plan(p.text, p.kept.request.Horizon.Start, p.kept.request.Horizon.End)
	files := p.Files()
	for _, name := range slices.Sorted(maps.Keys(files)) {
		s.Add('f', name)
		s.Add('=', files[name])
	}
	return s.String()
}

// Files returns the fingerprints of the files that the plan names, by path; nil where it names none.
func (p *Plan) Files() map[string]string {
	if len(p.sums) == 0 {
		return nil
	}
	return maps.Clone(p.sums)
}

// Zones returns the zones on whose clocks the plan or one of its iCalendar files says something, by name, each once.
// The slice is the caller's own.
func (p *Plan) Zones() []*time.Location { return slices.Clone(p.zones) }

// used remembers zones that the plan has times in.
func (r *reader) used(zones ...*time.Location) {
	for _, loc := range zones {
		if !slices.Contains(r.zones, loc) {
			r.zones = append(r.zones, loc)
		}
	}
}

func (r *reader) zonesByName() []*time.Location {
	slices.SortStableFunc(r.zones, func(a, b *time.Location) int { return cmp.Compare(a.String(), b.String()) })
	return r.zones
}

// summer sums up a plan file.
type summer struct{ *sums.Sum }

// plan sums up the keys of a plan, with the horizon in place of what the search says of it.
func (s summer) plan(v value, from, to time.Time) {
	s.Add('h', from.UTC().Format(time.RFC3339))
	s.Add('h', to.UTC().Format(time.RFC3339))
	for _, m := range byKey(v) {
		if m.key != "search" {
			s.Add('k', m.key)
			s.value(m.value)
			continue
		}
		for _, inner := range byKey(m.value) {
			if inner.key != "from" && inner.key != "to" {
				s.Add('s', inner.key)
				s.value(inner.value)
			}
		}
	}
}

func (s summer) value(v value) {
	switch v.kind() {
	case kindObject:
		s.Add('{', "")
		for _, m := range byKey(v) {
			s.Add('k', m.key)
			s.value(m.value)
		}
		s.Add('}', "")
	case kindList:
		s.Add('[', "")
		for _, item := range v.items("") {
			s.value(item)
		}
		s.Add(']', "")
	case kindString:
		s.Add('t', v.doc.str(v.node))
	case kindNumber:
		s.Add('n', shortest(string(v.doc.text(v.node))))
	default:
		s.Add('w', string(v.doc.text(v.node)))
	}
}

type keyed struct {
	key   string
	value value
}

// byKey returns the members of an object by their keys.
func byKey(v value) []keyed {
	list := make([]keyed, 0, v.size())
	for key, member := range v.members() {
		list = append(list, keyed{v.doc.str(key), member})
	}
	slices.SortFunc(list, func(a, b keyed) int { return strings.Compare(a.key, b.key) })
	return list
}

// summed is a file system that sums up every file that is read from it.
type summed struct {
	files fs.FS
	sums  map[string]string
}

type summedFile struct {
	fs.File
	sum  *sums.Sum
	keep func(*sums.Sum)
}

func (s *summed) Open(name string) (fs.File, error) {
	f, err := s.files.Open(name)
	if err != nil {
		return nil, err
	}
	return &summedFile{f, sums.New(), func(sum *sums.Sum) { s.sums[name] = sum.String() }}, nil
}

func (f *summedFile) Read(p []byte) (int, error) {
	n, err := f.File.Read(p)
	_, _ = f.sum.Write(p[:n]) // it takes everything
	return n, err
}

func (f *summedFile) Close() error {
	f.keep(f.sum)
	return f.File.Close()
}
