package planfile

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/calendar/national"
	"github.com/quietwindow/quietwindow/scheduler"
)

// MaxCorrectionBytes is the most that a file of day_corrections may hold.
const MaxCorrectionBytes = 1 << 20

const aCorrectionFile = "the path of a CSV file with the columns code,date,op,name,scope,source, with slashes and inside the folder that the program reads from"

// corrections reads the file that corrects the built-in days. One that the caller gives holds in its place.
func (r *reader) corrections(plan *object) *national.Corrections {
	v, ok := plan.get("day_corrections")
	if !ok {
		return r.opts.Corrections
	}
	path, ok := r.text(v)
	switch {
	case !ok || r.full():
		return nil
	case r.opts.Corrections != nil:
		return r.opts.Corrections
	case r.opts.Files == nil:
		r.wrong(v, "no file: this program does not read the files that a plan names; list the days by date in extra_holidays and working_days")
		return nil
	case !fs.ValidPath(path) || path == ".":
		r.wrong(v, aCorrectionFile)
		return nil
	}
	data, err := readAtMost(r.opts.Files, path, MaxCorrectionBytes+1)
	switch {
	case err != nil:
		r.wrong(v, aCorrectionFile+aside(err.Error()))
		return nil
	case len(data) > MaxCorrectionBytes:
		r.wrong(v, fmt.Sprintf("a file of at most %d MiB", MaxCorrectionBytes>>20))
		return nil
	}
	read, err := national.ReadCorrections(bytes.NewReader(data))
	var bad national.CorrectionErrors
	switch {
	case err == nil:
		return read
	case !errors.As(err, &bad):
		r.wrong(v, aCorrectionFile+aside(err.Error()))
		return nil
	}
	for _, fault := range bad {
		where := inFile(path, fault.Line)
		if fault.Column != "" {
			where += ", " + fault.Column
		}
		r.add(v.offset(), v.path(), found(fmt.Sprintf("%s: %s", where, fault.Value)), fault.Expected)
	}
	return nil
}

// workingDays reads the rest days that a plan says are worked. A date that it calls a holiday too is a fault.
func (r *reader) workingDays(o *object, region *scheduler.Region, extra []calendar.Holiday) {
	v, ok := o.get("working_days")
	if !ok {
		return
	}
	var days []calendar.WorkingDay
	for _, entry := range r.entries(v, MaxExtraHolidays, "days") {
		if r.full() {
			return
		}
		date, why, ok := parseDate(entry.key)
		switch {
		case !ok:
			r.add(entry.offset(), entry.path(), found(fmt.Sprintf("the key %q", shorten(entry.key))), aDate+aside(why))
		case slices.ContainsFunc(extra, func(h calendar.Holiday) bool { return h.Date == date }):
			r.add(entry.offset(), entry.path(), found(fmt.Sprintf("%s, which is in extra_holidays too", date)), "a date that is either a holiday or a working day")
		}
		entry.expected = "the name of the working day"
		if name, named := r.name(entry); ok && named {
			days = append(days, calendar.WorkingDay{Date: date, Name: name})
		}
	}
	list, err := calendar.NewWorkingDayList(days...)
	if err != nil {
		// Every day was checked.
		panic(err)
	}
	region.Calendar.WorkingDays = list
}

// also adds the categories of days that the plan asks for to the holidays of a source. Without one they are looked at all the same.
func (r *reader) also(v value, source *national.Source, known *sources) *national.Source {
	if !r.list(v, len(national.Categories()), "categories") {
		return source
	}
	expected := "one of " + listed(national.Categories(), "or")
	var names []string
	for _, item := range v.items(expected) {
		name, ok := r.text(item)
		switch {
		case !ok || r.full():
		case !slices.Contains(national.Categories(), name):
			why := ""
			if near, ok := nearest(name, national.Categories()); ok {
				why = fmt.Sprintf("did you mean %q?", near)
			}
			r.wrong(item, expected+aside(why))
		case slices.Contains(names, name):
			r.wrong(item, "every category once")
		default:
			names = append(names, name)
		}
	}
	if len(names) == 0 || source == nil {
		return source
	}
	slices.Sort(names)
	key := fmt.Sprintf("%s\x00also\x00%q", source.Code(), names)
	if s, ok := known.byExcept[key]; ok {
		return s
	}
	more, err := source.Also(names...)
	if err != nil {
		// Every category was checked.
		panic(err)
	}
	known.byExcept[key] = more
	return more
}
