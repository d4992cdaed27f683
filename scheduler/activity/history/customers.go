package history

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
)

// Customers is one region read from a table of customers.
type Customers struct {
	// Region is the row's own name, or its country's code, with the zone where that has several.
	Region string
	// Country is an ISO 3166-1 code, or a 3166-2 code with its subdivision; empty if the row has none.
	// Holidays and weekends of a region go by it.
	Country string
	// Location is the region's clock, and TimeZone its name.
	Location *time.Location
	TimeZone string
	// Number is how many customers are active in the busiest usual hour: 1 or more.
	Number int64
	// Line is the row's line in the file.
	Line int
}

// ZoneShare is the part of a country's customers that live in one of its time zones.
type ZoneShare struct {
	TimeZone string
	// Share is more than 0; only the ratios within a country matter.
	Share float64
}

// CustomersOptions say how a table of customers is read.
type CustomersOptions struct {
	// Shares divide the customers of a country with several time zones, by country code. Whole customers
	// are dealt by largest remainder, and zones that get none are left out. audience.SharesOf lists those of the
	// people of a country's cities, from a public source.
	Shares map[string][]ZoneShare
}

var customerColumns = []string{"customers", "customer_count", "active_customers", "users", "active_users", "seats", "accounts", "count", "number", "n"}

// ReadCustomers reads customers by region: a header, then rows of region, time_zone, country and
// customers. Columns may be in any order and have other usual names (timezone, tz; country_code; users,
// seats, count); the forms of file are those of ReadCSV. A row needs a time zone or a country; a country
// with one time zone needs no other. One with several is an error that lists its zones, unless
// Options.Shares says how its customers divide. Name is how errors call the file.
//
// It is for a short table that people have summed up, with regions of their own. Rows that a system wrote, one for each
// customer or account, with countries, states, Windows zones or nothing at all, are what package audience makes
// regions of.
//
// The regions come in the order of the file. Errors are a *FileError with the lines of the first faults, or the error
// of ctx once that is done.
func ReadCustomers(ctx context.Context, r io.Reader, name string, opt CustomersOptions) ([]Customers, error) {
	faults := &faultList{name: name}
	t := newTable(obedient{ctx, r}, faults)
	header, err := t.header()
	if err != nil {
		return nil, fileError(name, err)
	}
	cols := findColumns(header)
	c := customerReader{faults: faults, opt: opt, lines: make(map[string]int),
		region: cols.find(regionColumns), zone: cols.find(zoneColumns), country: cols.find(countryColumns), number: cols.find(customerColumns)}
	if c.number < 0 {
		faults.add(t.line, "", "no column of customers; the first line must name one of %s, found %s", strings.Join(customerColumns, ", "), quote(strings.Join(header, ", ")))
	}
	if c.zone < 0 && c.country < 0 {
		faults.add(t.line, "", "no column time_zone or country; found %s", quote(strings.Join(header, ", ")))
	}
	if err := faults.result(); err != nil {
		return nil, err
	}
	for {
		err := t.row(len(header))
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fileError(name, err)
		}
		c.row(t.fields, t.line)
		if len(c.list) > scheduler.MaxRegions {
			faults.add(t.line, "", "more than %d regions; add up those that share a clock and a calendar", scheduler.MaxRegions)
			break
		}
	}
	if len(c.list) == 0 && faults.result() == nil {
		faults.add(0, "", "the file holds no customers")
	}
	if err := faults.result(); err != nil {
		return nil, err
	}
	return c.list, nil
}

// customerReader reads the rows of one file.
type customerReader struct {
	faults                        *faultList
	opt                           CustomersOptions
	region, zone, country, number int
	list                          []Customers
	lines                         map[string]int // of the names in use
}

func (c *customerReader) row(f [][]byte, line int) {
	sound := true // all that is wrong with the row is told
	number, err := parseCustomers(string(f[c.number]))
	if err != nil {
		c.faults.add(line, "", "%s", err)
		sound = false
	}
	row := Customers{Region: string(field(f, c.region)), Country: string(field(f, c.country)), TimeZone: string(field(f, c.zone)), Number: number, Line: line}
	if row.TimeZone != "" {
		if row.Location, err = calendar.LoadZone(row.TimeZone); err != nil {
			c.faults.add(line, "", "%s", err)
			sound = false
		}
	}
	state, _, _ := strings.Cut(row.Country, "-")
	zones, known := CountryZones(state)
	if row.Country != "" && !known {
		c.faults.add(line, "", "country %s: expected an ISO 3166-1 code in capitals, such as DE", quote(row.Country))
		sound = false
	}
	if !sound {
		return
	}
	if row.TimeZone != "" {
		if len(zones) > 1 && row.Region == "" {
			row.Region = row.Country + " " + row.TimeZone
		}
		c.add(row)
		return
	}
	switch shares := c.opt.Shares[row.Country]; {
	case row.Country == "":
		c.faults.add(line, "", "neither a time zone nor a country")
	case len(shares) > 0:
		c.divide(row, shares)
	case len(zones) > 1:
		c.faults.add(line, "", "country %s has several time zones: give each a row with its share of the %d customers, or say how they divide: %s", row.Country, number, strings.Join(zones, ", "))
	default:
		row.TimeZone = zones[0]
		c.load(row)
	}
}

// load adds a row whose zone is known by name only.
func (c *customerReader) load(row Customers) {
	var err error
	if row.Location, err = calendar.LoadZone(row.TimeZone); err != nil {
		c.faults.add(row.Line, "", "%s", err)
		return
	}
	c.add(row)
}

func (c *customerReader) add(row Customers) {
	if row.Region == "" {
		row.Region = row.Country
	}
	if row.Region == "" {
		row.Region = row.TimeZone
	}
	if before, taken := c.lines[row.Region]; taken {
		c.faults.add(row.Line, "", "region %s was given already, in line %d; names must be unique", quote(row.Region), before)
		return
	}
	c.lines[row.Region] = row.Line
	c.list = append(c.list, row)
}

// divide deals a country's customers to its zones: each the whole part of its share, then one more to
// those with the largest remainders, the first of equal ones.
func (c *customerReader) divide(row Customers, shares []ZoneShare) {
	total := 0.0
	for _, s := range shares {
		if !(s.Share > 0) || math.IsInf(s.Share, 0) {
			c.faults.add(row.Line, "", "country %s: share %v of %s: expected more than 0", row.Country, s.Share, quote(s.TimeZone))
			return
		}
		total += s.Share
	}
	whole := make([]int64, len(shares))
	rest := make([]float64, len(shares))
	order := make([]int, len(shares))
	left := row.Number
	for i, s := range shares {
		exact := float64(row.Number) * (s.Share / total)
		whole[i] = min(int64(exact), left)
		rest[i], order[i] = exact-float64(whole[i]), i
		left -= whole[i]
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case rest[a] > rest[b]:
			return -1
		case rest[a] < rest[b]:
			return 1
		}
		return 0
	})
	for i := 0; left > 0; i++ {
		whole[order[i%len(order)]]++
		left--
	}
	base := row.Region
	if base == "" {
		base = row.Country
	}
	for i, s := range shares {
		if whole[i] > 0 {
			part := row
			part.Region, part.TimeZone, part.Number = base+" "+s.TimeZone, s.TimeZone, whole[i]
			c.load(part)
		}
	}
}

// parseCustomers reads a positive whole number. A mark in it may part thousands or decimals: it is
// refused either way.
func parseCustomers(text string) (int64, error) {
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil || n < 1 || n > scheduler.MaxCustomers || text[0] == '+' {
		return 0, fmt.Errorf("customers %s: expected a whole number, 1 to %d, in plain digits", quote(text), int64(scheduler.MaxCustomers))
	}
	return n, nil
}
