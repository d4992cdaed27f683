package audience_test

import (
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler/audience"
	"github.com/quietwindow/quietwindow/scheduler/planfile"
)

func TestCSVForms(t *testing.T) {
	tests := map[string]struct{ table, regions string }{
		"plain":                  {"country,seats\nJP,3\nUK,2\n", "JP 3, GB 2"},
		"without seats":          {"id,country\n1,JP\n2,JP\n", "JP 2"},
		"semicolons, quotes":     {"\xef\xbb\xbfname;\"Country Code\";Seats\r\n\"Smith; Sons\r\n\"\"Ltd\"\"\";jp;4\r\n", "JP 4"},
		"tabs":                   {"time_zone\tusers\nAsia/Tokyo\t7", "JP 7"},
		"blank lines and spaces": {"country , seats\n\n JP , 5 \n\n", "JP 5"},
		"what is missing":        {"time_zone,country,state,seats\nnull,JP,N/A,2\n(not set),-,unknown,1\n", "JP 2"},
		"Namibia is there":       {"country,seats\nNA,2\n", "NA 2"},
		"weights":                {"country,weight\nJP,0.5\nJP,1.75\n", "JP 2"},
		"a large exponent":       {"country,seats\nJP,1e+06\n", "JP 1000000"},
		"accounts without seats": {"country,seats\nJP,0\nJP,\nGB,1\n", "GB 1"},
		"minutes of a browser":   {"country,browser_offset\nUS,600\n", "US Pacific/Honolulu 1"},
		"hours of an offset":     {"country,utc_offset\nUS,-10:00\n", "US Pacific/Honolulu 1"},
		"Cloudflare's column":    {"CF-IPCountry,plan\nNO,consumer\nT1,consumer\n", "NO (consumer) 1"},
		"subdivisions":           {"iso_3166_2\nUS-HI\n", "US-HI 1"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			result, err := audience.Collect(t.Context(), audience.CSV(iotest.OneByteReader(strings.NewReader(tt.table)), "c.csv"), audience.Options{})
			require.NoError(t, err)
			var list []string
			for _, r := range result.Regions {
				n, err := json.Marshal(r.Customers)
				require.NoError(t, err)
				list = append(list, r.Name+" "+string(n))
			}
			assert.Equal(t, tt.regions, strings.Join(list, ", "))
		})
	}
}

func TestCSVFaults(t *testing.T) {
	tests := map[string]struct{ table, want string }{
		"empty":           {"", "c.csv: the table is empty; its first line must name the columns"},
		"UTF-16":          {"\xff\xfec\x00", "c.csv: the table is in UTF-16; save it as UTF-8"},
		"no place":        {"id,seats\n1,2\n", `c.csv: line 1: no column says where: expected one of time_zone, subdivision, country, ip_country, utc_offset or browser_offset, found "id, seats"`},
		"two of one kind": {"country,iso3,seats\nJP,JPN,2\n", `c.csv: line 1: the columns "country" and "iso3" both tell the country; rename one`},
		"two offsets":     {"utc_offset,browser_offset\n+1,60\n", `c.csv: line 1: the columns "utc_offset" and "browser_offset" both tell an offset; rename one`},
		"rows":            {"country,seats\nJP\nJP,1.200.3\nJP,\"1,200\"\nJP,-3\n", "line 2: found 1 fields, expected the 2 of the first line\nline 3: seats \"1.200.3\": expected a number of 0 or more, in plain digits\nline 4: seats \"1,200\": expected a number of 0 or more, in plain digits\nline 5: seats \"-3\": expected a number of 0 or more, in plain digits"},
		"offset":          {"country,browser_offset\nUS,-10:00\n", `line 2: browser_offset "-10:00": expected the minutes of getTimezoneOffset, -840 to 720, positive behind UTC; +hh:mm belongs in utc_offset`},
		"a stray quote":   {"country,name\nJP,\"a\"b\nGB,c\n", `c.csv: line 2: extraneous or missing " in quoted-field; a field with quotes begins and ends with one, and doubles those in it`},
		"an open quote":   {"country,name\nJP,\"" + strings.Repeat("x\n", 3<<20), "c.csv: a record is longer than 1048576 bytes; a quote may not be closed"},
		"only a header":   {"country,seats\n", "audience: there are no rows"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := audience.Collect(t.Context(), audience.CSV(strings.NewReader(tt.table), "c.csv"), audience.Options{})
			require.EqualError(t, err, tt.want)
		})
	}
}

func TestCSVReaderThatFails(t *testing.T) {
	broken := errors.New("the disk is gone")
	for _, text := range []string{"", "country\nJP\n"} {
		_, err := audience.Collect(t.Context(), audience.CSV(io.MultiReader(strings.NewReader(text), iotest.ErrReader(broken)), "c.csv"), audience.Options{})
		require.ErrorIs(t, err, broken)
		require.ErrorContains(t, err, "c.csv: ")
	}
}

// What is made is read back as the regions of a plan, and by a planner.
func TestRegionsArePlansRegions(t *testing.T) {
	table := "country,state,plan,seats\nUS,HI,gold,10\nUS,,,500\nDE,BY,,30\nSA,,,20\n"
	opt := audience.Options{Tiers: map[string]audience.Tier{"gold": {Activity: "consumer", Weight: 2.5}}}
	result, err := audience.Collect(t.Context(), audience.CSV(strings.NewReader(table), "c.csv"), opt)
	require.NoError(t, err)
	regions, err := json.Marshal(result.Regions)
	require.NoError(t, err)
	text := `{"regions": ` + string(regions) + `, "window": {"duration": "1h"}, "search": {"from": "2027-01-01T00:00:00Z", "to": "2027-02-01T00:00:00Z"}}`
	plan, err := planfile.Parse(t.Context(), []byte(text), planfile.Options{})
	require.NoError(t, err)

	own, err := result.Scheduler(nil)
	require.NoError(t, err)
	read := plan.Planner.Regions()
	require.Len(t, read, len(own))
	for i := range own {
		assert.Equal(t, own[i].Name, read[i].Name)
		assert.Equal(t, own[i].Customers, read[i].Customers)
		assert.InDelta(t, own[i].Weight, read[i].Weight, 0)
		assert.Equal(t, own[i].Calendar.Location, read[i].Calendar.Location)
		assert.Equal(t, own[i].Calendar.Weekend, read[i].Calendar.Weekend)
		assert.Equal(t, own[i].Activity, read[i].Activity)
	}
}

func TestActivityThatIsNotThere(t *testing.T) {
	result := collect(t, audience.Options{Tiers: map[string]audience.Tier{"": {Activity: "shop"}}}, audience.Row{Country: "JP"})
	_, err := result.Scheduler(nil)
	require.ErrorContains(t, err, "regions[0].activity")
	assert.Equal(t, "JP", result.Regions[0].Name)
}
