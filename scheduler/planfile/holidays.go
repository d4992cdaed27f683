package planfile

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/calendar/feed"
	"github.com/quietwindow/quietwindow/calendar/national"
	"github.com/quietwindow/quietwindow/scheduler"
)

// sources keeps what was looked up by code, since many regions name the same ones, and the warnings
// about them, each once.
type sources struct {
	byCode   map[string]*national.Source
	byExcept map[string]*national.Source
	warned   map[string]bool
	warnings []string
	// corrections overlay the built-in days; nil for none. Warnings are about the days from first to last; zero
	// dates where the horizon could not be read.
	corrections *national.Corrections
	first, last calendar.Date
}

func newSources(d *draft) *sources {
	first, last := horizonDates(d.req.Horizon)
	return &sources{corrections: d.corrections, first: first, last: last, byCode: make(map[string]*national.Source), byExcept: make(map[string]*national.Source), warned: make(map[string]bool)}
}

// horizonDates returns the dates that a horizon touches in any zone; zero dates for none.
func horizonDates(h calendar.Interval) (first, last calendar.Date) {
	if h.Empty() {
		return first, last
	}
	return calendar.DateOf(h.Start.UTC()).AddDays(-1), calendar.DateOf(h.End.UTC()).AddDays(1)
}

// warn keeps what the source's user should know about the horizon, with the first region that it concerns.
func (s *sources) warn(v value, source *national.Source) {
	texts := source.Warnings()
	if s.first.Valid() {
		texts = source.WarningsBetween(s.first, s.last)
	}
	for _, text := range texts {
		if !s.warned[text] {
			s.warned[text] = true
			s.warnings = append(s.warnings, v.path()+": "+text)
		}
	}
}

// holidays reads where a region's holidays are from, and the days that the plan adds.
func (r *reader) holidays(o *object, region *scheduler.Region, about *Region, known *sources) {
	var all []calendar.Holidays
	if v, ok := o.get("holidays"); ok && r.list(v, MaxCodes, "codes") {
		places := make(map[string]string)
		for _, item := range v.items(aCode + ", or an object with code or ics") {
			source, days := r.source(item, known, region.Calendar.Location)
			if days == nil {
				continue
			}
			id := source.Code + "\x00" + source.File
			if first, ok := places[id]; ok {
				r.add(item.offset(), item.path(), source.Code+source.File, fmt.Sprintf("everything once (it is %s)", first))
				continue
			}
			places[id] = item.path()
			all = append(all, days)
			about.Holidays = append(about.Holidays, source)
			if source.National != nil {
				known.warn(item, source.National)
			}
		}
	}
	var extra []calendar.Holiday
	if v, ok := o.get("extra_holidays"); ok {
		extra = r.extraHolidays(v)
		about.ExtraHolidays = len(extra)
		list, err := calendar.NewHolidayList(extra...)
		if err != nil {
			// Every day was checked.
			panic(err)
		}
		all = append(all, list)
	}
	if len(all) > 0 {
		region.Calendar.Holidays = calendar.Merge(all...)
	}
	r.workingDays(o, region, extra)
}

// source reads a code, or an object: with a code and the names of holidays that do not count, or
// with an iCalendar file. The days are nil where there is no telling them.
func (r *reader) source(v value, known *sources, loc *time.Location) (HolidaySource, calendar.Holidays) {
	if v.kind() == kindString {
		return describe(r.code(v, known))
	}
	o, ok := r.object(v, codeKeys)
	if !ok {
		return HolidaySource{}, nil
	}
	code, hasCode := o.get("code")
	file, hasFile := o.get("ics")
	except, hasExcept := o.get("except")
	also, hasAlso := o.get("also")
	flaw, hasFlaw := o.get("on_flaw")
	switch {
	case hasFile && (hasCode || hasExcept || hasAlso):
		r.add(v.offset(), v.path(), found("ics beside code, except or also"), "either code, with or without except and also, or ics")
	case hasFile:
		return r.fileHolidays(o, file, loc)
	default:
		if hasFlaw {
			r.wrong(flaw, "no on_flaw here: it goes with ics")
		}
		var source *national.Source
		switch {
		case hasCode:
			source = r.code(code, known)
		case !hasFlaw || hasExcept || hasAlso: // else it is ics that is missing
			r.missing(v, "code", aCode)
		}
		// What stands beside a code is looked at even where there is none.
		if hasAlso {
			source = r.also(also, source, known)
		}
		if hasExcept && r.list(except, MaxExcept, "names") {
			source = r.except(except, source, known)
		}
		return describe(source)
	}
	return HolidaySource{}, nil
}

// describe describes the source of a code, nil where there is none.
func describe(s *national.Source) (HolidaySource, calendar.Holidays) {
	if s == nil {
		return HolidaySource{}, nil
	}
	return HolidaySource{Code: s.Code(), National: s}, s
}

// fileHolidays reads the holidays of an iCalendar file, for a region with the clocks of loc.
func (r *reader) fileHolidays(o *object, v value, loc *time.Location) (HolidaySource, calendar.Holidays) {
	f := r.feed(v, r.onFlaw(o))
	if f == nil || !r.charge(v, f) {
		return HolidaySource{}, nil
	}
	path := v.doc.str(v.node)
	days, err := f.Holidays(feed.HolidayOptions{Source: path, Location: loc, Charge: r.walked})
	if err != nil {
		r.wrong(v, "an iCalendar file with holidays"+aside(err.Error()))
		return HolidaySource{}, nil
	}
	for _, w := range days.Warnings() {
		r.files.warnings = append(r.files.warnings, fmt.Sprintf("%s: %s: %s.", v.path(), inFile(path, w.Line), w.Text))
	}
	return HolidaySource{File: path}, days
}

// code finds the source of a code.
func (r *reader) code(v value, known *sources) *national.Source {
	code, ok := r.text(v)
	if !ok || r.full() {
		return nil
	}
	if source, ok := known.byCode[code]; ok {
		return source
	}
	source, err := known.corrections.For(code)
	if err != nil {
		why := ""
		var bad *national.CodeError
		if errors.As(err, &bad) {
			if bad.Reason != "" {
				why = bad.Reason + "; "
			}
			why += fmt.Sprintf("did you mean %s?", listed(bad.Nearest, "or"))
		}
		r.wrong(v, aCode+aside(why))
		return nil
	}
	known.byCode[code] = source
	return source
}

// except leaves out the named holidays of a source. Without one the names are looked at as far as they can be.
func (r *reader) except(v value, source *national.Source, known *sources) *national.Source {
	var names, real []string
	if source != nil {
		real = source.Names()
	}
	for _, item := range v.items("the name of a holiday") {
		name, ok := r.text(item)
		switch {
		case !ok || r.full():
		case slices.Contains(names, name):
			r.wrong(item, "every name once")
		case source == nil:
			names = append(names, name)
		case !slices.Contains(real, name):
			r.wrong(item, exceptable(name, source.Code(), real))
		default:
			names = append(names, name)
		}
	}
	if len(names) == 0 || source == nil {
		return source
	}
	slices.Sort(names)
	key := fmt.Sprintf("%s\x00%q\x00except\x00%q", source.Code(), source.Categories(), names)
	if s, ok := known.byExcept[key]; ok {
		return s
	}
	less, err := source.Except(names...)
	if err != nil {
		// Every name was checked.
		panic(err)
	}
	known.byExcept[key] = less
	return less
}

// exceptable says which names an except list may hold.
func exceptable(name, code string, real []string) string {
	if len(real) == 0 {
		return fmt.Sprintf("no name: %s has no public holidays", code)
	}
	why := ""
	if near, ok := nearest(name, real); ok {
		why = fmt.Sprintf("did you mean %q?", near)
	}
	return fmt.Sprintf("a holiday of %s%s, one of %s", code, aside(why), listed(real, "or"))
}

// extraHolidays reads the days that a plan adds.
func (r *reader) extraHolidays(v value) []calendar.Holiday {
	var days []calendar.Holiday
	for _, entry := range r.entries(v, MaxExtraHolidays, "days") {
		if r.full() {
			break
		}
		date, why, ok := parseDate(entry.key)
		if !ok {
			r.add(entry.offset(), entry.path(), found(fmt.Sprintf("the key %q", shorten(entry.key))), aDate+aside(why))
		}
		entry.expected = "the name of the holiday"
		if name, named := r.name(entry); ok && named {
			days = append(days, calendar.Holiday{Date: date, Name: name})
		}
	}
	return days
}

// usualWeekend returns the weekend of the first code, or where that is a country's of the first
// subdivision of it that is listed too: ["MY", "MY-01"] is Johor. Without codes it is Saturday and
// Sunday.
func usualWeekend(sources []HolidaySource) (weekend calendar.Weekend, of string) {
	for _, s := range sources {
		if of == "" || strings.HasPrefix(s.Code, of+"-") && !strings.Contains(of, "-") {
			of = s.Code
		}
	}
	if of == "" {
		return calendar.Weekend{}, ""
	}
	weekend, err := national.Weekend(of)
	if err != nil {
		// The code was found a moment ago, and both know the same codes.
		panic(err)
	}
	return weekend, of
}
