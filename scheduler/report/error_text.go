package report

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/report/document"
)

// ErrorText writes an error, which must not be nil, for people at a terminal. For a
// *scheduler.NoWindowError that is the longest free stretch, what the rules took away and what would
// help; for scheduler.FieldErrors, or a *scheduler.FieldError, every fault with its path, what was
// found and what was expected. Of any other error it is the message.
func ErrorText(w io.Writer, err error, opts TextOptions) error {
	var b strings.Builder
	writeHeading(&b, opts)
	var none *scheduler.NoWindowError
	if errors.As(err, &none) {
		writeNoWindow(&b, none, opts)
	} else if faults := document.FieldErrors(err); faults != nil {
		writeFaults(&b, faults)
	} else {
		for line := range strings.Lines(err.Error()) {
			b.WriteString(clean(strings.TrimSuffix(line, "\n")) + "\n")
		}
	}
	writeWarnings(&b, opts.Warnings)
	_, failed := io.WriteString(w, b.String())
	return failed
}

func writeNoWindow(b *strings.Builder, e *scheduler.NoWindowError, opts TextOptions) {
	b.WriteString("No window fits.\n\n")
	switch longest := e.LongestFree; {
	case longest.Empty():
		b.WriteString("Every instant of the horizon is blocked.\n")
	case longest.Duration() < e.KeepClear:
		fold(b, "", fmt.Sprintf("A start needs %s without blocks. The longest free stretch is %s: %s (%s).",
			span(e.KeepClear), span(longest.Duration()), between(longest), zone(longest.Start)))
	default:
		fold(b, "", fmt.Sprintf("The longest free stretch, %s (%s), is %s and long enough for the %s that are needed, but no start of the grid or list lies early enough in it.",
			between(longest), zone(longest.Start), span(longest.Duration()), span(e.KeepClear)))
	}
	b.WriteString("\n")
	writeRelaxations(b, e.Relaxations, opts)
	if len(e.Blocked) > 0 {
		b.WriteString("\n")
		writeBlocked(b, e.Blocked, opts)
	}
}

func writeRelaxations(b *strings.Builder, list []scheduler.Relaxation, opts TextOptions) {
	if len(list) == 0 {
		b.WriteString("No single change of the plan would help.\n")
		return
	}
	b.WriteString("Each of these changes alone would help\n\n")
	t := newTable("~change", ">starts it opens", "the best of them", ">"+LostHours(list[0].Best.Impact.Weighted))
	shown := opts.rows(len(list))
	for _, r := range list[:shown] {
		t.add(clean(r.Change), grouped(r.Opens), between(r.Best.Window), amount(r.Best.Impact.CustomerHours))
	}
	t.write(b, "  ")
	writeMore(b, "  ", len(list)-shown)
}

func writeFaults(b *strings.Builder, faults scheduler.FieldErrors) {
	fmt.Fprintf(b, "Refused: %s.\n\n", counted(int64(len(faults)), "problem", "problems"))
	for _, f := range faults {
		found := "missing"
		if f.Value != nil {
			found = "found " + shown(f.Value)
		}
		fmt.Fprintf(b, "  %s: %s; expected %s\n", clean(f.Path), found, clean(f.Expected))
	}
}

// shown returns what was found as a person would write it, texts in quotes.
func shown(v any) string {
	switch v := v.(type) {
	case string:
		return strconv.Quote(v)
	case json.RawMessage:
		return clean(string(v))
	case time.Time:
		return v.Format(time.RFC3339Nano)
	case time.Duration:
		return calendar.FormatDuration(v)
	default:
		return clean(fmt.Sprint(v))
	}
}
