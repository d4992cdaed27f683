package audience

import (
	"fmt"
	"strings"
)

// Row says where a customer is, or several who are at one place. Whatever is not known is empty; space around a
// text and its case do not matter.
type Row struct {
	// TimeZone is the name of an IANA zone, an old name of one (US/Eastern), or of a Windows zone ("W. Europe
	// Standard Time"). UTC, GMT and the zones of Etc are no places: they count only where nothing else is known.
	TimeZone string
	// Subdivision is an ISO 3166-2 code ("US-HI"); or, where a country is given, the part after its hyphen or the
	// English or local name ("HI", "Hawaii").
	Subdivision string
	// Country is an ISO 3166-1 code of two or three letters, an alias such as UK, or the English name.
	Country string
	// IPCountry is the country that an address was found to be in. It is used where no better is known.
	IPCountry string
	// Offset is how far a clock was ahead of UTC: "+05:30", "-0800", "UTC+2", "Z". What JavaScript's
	// getTimezoneOffset gives becomes one by [BrowserOffset].
	Offset string
	// Tier is a key of Options.Tiers.
	Tier string
	// Seats is how many customers the row stands for, in whole thousandths. 0 means 1; a row that stands for none
	// has Nobody.
	Seats float64
	// Nobody says that the row stands for no customer: an account without seats. It is counted as a row.
	Nobody bool
	// Line is where the row was read, counted from 1; 0 where there are no lines.
	Line int
}

// where is what a row says of its place, and of its kind of use.
type where struct{ zone, subdivision, country, ip, offset, tier string }

func (r *Row) where() where {
	return where{r.TimeZone, r.Subdivision, r.Country, r.IPCountry, r.Offset, r.Tier}
}

// clone returns the same with texts of its own: those of a row may be parts of a buffer.
func (w where) clone() where {
	return where{strings.Clone(w.zone), strings.Clone(w.subdivision), strings.Clone(w.country), strings.Clone(w.ip), strings.Clone(w.offset), strings.Clone(w.tier)}
}

// RowError is one thing wrong with a row that cannot be counted at all. A sequence of rows may give several and go on;
// [Collect] gathers them.
type RowError struct {
	// Line counts from 1; it is 0 where there are no lines, or where the fault is of the whole.
	Line int
	// Problem says what was found and what was expected, without a full stop.
	Problem string
}

// Error names the line, if there is one.
func (e *RowError) Error() string {
	if e.Line == 0 {
		return e.Problem
	}
	return fmt.Sprintf("line %d: %s", e.Line, e.Problem)
}

// RowsError reports rows that cannot be counted: at most [MaxFaults] in full, in the order of the rows, and the number of
// those that followed.
type RowsError struct {
	Faults []RowError
	More   int
}

// Error lists the faults, one a line. Its form is for people and may change.
func (e *RowsError) Error() string {
	lines := make([]string, 0, len(e.Faults)+1)
	for _, f := range e.Faults {
		lines = append(lines, f.Error())
	}
	if e.More > 0 {
		lines = append(lines, fmt.Sprintf("and %d more problems", e.More))
	}
	return strings.Join(lines, "\n")
}

// quote shows a piece of a row in a message, cut so that the message stays readable.
func quote(s string) string {
	if short := shorten(s); short != s {
		return fmt.Sprintf("%q (cut)", short)
	}
	return fmt.Sprintf("%q", s)
}

// shorten cuts a text to 60 bytes, and makes it sound UTF-8.
func shorten(s string) string {
	return strings.ToValidUTF8(s[:min(len(s), 60)], "\uFFFD")
}
