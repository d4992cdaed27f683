package history_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler/activity/history"
)

func TestReadCustomers(t *testing.T) {
	for _, tc := range []struct {
		name string
		file string
		want string
	}{
		{"all columns", "region,time_zone,country,customers\nAmericas,America/New_York,US,6200\nGulf,Asia/Riyadh,SA,1400\n",
			"Americas US America/New_York 6200, Gulf SA Asia/Riyadh 1400"},
		{"a country with one zone", "country;users\nDE;2400\nJP;31\n", "DE DE Europe/Berlin 2400, JP JP Asia/Tokyo 31"},
		{"a subdivision", "Name\tCountry Code\tSeats\nBavaria\tDE-BY\t7\n", "Bavaria DE-BY Europe/Berlin 7"},
		{"zones of one country in rows", "country,tz,count\nUS,America/New_York,5\nUS,America/Chicago,4\n",
			"US America/New_York US America/New_York 5, US America/Chicago US America/Chicago 4"},
		{"only zones", "tz,users\nEurope/Paris,3\n", "Europe/Paris  Europe/Paris 3"},
		{"shares, by largest remainder", "country,customers\nUS,10\n",
			"US America/New_York US America/New_York 5, US America/Chicago US America/Chicago 3, US America/Los_Angeles US America/Los_Angeles 2"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			shares := map[string][]history.ZoneShare{"US": {{"America/New_York", 0.46}, {"America/Chicago", 0.3}, {"Pacific/Honolulu", 0.02}, {"America/Los_Angeles", 0.22}}}
			list, err := history.ReadCustomers(t.Context(), strings.NewReader(tc.file), "c.csv", history.CustomersOptions{Shares: shares})
			require.NoError(t, err)
			var got []string
			for _, c := range list {
				assert.Equal(t, c.TimeZone, c.Location.String())
				got = append(got, fmt.Sprintf("%s %s %s %d", c.Region, c.Country, c.TimeZone, c.Number))
			}
			assert.Equal(t, tc.want, strings.Join(got, ", "))
		})
	}
}

func TestReadCustomersFaults(t *testing.T) {
	const head = "region,time_zone,country,customers\n"
	for _, tc := range []struct{ name, file, want string }{
		{"several zones", head + "US,,US,6200\n", "c.csv:2: country US has several time zones: give each a row with its share of the 6200 customers, or say how they divide: America/New_York, America/Chicago, America/Denver"},
		{"no place", head + "x,,,1\n", "c.csv:2: neither a time zone nor a country"},
		{"country", head + "x,,UK,1\n", `c.csv:2: country "UK": expected an ISO 3166-1 code in capitals`},
		{"zone", head + "x,Berlin,DE,1\n", "c.csv:2: time zone"},
		{"all of a row", head + "x,Mars,XX,0\n", "c.csv:2: customers \"0\": expected a whole number, 1 to 10000000000, in plain digits\n" +
			"c.csv:2: time zone \"Mars\": not in the IANA time zone database found here\nc.csv:2: country \"XX\": expected an ISO 3166-1 code in capitals"},
		{"grouped", head + "x,,DE,4.200\n", `c.csv:2: customers "4.200": expected a whole number, 1 to 10000000000, in plain digits`},
		{"none", head + "x,,DE,0\n", `customers "0"`},
		{"negative", head + "x,,DE,-1\n", `customers "-1"`},
		{"empty", head + "x,,DE,\n", `customers ""`},
		{"too many", head + "x,,DE,10000000001\n", `customers "10000000001"`},
		{"twice", head + "x,,DE,1\nx,,FR,2\n", `c.csv:3: region "x" was given already, in line 2`},
		{"no rows", head, "c.csv: the file holds no customers"},
		{"no number", "region,country\nx,DE\n", "no column of customers"},
		{"no column of places", "region,customers\nx,1\n", "no column time_zone or country"},
		{"cut off", head + "x,,DE,1\ny,,F", "c.csv:3: the file ends in the middle of this line"},
		{"a share of nothing", head + "x,,CA,1\n", `country CA: share 0 of "America/Toronto": expected more than 0`},
	} {
		t.Run(tc.name, func(t *testing.T) {
			opt := history.CustomersOptions{Shares: map[string][]history.ZoneShare{"CA": {{"America/Toronto", 0}}}}
			list, err := history.ReadCustomers(t.Context(), strings.NewReader(tc.file), "c.csv", opt)
			assert.ErrorContains(t, err, tc.want)
			assert.Nil(t, list)
		})
	}
	var many strings.Builder
	many.WriteString(head)
	for i := range 10_001 {
		fmt.Fprintf(&many, "r%d,,DE,1\n", i)
	}
	_, err := history.ReadCustomers(t.Context(), strings.NewReader(many.String()), "c.csv", history.CustomersOptions{})
	assert.ErrorContains(t, err, "more than 10000 regions")
}

// Every zone of the table is one that the calendar loads, and no country lacks one.
func TestCountryZones(t *testing.T) {
	countries := 0
	for a := 'A'; a <= 'Z'; a++ {
		for b := 'A'; b <= 'Z'; b++ {
			zones, ok := history.CountryZones(string(a) + string(b))
			assert.Equal(t, ok, len(zones) > 0)
			countries += min(1, len(zones))
			for _, z := range zones {
				_, err := calendar.LoadZone(z)
				assert.NoError(t, err)
			}
		}
	}
	assert.Equal(t, 248, countries, "the codes of zone.tab, and XK")
	for code, want := range map[string][]string{
		"DE": {"Europe/Berlin"}, "AR": {"America/Argentina/Buenos_Aires"}, "XK": {"Europe/Belgrade"}, "PT": {"Europe/Lisbon", "Atlantic/Azores"},
		"AU": {"Australia/Lord_Howe", "Australia/Sydney", "Australia/Adelaide", "Australia/Brisbane", "Australia/Darwin", "Australia/Perth", "Australia/Eucla"},
	} {
		zones, ok := history.CountryZones(code)
		assert.True(t, ok)
		assert.Equal(t, want, zones)
	}
	_, ok := history.CountryZones("ZZ")
	assert.False(t, ok)
}
