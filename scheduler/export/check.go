package export

import (
	"fmt"
	"net/url"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/quietwindow/quietwindow/calendar"
)

// check looks at what all targets share.
func (j *job) check() {
	m := &j.m
	j.checkNames(m.ID, m.Title)
	j.text("description", m.Description, MaxDescription)
	if m.URL != "" && !plainURL(m.URL) {
		j.fault("url", m.URL, "an absolute http or https address in ASCII of at most 2000 characters, without spaces")
	}
	j.checkWindows()
	if m.Sequence < 0 || m.Sequence > 1<<31-1 {
		j.fault("sequence", m.Sequence, "0 to 2147483647")
	}
	if m.Status > StatusCancelled {
		j.fault("status", m.Status, "confirmed, tentative or cancelled")
	}
	j.line("created_by", m.CreatedBy, 0, MaxTitle)
	if !inYears(m.Stamp) {
		j.fault("stamp", m.Stamp.UTC().Format(time.RFC3339), "when this revision was made, in the years 1970 to 2999")
	}
	if len(m.Locations) > MaxList {
		j.fault("locations", fmt.Sprintf("%d zones", len(m.Locations)), fmt.Sprintf("at most %d", MaxList))
		return
	}
	for i, loc := range m.Locations {
		path := fmt.Sprintf("locations[%d]", i)
		if loc == nil {
			j.fault(path, nil, "a zone")
		} else if _, err := calendar.LoadZone(loc.String()); err != nil {
			j.fault(path, loc.String(), "the name of a zone: "+err.Error())
		}
	}
}

// checkNames looks at what single and recurring windows are called.
func (j *job) checkNames(id, title string) {
	if !plainName(id, 40) {
		j.fault("id", id, "1 to 40 of a to z, 0 to 9 and -, a letter or digit first and last")
	}
	j.line("title", title, 1, MaxTitle)
}

func (j *job) checkWindows() {
	list := j.m.Windows
	if len(list) == 0 || len(list) > MaxWindows {
		j.fault("windows", fmt.Sprintf("%d windows", len(list)), fmt.Sprintf("1 to %d", MaxWindows))
		return
	}
	keys := make(map[string]int, len(list))
	for i, w := range list {
		path := windowPath(i)
		if w.Key != "" && !plainName(w.Key, 11) {
			j.fault(path+".key", w.Key, "1 to 11 of a to z, 0 to 9 and -, a letter or digit first and last")
		} else if first, found := keys[j.m.key(i)]; found {
			j.fault(path+".key", j.m.key(i), fmt.Sprintf("a key of its own: windows[%d] has it", first))
		}
		keys[j.m.key(i)] = i
		iv := w.Interval
		whole := true
		for _, end := range []struct {
			name string
			t    time.Time
		}{{".start", iv.Start}, {".end", iv.End}} {
			if !inYears(end.t) || end.t.Nanosecond() != 0 {
				j.fault(path+end.name, end.t.UTC().Format(time.RFC3339Nano), "a whole second of the years 1970 to 2999")
				whole = false
			}
		}
		if !whole {
			continue
		}
		if iv.Empty() || iv.End.Sub(iv.Start) > MaxWindow {
			j.fault(path+".end", rfc3339(iv.End), fmt.Sprintf("a time after the start, by at most %s", calendar.FormatDuration(MaxWindow)))
		}
		if i > 0 && iv.Start.Before(list[i-1].Interval.End) {
			j.fault(path+".start", rfc3339(iv.Start), "windows in order of time that do not overlap: not before "+rfc3339(list[i-1].Interval.End))
		}
	}
}

func windowPath(i int) string { return fmt.Sprintf("windows[%d]", i) }

// inYears reports whether t lies in years that every target can write, with room for the next ones, in
// which cron repeats itself.
func inYears(t time.Time) bool {
	y := t.UTC().Year()
	return y >= 1970 && y <= 2999
}

// plainName reports whether s has 1 to most of the letters a to z, digits and hyphens, with a letter or
// digit first and last. It is the label of RFC 1123, lower case, which every target takes in names.
func plainName(s string, most int) bool {
	if s == "" || len(s) > most || s[0] == '-' || s[len(s)-1] == '-' {
		return false
	}
	for i := range len(s) {
		if c := s[i]; (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' {
			return false
		}
	}
	return true
}

func plainURL(s string) bool {
	u, err := url.Parse(s)
	if err != nil || len(s) > 2000 || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return false
	}
	return !strings.ContainsFunc(s, func(r rune) bool { return r <= ' ' || r >= 0x7f || strings.ContainsRune("\"<>\\^`{|}", r) })
}

// line checks a text of one line. Space around it is refused: libical drops it, others keep it.
func (j *job) line(path, s string, least, most int) {
	n := utf8.RuneCountInString(s)
	if !utf8.ValidString(s) || strings.ContainsFunc(s, unprintable) || n < least || n > most || strings.TrimSpace(s) != s {
		j.fault(path, clip(s), fmt.Sprintf("one line of %d to %d characters, without control characters and without space around it", least, most))
	}
}

// lines checks a list of one-line texts.
func (j *job) lines(path string, list []string, least, most int) {
	if len(list) < least || len(list) > MaxList {
		j.fault(path, fmt.Sprintf("%d entries", len(list)), fmt.Sprintf("%d to %d", least, MaxList))
		return
	}
	for i, s := range list {
		j.line(fmt.Sprintf("%s[%d]", path, i), s, 1, most)
	}
}

// text checks a text that may have lines and tabs.
func (j *job) text(path, s string, most int) {
	other := func(r rune) bool { return r != '\n' && r != '\t' && unprintable(r) }
	if !utf8.ValidString(s) || strings.ContainsFunc(s, other) || utf8.RuneCountInString(s) > most {
		j.fault(path, clip(s), fmt.Sprintf("at most %d characters, without control characters but line breaks and tabs", most))
	}
}

// unprintable reports whether a character is refused: a control character, one of the two line breaks
// that only some readers take for one (U+2028, U+2029), a byte order mark, or no character at all. Some
// target cuts, folds or rejects a text at each of them.
func unprintable(r rune) bool {
	return unicode.IsControl(r) || r == '\u2028' || r == '\u2029' || r == '\ufeff' || r&0xfffe == 0xfffe
}

// clip keeps the value of an error short.
func clip(s string) string {
	const most = 80
	if n := utf8.RuneCountInString(s); n > most {
		return string([]rune(s)[:most]) + fmt.Sprintf("... (%d characters)", n)
	}
	return s
}

// tidy turns CRLF into LF and drops what libical would drop: spaces and tabs at both ends. A lone CR
// stays, to be refused.
func tidy(s string) string { return strings.Trim(strings.ReplaceAll(s, "\r\n", "\n"), " \t") }

// acts refuses what only a calendar can say: a target that acts would act on it.
func (j *job) acts(target string) {
	if j.m.Status != StatusConfirmed {
		j.fault("status", j.m.Status, "CONFIRMED: "+target+" acts on every window, and knows no other status; take a cancelled one away there")
	}
}

// ahead refuses windows that lie in the past of the stamp, which the target would refuse or misplace.
func (j *job) ahead(target string) {
	for i, w := range j.m.Windows {
		if !w.Interval.End.After(j.m.Stamp) {
			j.fault(windowPath(i)+".end", rfc3339(w.Interval.End), target+" takes no window that is over: a time after the stamp, "+rfc3339(j.m.Stamp))
		}
	}
}

// cut returns the first bytes of s, at most most, between characters, and notes it.
func (j *job) cut(field, s string, most int) string {
	if len(s) <= most {
		return s
	}
	end := most - len("...")
	for !utf8.RuneStart(s[end]) {
		end--
	}
	j.note(NoteLost, -1, "the %s is cut to %d bytes, the most that the target takes", field, most)
	return s[:end] + "..."
}
