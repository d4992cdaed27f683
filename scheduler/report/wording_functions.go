package report

import (
	"fmt"
	"strconv"
	"strings"
	"text/template"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler/internal/wording"
)

// wordingFunctions are those that a ticket text has beside the ones of text/template.
var wordingFunctions = template.FuncMap{
	"date":    wording.Date,
	"stamp":   stamp,
	"window":  func(start, end time.Time) string { return between(calendar.Interval{Start: start, End: end}) },
	"utc":     func(t time.Time) time.Time { return t.UTC() },
	"zone":    zone,
	"span":    span,
	"amount":  amount,
	"percent": percent,
	"people":  people,
	"number":  numberIn,
	"grouped": func(n any) (string, error) { return onWhole(n, grouped) },
	"count": func(n any, one, many string) (string, error) {
		return onWhole(n, func(n int64) string { return counted(n, one, many) })
	},
	"kinds":   kindsIn,
	"listed":  listedIn,
	"shown":   func(i, n int) bool { return n <= mostNamed || i < firstNamed },
	"between": betweenNames,
	"rest": func(n int, and, more string) string {
		if n <= mostNamed {
			return ""
		}
		return " " + and + " " + grouped(int64(n-firstNamed)) + " " + more
	},
}

// mostNamed is how many names a sentence lists; of more it lists the first ones.
const mostNamed, firstNamed = 5, 3

// onWhole calls a function with a whole number of either type.
func onWhole(n any, then func(int64) string) (string, error) {
	switch n := n.(type) {
	case int:
		return then(int64(n)), nil
	case int64:
		return then(n), nil
	}
	return "", fmt.Errorf("found %v; expected a whole number", n)
}

// numberIn writes a number with the marks of a language: between groups of three digits and before the decimals.
func numberIn(group, point string, places int, n any) (string, error) {
	var x float64
	switch n := n.(type) {
	case int:
		x = float64(n)
	case int64:
		x = float64(n)
	case float64:
		x = n
	default:
		return "", fmt.Errorf("found %v; expected a number", n)
	}
	if places < 0 || places > 6 {
		return "", fmt.Errorf("found %d places; expected 0 to 6", places)
	}
	whole, decimals, _ := strings.Cut(strconv.FormatFloat(x, 'f', places, 64), ".")
	k, err := strconv.ParseInt(whole, 10, 64)
	if err != nil {
		return "", err
	}
	text := strings.ReplaceAll(grouped(k), ",", group)
	if places > 0 {
		text += point + decimals
	}
	return text, nil
}

// betweenNames is what stands before name i of n.
func betweenNames(i, n int, and string) string {
	switch {
	case i == 0:
		return ""
	case i == n-1 && n <= mostNamed:
		return " " + and + " "
	}
	return ", "
}

// listedIn joins names with the words for "and" and "more".
func listedIn(and, more string, names []string) string {
	var b strings.Builder
	for i, name := range names {
		if len(names) > mostNamed && i == firstNamed {
			fmt.Fprintf(&b, " %s %s %s", and, grouped(int64(len(names)-firstNamed)), more)
			break
		}
		b.WriteString(betweenNames(i, len(names), and) + name)
	}
	return b.String()
}

// kindsIn names the kinds of days with words for them, and what stands between two.
func kindsIn(workday, weekend, holiday, then string, days []WordingDay) (string, error) {
	words := map[string]string{"workday": workday, "weekend": weekend, "holiday": holiday}
	var b strings.Builder
	for i, d := range days {
		if i > 0 {
			b.WriteString(then + " ")
		}
		b.WriteString(words[d.Kind])
		if d.Name != "" {
			b.WriteString(" (" + d.Name + ")")
		}
	}
	return b.String(), nil
}
