// Command gen writes the tables of package national from the output of python-holidays. README.md
// beside it has the steps.
//
//	go run ./calendar/national/internal/gen -from FOLDER
//
// The folder holds four CSV files, which export.py makes:
//
//   - public_holidays.csv, with the columns code,date,op,name,estimated,second_source_agrees: one row
//     for each public holiday (op "add") of each country, and for each subdivision one row for each
//     difference from its country: a day more ("add"), or a date on which the country's holiday is none
//     ("not"). "estimated" is yes or no, "second_source_agrees" yes, no or unknown.
//   - holiday_codes.csv, whose first column lists every code, also those without rows.
//   - working_weekends.csv, with the columns code,date: rest days that are worked.
//   - other_days.csv, with the columns code,date,category,name,estimated.
//
// The facts go to facts.bin, corrected by corrections.csv; the other days go to other.bin. What
// changed against the tables that are there is printed by code.
//
// # Form of the table
//
// A number is an unsigned varint; a text is its length and its bytes; a list is its length and its
// items. The table is: the source (text), the first and the last year, the list of names, the list
// of patterns, and the list of codes, in order, each with its rows. A row is three numbers: name,
// bits (1 substitute, 2 off), pattern. A pattern holds dates in order: the number 0 is the same
// month and day one year later; any other number is twice the days since the date before (at first:
// since 1 January of the first year), plus 1 if the date's bits follow (1 estimated, 2 disputed)
// because they differ from those before.
package main

import (
	"encoding/csv"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"path/filepath"
)

func main() {
	log.SetFlags(0)
	from := flag.String("from", ".", "`folder` of the CSV files")
	dir := flag.String("dir", "calendar/national", "`folder` of package national")
	source := flag.String("source", "python-holidays of 2026-07-23 (c382fde)", "name, date and commit of the source")
	flag.Parse()
	if err := run(os.Stdout, *from, *dir, *source); err != nil {
		log.Fatal(err)
	}
}

func run(w io.Writer, from, dir, source string) error {
	var rows [4][][]string
	for i, file := range []struct {
		name    string
		columns int
	}{{"holiday_codes.csv", 2}, {"public_holidays.csv", 6}, {"working_weekends.csv", 2}, {"other_days.csv", 5}} {
		var err error
		if rows[i], err = readCSV(filepath.Join(from, file.name), file.columns); err != nil {
			return err
		}
	}
	codeRows, factRows := rows[0], rows[1]
	corrections, err := readCSV(filepath.Join(dir, "internal/gen/corrections.csv"), 6)
	if err != nil {
		return err
	}
	t := newTable(source)
	for _, row := range codeRows {
		t.codes[row[0]] = nil
	}
	for _, row := range factRows {
		if err := t.add(row); err != nil {
			return fmt.Errorf("public_holidays.csv: %w", err)
		}
	}
	for _, row := range corrections {
		if err := t.correct(row); err != nil {
			return fmt.Errorf("corrections.csv: %w", err)
		}
	}
	others, err := otherTables(source, t.codes, rows[2], rows[3], replacedDays(factRows))
	if err != nil {
		return err
	}
	if err := report(w, dir, t, others); err != nil {
		return err
	}
	out, other := t.encode(), encodeOthers(others)
	fmt.Fprintf(w, "%d codes, %d names, %d patterns, %d and %d bytes\n", len(t.codes), len(t.names.list), len(t.patterns.list), len(out), len(other))
	if err := os.WriteFile(filepath.Join(dir, "facts.bin"), out, 0o644); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "other.bin"), other, 0o644)
}

// report prints how the tables differ from those that are there, if there are any.
func report(w io.Writer, dir string, facts *table, others map[string]*table) error {
	before := newTable("")
	if data, err := os.ReadFile(filepath.Join(dir, "facts.bin")); err == nil {
		if before, err = decode(data); err != nil {
			return fmt.Errorf("facts.bin: %w", err)
		}
	}
	// What would be written is compared, since encoding joins equal days.
	after, err := decode(facts.encode())
	if err != nil {
		return err
	}
	writeChanges(w, "holidays", before, after)
	othersBefore := map[string]*table{}
	if data, err := os.ReadFile(filepath.Join(dir, "other.bin")); err == nil {
		if othersBefore, err = decodeOthers(data); err != nil {
			return fmt.Errorf("other.bin: %w", err)
		}
	}
	for _, category := range categories {
		before := othersBefore[category]
		if before == nil {
			before = newTable("")
		}
		writeChanges(w, category, before, others[category])
	}
	return nil
}

// readCSV returns the rows of a file below its heading, each of the given number of columns.
func readCSV(name string, columns int) ([][]string, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.FieldsPerRecord = columns
	r.Comment = '#'
	if _, err := r.Read(); err != nil && err != io.EOF {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	rows, err := r.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return rows, nil
}
