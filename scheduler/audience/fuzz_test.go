package audience_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler/audience"
)

// Whatever a table holds, what is read adds up, and equal tables give equal answers.
func FuzzCSV(f *testing.F) {
	for _, seed := range []string{
		"country,seats\nJP,3\nUK,2\n", "time_zone;state;country;ip_country;utc_offset;tier;n\nEurope/Berlin;HI;US;NO;+1;always;1.5\n", "browser_offset\n-60\n600\n",
		"\xef\xbb\xbfcountry\tname\nUS-TX\t\"a\"\"b\"\n", "country,seats\nJP,\"1\n2\"\n", "iso_3166_2\nUS-\nES-GC\n\xff-\xff\n",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, table string) {
		result, err := audience.Collect(t.Context(), audience.CSV(strings.NewReader(table), "f"), audience.Options{})
		if err != nil {
			require.NotEmpty(t, err.Error())
			require.Nil(t, result)
			return
		}
		again, err := audience.Collect(t.Context(), audience.CSV(strings.NewReader(table), "f"), audience.Options{})
		require.NoError(t, err)
		require.Equal(t, result, again)
		sum, placed, listed := int64(0), 0.0, 0.0
		for _, r := range result.Regions {
			require.Positive(t, r.Customers)
			sum += r.Customers
		}
		for _, p := range result.Account.Placed {
			placed += p.Customers
		}
		for _, u := range result.Unplaced {
			listed += u.Customers
		}
		require.InDelta(t, placed, float64(sum), 0.51)
		require.InDelta(t, result.Account.NotPlaced.Customers, listed, 1e-3)
		require.InDelta(t, result.Account.Customers, placed+listed, 1e-3)
	})
}
