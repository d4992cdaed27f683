package history

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
)

const (
	// maxSeries is the most series of one file.
	maxSeries = 1_000
	// defaultKeep is how many hours of a series are kept where Options.Keep is 0.
	defaultKeep = 165 * weekHours
)

// Options say how a file is read. The zero value is the documented default of each field.
type Options struct {
	// Series names the series wanted; nil means all. One that the file lacks is an error that lists
	// those it has.
	Series []string
	// Decimal is the decimal mark of the values, '.' or ','. Where it is 0, either is taken for one,
	// and numbers such as 4.200, which may be 4.2 or 4200, are errors.
	Decimal byte
	// Keep is the most hours kept of each series, the latest ones: up to MaxHours. 0 means
	// three years and nine weeks, all that a learner looks at.
	Keep int
	// Label is the label of a Prometheus result that names its series. Empty means all labels together,
	// such as {job="api",region="eu"}.
	Label string
	// Instant says that the values of a Prometheus result tell of the time that begins with their
	// timestamps. The zero value is what range functions such as rate and increase do: they tell of
	// the time before.
	Instant bool
}

// check returns what is wrong with the options.
func (o Options) check() error {
	if o.Decimal != 0 && o.Decimal != '.' && o.Decimal != ',' {
		return fmt.Errorf("history: decimal mark %q: expected '.' or ','", string(o.Decimal))
	}
	if o.Keep < 0 || o.Keep > MaxHours {
		return fmt.Errorf("history: keep %d hours: expected 0 to %d", o.Keep, MaxHours)
	}
	return nil
}

// Column names, the one we write first. Case, spaces, hyphens and a quote around them do not matter.
var (
	timeColumns    = []string{"timestamp_utc", "time_utc", "hour_utc", "datetime_utc", "utc_timestamp", "utc", "timestamp", "time", "hour", "datetime", "ts"}
	regionColumns  = []string{"region", "series", "region_name", "name", "segment"}
	valueColumns   = []string{"value", "count", "requests", "sessions", "users", "active_users", "customers", "hits", "events", "n"}
	zoneColumns    = []string{"time_zone", "timezone", "zone", "tz"}
	countryColumns = []string{"country", "country_code", "iso", "iso_code", "code"}
)

// columns are where a header has what is wanted; -1 where it has not.
type columns struct {
	at    map[string]int
	names []string
}

func findColumns(header []string) columns {
	c := columns{at: make(map[string]int), names: header}
	for i, name := range header {
		key := strings.NewReplacer(" ", "_", "-", "_").Replace(strings.ToLower(name))
		if _, twice := c.at[key]; !twice {
			c.at[key] = i
		}
	}
	return c
}

// find returns the column of the first alias that the header has.
func (c columns) find(aliases []string) int {
	for _, a := range aliases {
		if i, ok := c.at[a]; ok {
			return i
		}
	}
	return -1
}

// ReadCSV reads hourly history: a header, then rows of timestamp_utc, region and value, and perhaps
// time_zone and country. Columns may be in any order and have other usual names (time, hour; series,
// name; count, requests, sessions, users), others are passed over. Without a region column all rows are
// one series without a name. The separator is comma, semicolon or tab, whichever the header has most;
// a byte order mark, blank lines, quotes and lines that begin with # are understood. Name is how errors
// call the file.
//
// Timestamps are the starts of hours in UTC, or of equal parts of an hour, of which the mean is taken.
// The rows of a series are in order of time; those of different series may be mixed. Hours without a
// row are missing, not 0. The series come in the order in which the file first names them.
//
// Errors are a *FileError with the lines of the first faults: times out of order or given twice,
// negative or infinite values, ambiguous numbers, mixed resolutions, a line that was cut off. Nothing
// is dropped in silence; Series.Tally counts what was left out. Once ctx is done its error is returned.
//
// The file is read once, a line at a time. Memory grows with the number of series times Keep, never
// with the length of the file.
func ReadCSV(ctx context.Context, r io.Reader, name string, opt Options) ([]Series, error) {
	if err := opt.check(); err != nil {
		return nil, err
	}
	faults := &faultList{name: name}
	t := newTable(obedient{ctx, r}, faults)
	header, err := t.header()
	if err != nil {
		return nil, fileError(name, err)
	}
	c := csvReader{table: t, faults: faults, set: newSeriesSet(opt), opt: opt}
	if err := c.columns(header); err != nil {
		return nil, err
	}
	if err := c.rows(len(header)); err != nil {
		return nil, fileError(name, err)
	}
	return c.set.finish(faults, c.warnings())
}

// fileError names the file in errors of the reader itself, such as that of a context.
func fileError(name string, err error) error {
	if fe := (*FileError)(nil); errors.As(err, &fe) {
		return err
	}
	return fmt.Errorf("%s: %w", name, err)
}

// csvReader reads the rows of one file.
type csvReader struct {
	table  *table
	faults *faultList
	set    *seriesSet
	opt    Options

	time, region, value, zone, country int
	utc                                bool // the time column says that it is in UTC
}

// columns finds the columns in the header.
func (c *csvReader) columns(header []string) error {
	cols := findColumns(header)
	c.time, c.region, c.zone, c.country = cols.find(timeColumns), cols.find(regionColumns), cols.find(zoneColumns), cols.find(countryColumns)
	c.value = cols.find(valueColumns)
	for _, want := range []struct {
		at      int
		name    string
		aliases []string
	}{{c.time, "times", timeColumns}, {c.value, "values", valueColumns}} {
		if want.at < 0 {
			c.faults.add(c.table.line, "", "no column of %s; the first line must name one of %s, found %s",
				want.name, strings.Join(want.aliases, ", "), quote(strings.Join(header, ", ")))
		}
	}
	if c.time >= 0 {
		c.utc = strings.Contains(strings.ToLower(header[c.time]), "utc")
	}
	return c.faults.result()
}

// rows reads all rows. It returns only the errors after which reading cannot go on.
func (c *csvReader) rows(width int) error {
	for {
		err := c.table.row(width)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := c.row(); err != nil {
			return err
		}
	}
}

// row takes the row that the table holds.
func (c *csvReader) row() error {
	f, line := c.table.fields, c.table.line
	b, err := c.set.named(field(f, c.region), c.faults, line)
	if b == nil || err != nil {
		return err
	}
	unix, err := parseTime(f[c.time], c.utc)
	if err != nil {
		c.faults.add(line, "", "%s", c.cut(err))
		return nil
	}
	value, err := parseValue(f[c.value], c.opt.Decimal)
	if err != nil {
		c.faults.add(line, "", "%s", c.cut(err))
		return nil
	}
	b.add(sample{unix: unix, value: value, line: line})
	c.same(&b.series.TimeZone, field(f, c.zone), b, "time zone")
	c.same(&b.series.Country, field(f, c.country), b, "country")
	return nil
}

// cut adds to an error that the line it is in has no end.
func (c *csvReader) cut(err error) string {
	if c.table.open {
		return err.Error() + "; the file ends in this line and may have been cut off"
	}
	return err.Error()
}

// same keeps what is the same in all rows of a series.
func (c *csvReader) same(kept *string, found []byte, b *builder, what string) {
	if len(found) == 0 || *kept == string(found) {
		return
	}
	if *kept != "" {
		c.faults.add(c.table.line, where(b.series.Region), "its %s was %s so far, found %s", what, quote(*kept), quote(string(found)))
		return
	}
	*kept = string(found)
}

// warnings returns what is odd about the file as a whole.
func (c *csvReader) warnings() []string {
	if !c.table.open {
		return nil
	}
	return []string{fmt.Sprintf("line %d, the last, has no line end; if the file was cut off, its value may lack digits", c.table.line)}
}

func field(fields [][]byte, at int) []byte {
	if at < 0 {
		return nil
	}
	return fields[at]
}

func where(region string) string {
	if region == "" {
		return ""
	}
	return "series " + region
}
