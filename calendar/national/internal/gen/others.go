package main

import (
	"encoding/binary"
	"fmt"
	"slices"
	"strings"

	"github.com/quietwindow/quietwindow/calendar"
)

// categories are the kinds of days that other.bin holds, in this order: rest days that are worked,
// and days that count as holidays only for who asks for them.
var categories = []string{"work", "half_day", "bank", "government", "optional", "de_facto"}

// otherTables reads the two files of other days. Rows of categories that are not listed are left out:
// observances on working days, and what binds nobody.
func otherTables(source string, known map[string][]entry, working, others [][]string, replaced map[string]string) (map[string]*table, error) {
	all := map[string]*table{}
	for _, category := range categories {
		all[category] = newTable(source)
	}
	for _, row := range working {
		if err := addOther(all["work"], known, row[0], row[1], replaced[row[0]+" "+row[1]], false); err != nil {
			return nil, err
		}
	}
	for _, row := range others {
		if !slices.Contains(categories[1:], row[2]) {
			continue
		}
		for name := range strings.SplitSeq(row[3], "; ") {
			if err := addOther(all[row[2]], known, row[0], row[1], name, row[4] == "yes"); err != nil {
				return nil, err
			}
		}
	}
	return all, nil
}

func addOther(t *table, known map[string][]entry, code, on, name string, estimated bool) error {
	if _, ok := known[code]; !ok {
		return fmt.Errorf("%s is not in the list of codes", code)
	}
	date, err := calendar.ParseDate(on)
	if err != nil {
		return fmt.Errorf("%s: %w", code, err)
	}
	t.first, t.last = min(t.first, date.Year), max(t.last, date.Year)
	e := entry{date: date, estimated: estimated}
	e.name, e.substitute = plainName(name)
	t.codes[code] = append(t.codes[code], e)
	return nil
}

// replacedDays tells, for the days at work that are named in the facts, which days off they are in
// place of: "Day off (substituted from 01/10/2026)" on 2 January gives "in place of 2 January" for the
// 10th. The keys are code and date.
func replacedDays(facts [][]string) map[string]string {
	days := map[string]string{}
	for _, row := range facts {
		_, from, found := strings.Cut(row[3], "(substituted from ")
		off, err := calendar.ParseDate(row[1])
		if !found || err != nil || len(from) < len("01/02/2006") {
			continue
		}
		key := fmt.Sprintf("%s %s-%s-%s", row[0], from[6:10], from[:2], from[3:5])
		text := fmt.Sprintf("%d %s", off.Day, off.Month)
		if year := from[6:10]; year != row[1][:4] {
			text += fmt.Sprintf(" %d", off.Year)
		}
		if days[key] == "" {
			text = "in place of " + text
		} else {
			text = days[key] + " and " + text
		}
		days[key] = text
	}
	return days
}

// encodeOthers writes the tables of all categories: their number, and for each its name and its
// table, as texts.
func encodeOthers(all map[string]*table) []byte {
	out := binary.AppendUvarint(nil, uint64(len(categories)))
	for _, category := range categories {
		out = appendText(out, category)
		out = appendText(out, string(all[category].encode()))
	}
	return out
}
