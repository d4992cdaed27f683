package main

import (
	"cmp"
	"encoding/csv"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
)

func compareKeys(a, b key) int {
	return cmp.Or(strings.Compare(a.code, b.code), strings.Compare(b.against, a.against), strings.Compare(a.side, b.side), strings.Compare(a.holiday, b.holiday))
}

// reasons returns the rows of reviewed.csv.
func reasons() (map[key]tally, map[key]string, error) {
	rows, err := readCSV("reviewed.csv", 7)
	counts, why := map[key]tally{}, map[key]string{}
	for _, r := range rows {
		working, err1 := strconv.Atoi(r[4])
		rest, err2 := strconv.Atoi(r[5])
		if err1 != nil || err2 != nil {
			return nil, nil, fmt.Errorf("reviewed.csv: %q: the counts are no numbers", r)
		}
		k := key{r[0], r[1], r[2], r[3]}
		counts[k], why[k] = tally{working, rest}, r[6]
	}
	return counts, why, err
}

// perCode adds up the disagreements of each code that is not reviewed, by the other source.
func perCode(found map[key]tally) map[key]tally {
	sums := map[key]tally{}
	for k, t := range found {
		if !reviewed(k.code) {
			k = key{code: k.code, against: k.against}
			sums[k] = tally{sums[k].working + t.working, sums[k].rest + t.rest}
		}
	}
	return sums
}

// check reports every disagreement that reviewed.csv does not explain, every row of it that is no
// longer true, and every count that rose.
func check(found map[key]tally) error {
	counts, why, err := reasons()
	if err != nil {
		return err
	}
	var problems []string
	explained := 0
	for _, k := range slices.SortedFunc(maps.Keys(found), compareKeys) {
		switch t, known := counts[k]; {
		case !reviewed(k.code):
		case !known || why[k] == "":
			problems = append(problems, fmt.Sprintf("not reviewed: %+v %+v", k, found[k]))
		case t != found[k]:
			problems = append(problems, fmt.Sprintf("changed: %+v was %+v, is %+v", k, t, found[k]))
		default:
			explained++
		}
	}
	for _, k := range slices.SortedFunc(maps.Keys(counts), compareKeys) {
		if _, ok := found[k]; !ok {
			problems = append(problems, fmt.Sprintf("mended, so remove the row: %+v", k))
		}
	}
	rows, err := readCSV("counts.csv", 4)
	if err != nil {
		return err
	}
	allowed := map[key]tally{}
	for _, r := range rows {
		working, _ := strconv.Atoi(r[2])
		rest, _ := strconv.Atoi(r[3])
		allowed[key{code: r[0], against: r[1]}] = tally{working, rest}
	}
	sums := perCode(found)
	for _, k := range slices.SortedFunc(maps.Keys(sums), compareKeys) {
		if s, a := sums[k], allowed[k]; s.working > a.working || s.rest > a.rest {
			problems = append(problems, fmt.Sprintf("%s against %s: %+v disagreements, at most %+v are known", k.code, k.against, s, a))
		}
	}
	if problems != nil {
		return errors.New(strings.Join(problems, "\n"))
	}
	fmt.Printf("holidays: %d reviewed disagreements, %d codes with known counts, no change\n", explained, len(sums))
	return nil
}

// writeFiles writes both files, with the reasons that are known.
func writeFiles(found map[key]tally) error {
	_, why, err := reasons()
	if err != nil {
		return err
	}
	review := [][]string{{"code", "against", "side", "holiday", "working", "rest", "reason"}}
	for _, k := range slices.SortedFunc(maps.Keys(found), compareKeys) {
		if reviewed(k.code) {
			t := found[k]
			review = append(review, []string{k.code, k.against, k.side, k.holiday, strconv.Itoa(t.working), strconv.Itoa(t.rest), why[k]})
		}
	}
	counts := [][]string{{"code", "against", "working", "rest"}}
	sums := perCode(found)
	for _, k := range slices.SortedFunc(maps.Keys(sums), compareKeys) {
		counts = append(counts, []string{k.code, k.against, strconv.Itoa(sums[k].working), strconv.Itoa(sums[k].rest)})
	}
	return errors.Join(writeCSV("reviewed.csv", review), writeCSV("counts.csv", counts))
}

func writeCSV(name string, rows [][]string) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	return errors.Join(csv.NewWriter(f).WriteAll(rows), f.Close())
}

// printTable prints the counts of each country, its subdivisions included.
func printTable(found map[key]tally) {
	sums := map[key]tally{}
	for k, t := range found {
		country, _, _ := strings.Cut(k.code, "-")
		s := key{code: country, against: k.against}
		sums[s] = tally{sums[s].working + t.working, sums[s].rest + t.rest}
	}
	fmt.Println("| country | date-holidays, working | rest | cal, working | rest |\n| --- | --- | --- | --- | --- |")
	countries := map[string]bool{}
	for k := range sums {
		countries[k.code] = true
	}
	for _, c := range slices.Sorted(maps.Keys(countries)) {
		d, l := sums[key{code: c, against: "date-holidays"}], sums[key{code: c, against: "cal"}]
		fmt.Printf("| %s | %d | %d | %d | %d |\n", c, d.working, d.rest, l.working, l.rest)
	}
}
