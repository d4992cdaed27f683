package history

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
)

const (
	// maxSeries is the most series of one file.
	maxSeries = 1_000
	// defaultKeep is how many hours of a series are kept where Options.Keep is 0.
	defaultKeep = 165 * weekHours
	// MaxShift is the most that Options.Shift may be, either way: a clock that is off by more shows other dates.
	MaxShift = dayHours * time.Hour
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
	// Location is whose clocks times without a zone are read on. Nil: such times are errors, unless their column
	// says that it is in UTC. Of a reading that clocks show twice the one is meant that goes on from the row
	// before; a file that has it once means the first.
	Location *time.Location
	// Instant says that the values of a Prometheus result tell of the time that begins with their
	// timestamps. The zero value is what range functions such as rate and increase do: they tell of
	// the time before.
	Instant bool
	// Shift puts a wrong clock right: it is added to every time of the file, once that was read on its zone's clocks and
	// before anything else is done with it. 8 hours where the clock was eight hours early, less than 0 where it was late:
	// whole hours, MaxShift at most either way. 0 means that the clock was right. Errors show times as the file has them.
	Shift time.Duration
}

// check returns what is wrong with the options.
func (o Options) check() error {
	if o.Decimal != 0 && o.Decimal != '.' && o.Decimal != ',' {
		return fmt.Errorf("history: decimal mark %q: expected '.' or ','", string(o.Decimal))
	}
	if o.Keep < 0 || o.Keep > MaxHours {
		return fmt.Errorf("history: keep %d hours: expected 0 to %d", o.Keep, MaxHours)
	}
	if o.Shift%time.Hour != 0 || o.Shift < -MaxShift || o.Shift > MaxShift {
		return fmt.Errorf("history: shift %s: expected whole hours from %s to %s", calendar.FormatDuration(o.Shift), calendar.FormatDuration(-MaxShift), calendar.FormatDuration(MaxShift))
	}
	return nil
}

// ReadCSV reads hourly history: a header, then rows of timestamp_utc, region and value, and perhaps
// time_zone and country. Columns may be in any order and have other usual names (time, hour; series,
// name; count, requests, sessions, users), others are passed over. Without a region column all rows are
// one series without a name. The separator is comma, semicolon or tab, whichever the header has most;
// a byte order mark, blank lines, quotes and lines that begin with # are understood. Name is how errors
// call the file.
//
// Where no column is known to hold values, and none tells the series, every other column is a series by its name: a
// wide table. Times may also be those of Options.Location, and YYYYMMDDHH where the header says so, as Google
// Analytics has it. A unit after the numbers is passed over where it is the same in the whole column; "N/A",
// "-", "null", "none" and "undefined" are missing values.
//
// Timestamps are the starts of hours, or of equal parts of an hour, of which the mean is taken; where all are hh:59 or
// hh:59:59 they stand for the hours that contain them. The rows of a series are in order of time, the oldest or
// the newest first; those of different series may be mixed. Hours without a row are missing, not 0. The series come in the order in which the file first names them.
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
	utc                                bool       // the time column says that it is in UTC
	compact                            bool       // its times are YYYYMMDDHH
	wide                               []wideCell // the columns of a table with one a series, in place of region and value
	units                              map[int]string
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
	if c.wide == nil {
		return c.cell(field(c.table.fields, c.region), c.value)
	}
	for _, w := range c.wide {
		if err := c.cell(w.name, w.at); err != nil {
			return err
		}
	}
	return nil
}

// cell takes the value of a series in the row that the table holds.
func (c *csvReader) cell(name []byte, at int) error {
	f, line := c.table.fields, c.table.line
	b, err := c.set.named(name, c.faults, line)
	if b == nil || err != nil {
		return err
	}
	unix, zoned, err := parseReading(f[c.time], c.compact)
	if err == nil && !zoned && !c.utc && c.opt.Location == nil {
		err = fmt.Errorf("time %s: %s", quote(string(f[c.time])), noZone)
	}
	if err != nil {
		c.faults.add(line, "", "%s", c.cut(err))
		return nil
	}
	value, err := c.number(f[at], at)
	if err != nil {
		c.faults.add(line, "", "%s", c.cut(err))
		return nil
	}
	s := sample{unix: unix, value: value, line: line}
	if !zoned && !c.utc {
		var ok bool
		if s.unix, ok = b.localTime(unix, s); !ok {
			return nil
		}
	}
	b.add(s)
	c.same(&b.series.TimeZone, field(f, c.zone), b, "time zone")
	c.same(&b.series.Country, field(f, c.country), b, "country")
	return nil
}

// number reads a value, perhaps with a unit, which is the same in all rows of a column.
func (c *csvReader) number(text []byte, column int) (float64, error) {
	value, err := parseValue(text, c.opt.Decimal)
	number, unit := splitUnit(text)
	if err == nil {
		unit = nil // also of 1e3, and of a mark of a missing value
	} else if !isUnit(unit) {
		return 0, err
	} else if value, err = parseValue(number, c.opt.Decimal); err != nil {
		return 0, err
	}
	if math.IsNaN(value) || value == 0 && unit == nil {
		return value, nil
	}
	kept, seen := c.units[column]
	if !seen {
		c.units[column] = string(unit)
	} else if kept != string(unit) {
		return 0, fmt.Errorf("value %s: the unit was %s so far, found %s; expected one for the whole column", quote(string(text)), unitName(kept), unitName(string(unit)))
	}
	return value, nil
}

func unitName(unit string) string {
	if unit == "" {
		return "none"
	}
	return quote(unit)
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
