package history

import (
	"fmt"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
)

// The instants that are accepted: the years 1973 to 2200, as for a horizon.
var (
	firstUnix = time.Date(1973, 1, 1, 0, 0, 0, 0, time.UTC).Unix()
	endUnix   = time.Date(2201, 1, 1, 0, 0, 0, 0, time.UTC).Unix()
)

// parseTime reads an instant as seconds since 1970: RFC 3339 (seconds may be left out, a space may
// stand for the T), with Z, UTC or an offset, or 10 digits of Unix seconds, or 13 of milliseconds.
// Text without a zone is an error unless utc says that it is in UTC.
func parseTime(text []byte, utc bool) (int64, error) {
	t, zoned, err := parseReading(text, false)
	if err == nil && !zoned && !utc {
		err = fmt.Errorf("time %s: %s", quote(string(text)), noZone)
	}
	return t, err
}

const noZone = "it has no zone, and the column is not named timestamp_utc; write it in UTC with a Z at its end, or say whose clocks it is read on (time_zone)"

// parseReading reads an instant, or what a calendar and a clock show, as if it were UTC; zoned tells which. Compact is the form
// YYYYMMDDHH or YYYYMMDDHHMM, which has no zone.
func parseReading(text []byte, compact bool) (unix int64, zoned bool, err error) {
	t, zoned, problem := scanTime(text, compact)
	if problem != "" {
		return 0, false, fmt.Errorf("time %s: %s", quote(string(text)), problem)
	}
	if t < firstUnix || t >= endUnix {
		return 0, false, fmt.Errorf("time %s: expected one of the years 1973 to 2200", quote(string(text)))
	}
	return t, zoned, nil
}

const (
	timeForm    = "expected a form such as 2026-01-05T14:00Z"
	compactForm = "expected a form such as 2026010514 (YYYYMMDDHH)"
	noSuchTime  = "there is no such date or time of day"
)

func scanTime(text []byte, compact bool) (unix int64, zoned bool, problem string) {
	if compact {
		return scanCompact(text)
	}
	if n, ok := parseDigits(text); ok && (len(text) == 10 || len(text) == 13) {
		if len(text) == 10 {
			return int64(n), true, ""
		}
		if int64(n)%1000 != 0 {
			return 0, false, "expected whole seconds"
		}
		return int64(n) / 1000, true, ""
	}
	s := scanner{text: text}
	year := s.digits(4)
	s.expect('-')
	month := s.digits(2)
	s.expect('-')
	day := s.digits(2)
	if !s.accept('T') && !s.accept('t') {
		s.expect(' ')
	}
	hour := s.digits(2)
	s.expect(':')
	minute := s.digits(2)
	second := 0
	if s.accept(':') {
		second = s.digits(2)
		if s.accept('.') && !s.zeros() {
			return 0, false, "expected whole seconds"
		}
	}
	if s.bad {
		return 0, false, timeForm
	}
	wall, ok := wallOf(year, month, day, hour, minute, second)
	if !ok {
		return 0, false, noSuchTime
	}
	offset, zoned, ok := s.zone()
	if !ok {
		return 0, false, timeForm
	}
	return wall - offset, zoned, ""
}

// scanCompact reads YYYYMMDDHH, as Google Analytics writes it, or YYYYMMDDHHMM.
func scanCompact(text []byte) (wall int64, zoned bool, problem string) {
	s := scanner{text: text}
	year, month, day, hour, minute := s.digits(4), s.digits(2), s.digits(2), s.digits(2), 0
	if len(s.text) > 0 {
		minute = s.digits(2)
	}
	if s.bad || len(s.text) > 0 {
		return 0, false, compactForm
	}
	wall, ok := wallOf(year, month, day, hour, minute, 0)
	if !ok {
		return 0, false, noSuchTime
	}
	return wall, false, ""
}

// wallOf returns a reading as seconds since 1970, as if it were UTC.
func wallOf(year, month, day, hour, minute, second int) (int64, bool) {
	date := calendar.Date{Year: year, Month: time.Month(month), Day: day}
	if !date.Valid() || hour > 23 || minute > 59 || second > 59 {
		return 0, false
	}
	return int64(date.Days())*86400 + int64(hour*3600+minute*60+second), true
}

// scanner reads a text from front to back, and remembers whether it was as expected.
type scanner struct {
	text []byte
	bad  bool
}

func (s *scanner) digits(n int) int {
	if len(s.text) < n {
		s.bad = true
		return 0
	}
	v := 0
	for _, c := range s.text[:n] {
		if c < '0' || c > '9' {
			s.bad = true
			return 0
		}
		v = v*10 + int(c-'0')
	}
	s.text = s.text[n:]
	return v
}

func (s *scanner) accept(c byte) bool {
	if len(s.text) == 0 || s.text[0] != c {
		return false
	}
	s.text = s.text[1:]
	return true
}

func (s *scanner) expect(c byte) {
	if !s.accept(c) {
		s.bad = true
	}
}

// zeros passes over digits and reports whether there were some, and all were 0.
func (s *scanner) zeros() bool {
	n, zero := 0, true
	for len(s.text) > 0 && s.text[0] >= '0' && s.text[0] <= '9' {
		zero = zero && s.text[0] == '0'
		s.text = s.text[1:]
		n++
	}
	return n > 0 && zero
}

// zone reads the rest: nothing, Z, UTC, or an offset such as +05:30, +0530 or +00.
func (s *scanner) zone() (offset int64, zoned, ok bool) {
	if len(s.text) == 0 {
		return 0, false, true
	}
	s.accept(' ')
	switch string(s.text) {
	case "Z", "z", "UTC":
		return 0, true, true
	}
	sign := int64(1)
	if s.accept('-') {
		sign = -1
	} else {
		s.expect('+')
	}
	hours := s.digits(2)
	minutes := 0
	if len(s.text) > 0 {
		s.accept(':')
		minutes = s.digits(2)
	}
	if s.bad || len(s.text) > 0 || hours > 23 || minutes > 59 {
		return 0, false, false
	}
	return sign * int64(hours*3600+minutes*60), true, true
}
