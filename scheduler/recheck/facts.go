package recheck

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash"
	"io/fs"
	"slices"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler/planfile"
	"github.com/quietwindow/quietwindow/scheduler/report/document"
)

// facts gathers what the answer rests on, over the span and the time past it in which rules matter.
func (r *Record) facts(plan *planfile.Plan) error {
	span := calendar.Interval{Start: r.Span.Start.UTC(), End: r.Span.End.Add(runway).UTC()}
	r.Span = document.NewInterval(span)
	places := make(map[string]int)
	zones := make(map[string]bool)
	look := func(about Region, c calendar.Calendar) (Region, error) {
		about.TimeZone = c.Location.String()
		if !zones[about.TimeZone] {
			zones[about.TimeZone] = true
			r.Zones = append(r.Zones, zoneOf(c.Location, span))
		}
		first, last := calendar.DateOf(span.Start.In(c.Location)), calendar.DateOf(span.End.Add(-time.Second).In(c.Location))
		holidays, worked, err := c.Exceptions(first, last)
		if err != nil {
			return about, fmt.Errorf("days of %s: %w", about.Name, err)
		}
		days := Calendar{Weekend: c.Weekend, Holidays: slices.Concat([]calendar.Holiday{}, holidays), Worked: slices.Concat([]calendar.WorkingDay{}, worked)}
		text, err := json.Marshal(days)
		if err != nil {
			return about, err
		}
		place, known := places[string(text)]
		if !known {
			place = len(r.Calendars)
			places[string(text)] = place
			r.Calendars = append(r.Calendars, days)
		}
		about.Calendar = place
		return about, nil
	}
	for _, region := range plan.Planner.Regions() {
		activity, err := json.Marshal(region.Activity)
		if err != nil {
			return err
		}
		about, err := look(Region{Name: region.Name, Customers: region.Customers, Weight: cmp.Or(region.Weight, 1), Activity: sum(activity)}, region.Calendar)
		if err != nil {
			return err
		}
		r.Regions = append(r.Regions, about)
	}
	for _, crew := range plan.Request.Crew {
		about, err := look(Region{Name: crew.Name, Customers: crew.People, Weight: 1}, crew.Calendar)
		if err != nil {
			return err
		}
		r.Crews = append(r.Crews, about)
	}
	slices.SortFunc(r.Zones, func(a, b Zone) int { return cmp.Compare(a.TimeZone, b.TimeZone) })
	return nil
}

func zoneOf(loc *time.Location, span calendar.Interval) Zone {
	z := Zone{TimeZone: loc.String()}
	for stretch, offset := range calendar.Offsets(loc, span) {
		z.Offsets = append(z.Offsets, Offset{stretch.Start.UTC(), offset})
	}
	return z
}

// fingerprint returns the fingerprints of the plan with its files, of the days and of the zones.
func (r *Record) fingerprint() (document.Fingerprint, error) {
	var sums [3]string
	for i, what := range []any{[]any{r.Plan, r.Files}, []any{r.Calendars, daysOf(r.Regions), daysOf(r.Crews)}, r.Zones} {
		text, err := json.Marshal(what)
		if err != nil {
			return document.Fingerprint{}, err
		}
		sums[i] = sum(text)
	}
	return document.Fingerprint{Plan: sums[0], Days: sums[1], Zones: sums[2]}, nil
}

func daysOf(list []Region) []int {
	places := make([]int, len(list))
	for i, region := range list {
		places[i] = region.Calendar
	}
	return places
}

// sum returns the first half of a SHA-256.
func sum(text []byte) string {
	h := sha256.Sum256(text)
	return hex.EncodeToString(h[:16])
}

// hashed is a file system that keeps the sum of every file that was read from it.
type hashed struct {
	files fs.FS
	sums  map[string]string
}

type hashedFile struct {
	fs.File
	hash hash.Hash
	keep func(hash.Hash)
}

func (h *hashed) Open(name string) (fs.File, error) {
	f, err := h.files.Open(name)
	if err != nil {
		return nil, err
	}
	return &hashedFile{f, sha256.New(), func(s hash.Hash) { h.sums[name] = hex.EncodeToString(s.Sum(nil)[:16]) }}, nil
}

func (f *hashedFile) Read(p []byte) (int, error) {
	n, err := f.File.Read(p)
	f.hash.Write(p[:n])
	return n, err
}

func (f *hashedFile) Close() error {
	f.keep(f.hash)
	return f.File.Close()
}
