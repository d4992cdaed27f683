package planfile

import (
	"regexp"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
)

// rfc3339 is the form in whole seconds. time.Parse alone takes fractions, commas and hours of one
// digit as well.
var (
	rfc3339  = regexp.MustCompile(`^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$`)
	dateOnly = regexp.MustCompile(`^[0-9]{4}-[0-9]{2}-[0-9]{2}$`)
	// What is recognised only to say why it is refused.
	withoutOffset = regexp.MustCompile(`^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2})?$`)
	withDecimals  = regexp.MustCompile(`:[0-9]{2}[.,][0-9]+(?:Z|[+-])`)
)

// parseInstant reads an instant, and otherwise says why it is none, if more can be said than that
// it is not written as one.
func parseInstant(s string) (t time.Time, why string, ok bool) {
	if len(s) > maxShown {
		return t, "", false
	}
	if rfc3339.MatchString(s) {
		t, err := time.Parse(time.RFC3339, s)
		return t, "there is no such date or time of day", err == nil
	}
	switch {
	case dateOnly.MatchString(s):
		return t, "a date alone is no instant", false
	case withoutOffset.MatchString(s):
		return t, "the offset is missing: Z for UTC, or one such as +01:00", false
	case withDecimals.MatchString(s):
		return t, "instants are whole seconds", false
	}
	return t, "", false
}

// instant reads an instant.
func (r *reader) instant(v value) (time.Time, bool) {
	s, ok := r.text(v)
	if !ok {
		return time.Time{}, false
	}
	t, why, ok := parseInstant(s)
	switch {
	case !ok:
		r.wrong(v, v.expected+aside(why))
	case t.IsZero(): // what Go programs write for a time that nobody set: it would count as a key that is not there
		r.wrong(v, v.expected+" (that is what a program writes that set no time)")
		return t, false
	}
	return t, ok
}

// whyNoReading says why a text that is no reading of a clock is none, if that can be told.
func whyNoReading(s string) string {
	if len(s) <= maxShown && withoutOffset.MatchString(s) && s[10] == 'T' {
		return "there is no such date or time of day"
	}
	return ""
}

const aDate = "a date written YYYY-MM-DD"

// parseDate reads a local date, and otherwise says why it is none.
func parseDate(s string) (d calendar.Date, why string, ok bool) {
	d, err := calendar.ParseDate(s)
	if err == nil {
		return d, "", true
	}
	if dateOnly.MatchString(s) {
		return d, "there is no such day", false
	}
	return d, "", false
}
