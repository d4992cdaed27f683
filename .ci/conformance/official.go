package main

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/calendar/national"
)

// difference is a day on which a package of official lists and this library disagree: official.csv
// holds them, each with its reason.
type difference struct{ source, code, date, ours, theirs, reason string }

// agreement counts the days that were compared.
type agreement struct {
	source, code string
	days, differ int
}

// official compares the calendars with packages of official lists, day by day: whether the day is worked
// where the package knows days at work (China), whether it is a holiday elsewhere.
func official() (found []difference, counts []agreement, err error) {
	cmd := exec.Command("node", "official.mjs")
	cmd.Stderr = os.Stderr
	cmd.Env = append(os.Environ(), "TZ=UTC")
	out, err := cmd.Output()
	if err != nil {
		return nil, nil, fmt.Errorf("node official.mjs: %w (run npm ci first)", err)
	}
	for line := range bytes.Lines(out) {
		fields := strings.Split(strings.TrimSuffix(string(line), "\n"), "\t")
		if len(fields) != 5 {
			return nil, nil, fmt.Errorf("official.mjs wrote %q", line)
		}
		first, err1 := strconv.Atoi(fields[2])
		last, err2 := strconv.Atoi(fields[3])
		if err := errors.Join(err1, err2); err != nil {
			return nil, nil, err
		}
		differ, n, err := compareOfficial(fields[0], fields[1], first, last, officialDays(fields[4]))
		if err != nil {
			return nil, nil, err
		}
		found, counts = append(found, differ...), append(counts, agreement{fields[0], fields[1], n, len(differ)})
	}
	return found, counts, nil
}

func officialDays(text string) map[calendar.Date]string {
	days := map[calendar.Date]string{}
	for item := range strings.SplitSeq(text, "|") {
		if date, name, ok := strings.Cut(item, "="); ok {
			days[calendar.MustParseDate(date)] = name
		}
	}
	return days
}

func compareOfficial(source, code string, first, last int, theirs map[calendar.Date]string) (list []difference, days int, err error) {
	cal, err := national.Calendar(code, time.UTC)
	if err != nil {
		return nil, 0, err
	}
	knowsWork := false
	for _, name := range theirs {
		knowsWork = knowsWork || strings.HasPrefix(name, "work ")
	}
	for d := (calendar.Date{Year: first, Month: 1, Day: 1}); d.Year <= last; d = d.AddDays(1) {
		kind, title, err := cal.Kind(d)
		if err != nil {
			return nil, 0, err
		}
		days++
		name, listed := theirs[d]
		ours, other := kind == calendar.KindHoliday, listed
		if knowsWork {
			ours = kind != calendar.KindWorkday
			other = listed && !strings.HasPrefix(name, "work ") || !listed && calendar.SaturdaySunday.Contains(d.Weekday())
		}
		if ours != other {
			list = append(list, difference{source: source, code: code, date: d.String(), ours: cmp.Or(title, kind.String()), theirs: cmp.Or(name, "not listed")})
		}
	}
	return list, days, nil
}

var officialHeading = []string{"source", "code", "date", "ours", "theirs", "reason"}

// checkOfficial reports every difference that official.csv does not explain and every row of it that is
// no longer true.
func checkOfficial(found []difference, counts []agreement) error {
	rows, err := readCSV("official.csv", len(officialHeading))
	if err != nil {
		return err
	}
	reviewed := map[difference]string{}
	for _, r := range rows {
		reviewed[difference{r[0], r[1], r[2], r[3], r[4], ""}] = r[5]
	}
	var problems []string
	for _, d := range found {
		if reviewed[d] == "" {
			problems = append(problems, fmt.Sprintf("not reviewed: %+v", d))
		}
		delete(reviewed, d)
	}
	for d := range reviewed {
		problems = append(problems, fmt.Sprintf("mended, so remove the row: %+v", d))
	}
	if problems != nil {
		slices.Sort(problems)
		return errors.New(strings.Join(problems, "\n"))
	}
	for _, source := range counts {
		fmt.Printf("%s %s: %d of %d days agree, %d differ and are reviewed\n", source.source, source.code, source.days-source.differ, source.days, source.differ)
	}
	return nil
}

// writeOfficial writes official.csv anew, with the reasons that are known.
func writeOfficial(found []difference) error {
	rows, err := readCSV("official.csv", len(officialHeading))
	if err != nil {
		return err
	}
	why := map[string]string{}
	for _, r := range rows {
		why[r[0]+r[1]+r[2]] = r[5]
	}
	out := [][]string{officialHeading}
	for _, d := range found {
		out = append(out, []string{d.source, d.code, d.date, d.ours, d.theirs, why[d.source+d.code+d.date]})
	}
	return writeCSV("official.csv", out)
}
