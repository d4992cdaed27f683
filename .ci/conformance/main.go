// Command conformance compares package calendar/national with the npm package date-holidays and
// with the tables of rickar/cal, code by code and day by day, for 2024 to 2032.
//
//	npm ci --ignore-scripts --no-audit --no-fund
//	go run .           # the check: fails on any change that nobody has looked at
//	go run . -write    # writes the files anew, to be looked at before they are committed
//	go run . -table    # counts per country, as a Markdown table
//
// For the codes that most customers live under, every disagreement is mended, or is a row of
// reviewed.csv with the reason. A row gives the code, the other source, who has the day (ours or
// theirs), the holiday as that side calls it, on how many working days and rest days (by the code's
// own weekend) of the nine years it occurs, and why. For all other codes counts.csv holds the
// numbers, and a rise fails. date-holidays is only a check: its data is CC BY-SA and no date of it
// is used.
//
// Four packages of official lists are compared too, day by day, in the years that they know: for China
// chinese-days, with the days at work; for South Korea @hyunbinseo/holidays-kr; for Japan
// @holiday-jp/holiday_jp; for Germany and its states feiertagejs. Every day on which they differ is a row
// of official.csv with the reason.
package main

import (
	"bytes"
	"encoding/csv"
	"errors"
	"flag"
	"fmt"
	"log"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/rickar/cal/v2"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/calendar/national"
)

const (
	first = 2024
	last  = 2032
)

// The codes whose disagreements are reviewed one by one: the first with their subdivisions.
var (
	withSubdivisions = strings.Fields("US CA GB DE CH AU NZ ES")
	countriesAlone   = strings.Fields("IE AT FR BE NL LU PT IT DK SE NO FI IS PL CZ SK HU RO BG GR HR SI EE LV LT CY MT TR IL AE SA EG ZA KE NG IN CN HK TW JP KR SG MY ID TH VN PH BR AR MX CL CO PE UA")
)

func reviewed(code string) bool {
	country, _, isSubdivision := strings.Cut(code, "-")
	return slices.Contains(withSubdivisions, country) || !isSubdivision && slices.Contains(countriesAlone, code)
}

// key names a kind of disagreement.
type key struct{ code, against, side, holiday string }

// tally counts days.
type tally struct{ working, rest int }

func main() {
	log.SetFlags(0)
	// Both other sources think in the machine's zone.
	time.Local, cal.DefaultLoc = time.UTC, time.UTC
	write := flag.Bool("write", false, "write reviewed.csv and counts.csv anew")
	table := flag.Bool("table", false, "print the counts per country")
	flag.Parse()
	found, err := compare()
	if err != nil {
		log.Fatal(err)
	}
	lists, counts, err := official()
	if err != nil {
		log.Fatal(err)
	}
	switch {
	case *table:
		printTable(found)
	case *write:
		err = errors.Join(writeFiles(found), writeOfficial(lists))
	default:
		err = errors.Join(check(found), checkOfficial(lists, counts))
	}
	if err != nil {
		log.Fatal(err)
	}
}

// compare returns every disagreement.
func compare() (map[key]tally, error) {
	codes := national.Codes()
	theirs, err := dateHolidays(codes)
	if err != nil {
		return nil, err
	}
	found := map[key]tally{}
	for _, code := range codes {
		ours, err := ourDays(code)
		if err != nil {
			return nil, err
		}
		weekend, err := national.Weekend(code)
		if err != nil {
			return nil, err
		}
		note := func(against, side string, days, others map[string]string) {
			for date, name := range days {
				if _, ok := others[date]; ok {
					continue
				}
				k := key{code, against, side, name}
				t := found[k]
				if d := calendar.MustParseDate(date); weekend.On(d).Contains(d.Weekday()) {
					t.rest++
				} else {
					t.working++
				}
				found[k] = t
			}
		}
		if days, ok := theirs[code]; ok {
			note("date-holidays", "ours", ours, days)
			note("date-holidays", "theirs", days, ours)
		}
		if days, ok := calDays(code, first, last); ok {
			note("cal", "ours", ours, days)
			note("cal", "theirs", days, ours)
		}
	}
	return found, nil
}

func ourDays(code string) (map[string]string, error) {
	source, err := national.For(code)
	if err != nil {
		return nil, err
	}
	list, err := source.Between(calendar.Date{Year: first, Month: 1, Day: 1}, calendar.Date{Year: last, Month: 12, Day: 31})
	if err != nil {
		return nil, err
	}
	days := map[string]string{}
	for _, h := range list {
		name := h.Name
		if h.Substitute {
			name += " (substitute)"
		}
		if _, ok := days[h.Date.String()]; !ok {
			days[h.Date.String()] = name
		}
	}
	return days, nil
}

// dateHolidays asks date-holidays about all codes; those it does not know are absent.
func dateHolidays(codes []string) (map[string]map[string]string, error) {
	cmd := exec.Command("node", "dump.mjs", strconv.Itoa(first), strconv.Itoa(last))
	cmd.Stdin = strings.NewReader(strings.Join(codes, "\n"))
	cmd.Stderr = os.Stderr
	cmd.Env = append(os.Environ(), "TZ=UTC")
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("node dump.mjs: %w (run npm ci first)", err)
	}
	all := map[string]map[string]string{}
	for line := range bytes.Lines(out) {
		fields := strings.Split(strings.TrimSuffix(string(line), "\n"), "\t")
		if len(fields) != 3 || fields[1] != "yes" {
			continue
		}
		days := map[string]string{}
		for item := range strings.SplitSeq(fields[2], "|") {
			if date, name, ok := strings.Cut(item, "="); ok {
				days[date] = name
			}
		}
		all[fields[0]] = days
	}
	return all, nil
}

func readCSV(name string, columns int) ([][]string, error) {
	f, err := os.Open(name)
	if os.IsNotExist(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.FieldsPerRecord = columns
	rows, err := r.ReadAll()
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	return rows[1:], nil
}
