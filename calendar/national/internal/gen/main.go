// Command gen writes the table of facts of package national from the output of python-holidays.
//
//	go run ./calendar/national/internal/gen -facts public_holidays.csv -codes holiday_codes.csv
//
// The facts are a CSV file with the columns code,date,op,name,estimated,second_source_agrees: one
// row for each public holiday (op "add") of each country, and for each subdivision one row for each
// difference from its country: a day more ("add"), or a date on which the country's holiday is none
// ("not"). "estimated" is yes or no, "second_source_agrees" yes, no or unknown. The codes are a CSV
// file whose first column lists every code, also those without rows. The program export.py beside
// this file makes both with python-holidays. Corrections, in corrections.csv, are applied last.
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
	facts := flag.String("facts", "", "CSV `file` of the facts")
	codes := flag.String("codes", "", "CSV `file` of the codes")
	dir := flag.String("dir", "calendar/national", "`folder` of package national")
	source := flag.String("source", "python-holidays 0.102", "name and version of the source of the facts")
	flag.Parse()
	if err := run(*facts, *codes, *dir, *source); err != nil {
		log.Fatal(err)
	}
}

func run(factsFile, codesFile, dir, source string) error {
	codeRows, err := readCSV(codesFile, 2)
	if err != nil {
		return err
	}
	factRows, err := readCSV(factsFile, 6)
	if err != nil {
		return err
	}
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
			return fmt.Errorf("%s: %w", factsFile, err)
		}
	}
	for _, row := range corrections {
		if err := t.correct(row); err != nil {
			return fmt.Errorf("corrections.csv: %w", err)
		}
	}
	out := t.encode()
	if err := os.WriteFile(filepath.Join(dir, "facts.bin"), out, 0o644); err != nil {
		return err
	}
	fmt.Printf("%d codes, %d names, %d patterns, %d bytes\n", len(t.codes), len(t.names.list), len(t.patterns.list), len(out))
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
