package main

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"github.com/quietwindow/quietwindow/scheduler/audience"
)

// addTier reads a tier of the command line: TIER=ACTIVITY[:WEIGHT].
func addTier(tiers map[string]audience.Tier, text string) error {
	name, use, ok := strings.Cut(text, "=")
	if !ok {
		return errors.New("expected TIER=ACTIVITY or TIER=ACTIVITY:WEIGHT, such as gold=business:5")
	}
	if _, twice := tiers[name]; twice {
		return fmt.Errorf("the tier %q was given already", name)
	}
	activity, weight, weighs := strings.Cut(use, ":")
	tier := audience.Tier{Activity: activity}
	if weighs {
		n, err := strconv.ParseFloat(weight, 64)
		if err != nil || n == 0 {
			return fmt.Errorf("weight %q: expected a number", weight)
		}
		tier.Weight = n
	}
	tiers[name] = tier
	return nil
}

// readShares reads a table of code, time_zone and people.
func readShares(name string) (map[string][]audience.Share, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	table := csv.NewReader(file)
	header, err := table.Read()
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if found := strings.Join(header, ","); strings.TrimPrefix(found, "\ufeff") != "code,time_zone,people" {
		return nil, fmt.Errorf("%s: the first line is %q, expected code,time_zone,people", name, found)
	}
	shares := make(map[string][]audience.Share)
	for {
		row, err := table.Read()
		if errors.Is(err, io.EOF) {
			return shares, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		people, err := strconv.ParseInt(row[2], 10, 64)
		if err != nil {
			line, _ := table.FieldPos(2)
			return nil, fmt.Errorf("%s: line %d: people %q: expected a whole number", name, line, row[2])
		}
		shares[row[0]] = append(shares[row[0]], audience.Share{TimeZone: row[1], People: people})
	}
}
