package audience

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// field is what a column holds.
type field int

const (
	zoneField field = iota
	subdivisionField
	countryField
	ipField
	offsetField
	browserField
	seatsField
	tierField
	fields // how many there are
)

// columnNames are the names of the columns, the one we write first. Case, spaces and hyphens do not matter.
var columnNames = [fields][]string{
	zoneField:        {"time_zone", "timezone", "tz", "tzid", "iana_time_zone", "iana_timezone", "windows_time_zone", "windows_timezone", "zone"},
	subdivisionField: {"subdivision", "state", "province", "state_code", "province_code", "subdivision_code", "iso_3166_2", "admin1"},
	countryField:     {"country", "country_code", "country_iso", "iso2", "iso3", "alpha2", "alpha3", "iso_3166_1", "country_name"},
	ipField:          {"ip_country", "ip_country_code", "geoip_country", "cf_ipcountry", "geo_country"},
	offsetField:      {"utc_offset", "gmt_offset"},
	browserField:     {"browser_offset", "timezone_offset", "time_zone_offset", "gettimezoneoffset"},
	seatsField:       {"seats", "customers", "weight", "users", "active_users", "accounts", "licenses", "licences", "quantity", "count", "number", "n"},
	tierField:        {"tier", "plan", "edition", "segment"},
}

// columns are the numbers of the columns by what they hold; -1 where there is none.
type columns [fields]int

// findColumns finds the columns by their names. Two for one thing are an error: nothing is guessed.
func findColumns(header []string) (cols columns, err error) {
	var faults []string
	for f := range fields {
		cols[f] = -1
		for i, name := range header {
			if !slices.Contains(columnNames[f], columnKey(name)) {
				continue
			}
			if first := cols[f]; first >= 0 {
				faults = append(faults, fmt.Sprintf("the columns %s and %s both tell the %s; rename one", quote(header[first]), quote(name), columnNames[f][0]))
				continue
			}
			cols[f] = i
		}
	}
	if cols[offsetField] >= 0 && cols[browserField] >= 0 {
		faults = append(faults, fmt.Sprintf("the columns %s and %s both tell an offset; rename one", quote(header[cols[offsetField]]), quote(header[cols[browserField]])))
	}
	if cols[zoneField] < 0 && cols[subdivisionField] < 0 && cols[countryField] < 0 && cols[ipField] < 0 && cols[offsetField] < 0 && cols[browserField] < 0 {
		faults = append(faults, fmt.Sprintf("no column says where: expected one of time_zone, subdivision, country, ip_country, utc_offset or browser_offset, found %s", quote(strings.Join(header, ", "))))
	}
	if faults != nil {
		return cols, &RowError{Line: 1, Problem: strings.Join(faults, "; ")}
	}
	return cols, nil
}

func columnKey(name string) string {
	return strings.NewReplacer(" ", "_", "-", "_").Replace(strings.ToLower(strings.TrimSpace(name)))
}

// row makes a row of texts; get returns that of a field, "" where there is no such column.
func (cols *columns) row(line int, get func(field) string) (Row, error) {
	r := Row{TimeZone: get(zoneField), Subdivision: get(subdivisionField), Country: get(countryField), IPCountry: get(ipField), Offset: get(offsetField), Tier: get(tierField), Line: line}
	if text := get(browserField); text != "" {
		minutes, err := strconv.Atoi(text)
		if err != nil || minutes < -14*60 || minutes > 12*60 {
			return r, &RowError{line, fmt.Sprintf("browser_offset %s: expected the minutes of getTimezoneOffset, -840 to 720, positive behind UTC; +hh:mm belongs in utc_offset", quote(text))}
		}
		r.Offset = BrowserOffset(minutes)
	}
	if cols[seatsField] < 0 {
		return r, nil
	}
	var err error
	if r.Seats, err = parseSeats(get(seatsField)); err != nil {
		return r, &RowError{line, err.Error()}
	}
	r.Nobody = r.Seats == 0
	return r, nil
}

// parseSeats reads a number of customers: plain digits with at most one dot, perhaps with an exponent, as databases
// write large ones. Empty is none.
func parseSeats(text string) (float64, error) {
	if n, ok := wholeNumber(text); ok {
		return float64(n), nil
	}
	for i := range len(text) {
		if c := text[i]; (c < '0' || c > '9') && c != '.' && (i == 0 || c != 'e' && c != 'E' && c != '+' && c != '-') {
			return 0, fmt.Errorf("seats %s: expected a number of 0 or more, in plain digits", quote(text))
		}
	}
	n, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return 0, fmt.Errorf("seats %s: expected a number of 0 or more, in plain digits", quote(text))
	}
	return n, nil
}

// wholeNumber reads up to 15 digits, the usual case; "" is 0.
func wholeNumber(text string) (n int64, ok bool) {
	if len(text) > 15 {
		return 0, false
	}
	for i := range len(text) {
		if text[i] < '0' || text[i] > '9' {
			return 0, false
		}
		n = n*10 + int64(text[i]-'0')
	}
	return n, true
}

// marksOfMissing are what programs write where nothing is known. NA is none of them: it is Namibia.
var marksOfMissing = []string{"-", "null", "nil", "none", "n/a", "unknown", "(not set)", "undefined", `\N`}

// tidy takes the space around a text away, and makes the marks of what is missing empty.
func tidy(text string) string {
	text = strings.TrimSpace(text)
	for _, mark := range marksOfMissing {
		if len(mark) == len(text) && strings.EqualFold(mark, text) {
			return ""
		}
	}
	return text
}
