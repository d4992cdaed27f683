package history

import (
	"slices"
	"strings"
	"time"
)

// Column names, the one we write first. Case, spaces, hyphens and a quote around them do not matter.
var (
	timeColumns    = []string{"timestamp_utc", "time_utc", "hour_utc", "datetime_utc", "date_utc", "utc_timestamp", "utc", "timestamp", "time", "hour", "datetime", "ts", "date_hour", "datehour", "date_+_hour", "date_time", "date", "start_time", "datetimehour", "period_start"}
	regionColumns  = []string{"region", "series", "region_name", "name", "segment", "group", "metric", "label"}
	valueColumns   = []string{"value", "count", "requests", "sessions", "users", "active_users", "customers", "hits", "events", "n", "total_users", "event_count", "visits", "views", "page_views", "pageviews", "sum", "average", "avg", "samplecount", "sample_count"}
	zoneColumns    = []string{"time_zone", "timezone", "zone", "tz"}
	countryColumns = []string{"country", "country_code", "iso", "iso_code", "code"}
)

// columns are where a header has what is wanted; -1 where it has not.
type columns struct {
	at    map[string]int
	names []string
}

// columnKey brings the name of a column to the form of the lists above: "Timestamp (UTC)" is timestamp_utc, and
// a unit or a form in brackets, as in "Date + hour (YYYYMMDDHH)", is left out.
func columnKey(name string) string {
	name = strings.ToLower(strings.TrimSpace(name))
	if head, note, ok := strings.Cut(name, "("); ok && strings.HasSuffix(note, ")") {
		name = strings.TrimSpace(head)
		if strings.TrimSuffix(note, ")") == "utc" {
			name += "_utc"
		}
	}
	return strings.NewReplacer(" ", "_", "-", "_").Replace(name)
}

func findColumns(header []string) columns {
	c := columns{at: make(map[string]int), names: header}
	for i, name := range header {
		key := columnKey(name)
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

// wideCell is a column of a wide table.
type wideCell struct {
	at   int
	name []byte
}

// columns finds the columns in the header. Where none is known to hold values, and none tells the series, all but
// the time, the zone and the country are series: a wide table.
func (c *csvReader) columns(header []string) error {
	cols := findColumns(header)
	c.time, c.region, c.zone, c.country = cols.find(timeColumns), cols.find(regionColumns), cols.find(zoneColumns), cols.find(countryColumns)
	c.value = cols.find(valueColumns)
	c.units = make(map[int]string)
	if c.time < 0 {
		c.faults.add(c.table.line, "", "no column of times; the first line must name one of %s, found %s", strings.Join(timeColumns, ", "), quote(strings.Join(header, ", ")))
	} else {
		c.utc = slices.Contains(strings.FieldsFunc(strings.ToLower(header[c.time]), func(r rune) bool { return r < 'a' || r > 'z' }), "utc")
		c.compact = strings.Contains(strings.ToLower(header[c.time]), "yyyymmddhh") || slices.Contains([]string{"date_hour", "datehour", "date_+_hour"}, columnKey(header[c.time]))
		if c.utc && c.opt.Location != nil && c.opt.Location != time.UTC {
			c.faults.add(c.table.line, "", "the column %s is in UTC by its name, and the times were said to be those of %s; expected one of the two", quote(header[c.time]), c.opt.Location)
		}
	}
	if c.value < 0 && c.region < 0 && c.time >= 0 {
		for i, name := range header {
			if i != c.time && i != c.zone && i != c.country && name != "" {
				c.wide = append(c.wide, wideCell{i, []byte(name)})
			}
		}
	}
	if c.value < 0 && c.wide == nil {
		c.faults.add(c.table.line, "", "no column of values; the first line must name one of %s, found %s", strings.Join(valueColumns, ", "), quote(strings.Join(header, ", ")))
	}
	return c.faults.result()
}
