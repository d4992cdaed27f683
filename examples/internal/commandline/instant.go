package commandline

import (
	"fmt"
	"regexp"
	"strings"
	"time"
)

// Instant reads a time as in RFC 3339, in whole seconds. The error says what was expected and, where it can be told, what is
// wrong with the text.
func Instant(text string) (time.Time, error) {
	var t time.Time
	err := t.UnmarshalText([]byte(text))                  // stricter than time.Parse
	if err == nil && t.Nanosecond() == 0 && !t.IsZero() { // the zero time is none: options that are not given have it
		return t, nil
	}
	return t, fmt.Errorf("expected a time as in RFC 3339, in whole seconds and with its offset, such as 2026-12-05T06:00:00Z%s", Why(text))
}

var forms = []struct {
	form *regexp.Regexp
	why  string
}{
	{regexp.MustCompile(`^\d{4}-\d\d-\d\d$`), " (a date alone is no instant)"},
	{regexp.MustCompile(`^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?$`), " (the offset is missing: Z for UTC, or one such as +01:00)"},
	{regexp.MustCompile(`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[.,]\d+(Z|[+-]\d\d:\d\d)$`), " (not a whole second)"},
	{regexp.MustCompile(`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$`), " (there is no such date or time of day)"},
}

// Why says, in brackets after a blank, what is wrong with a text that is no time as in RFC 3339; it is empty where that cannot
// be told.
func Why(text string) string {
	if _, err := time.Parse(time.RFC3339, text); err == nil && !strings.ContainsAny(text, ".,") {
		return "" // it exists, and is refused for another reason
	}
	for _, f := range forms {
		if f.form.MatchString(text) {
			return f.why
		}
	}
	return ""
}
