package audience_test

import (
	"context"
	"errors"
	"iter"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/audience"
)

// rowsOf is a sequence of rows without errors.
func rowsOf(rows ...audience.Row) iter.Seq2[audience.Row, error] {
	return func(yield func(audience.Row, error) bool) {
		for _, r := range rows {
			if !yield(r, nil) {
				return
			}
		}
	}
}

func collect(t *testing.T, opt audience.Options, rows ...audience.Row) *audience.Result {
	t.Helper()
	result, err := audience.Collect(t.Context(), rowsOf(rows...), opt)
	require.NoError(t, err)
	return result
}

// zonesOf returns the customers of a result by the names of its regions.
func zonesOf(r *audience.Result) map[string]int64 {
	zones := make(map[string]int64)
	for _, region := range r.Regions {
		zones[region.Name+" @ "+region.TimeZone] = region.Customers
	}
	return zones
}

func TestPlacesOfOneClock(t *testing.T) {
	winter := time.Date(2026, 1, 15, 0, 0, 0, 0, time.UTC)
	tests := map[string]struct {
		row    audience.Row
		region string
		way    audience.Way
		doubt  string // of the first
	}{
		"IANA zone":                          {audience.Row{TimeZone: "Europe/Berlin"}, "DE @ Europe/Berlin", audience.ByZone, ""},
		"old name":                           {audience.Row{TimeZone: "Asia/Calcutta"}, "IN @ Asia/Kolkata", audience.ByZone, ""},
		"wrong case":                         {audience.Row{TimeZone: "europe/paris"}, "FR @ Europe/Paris", audience.ByZone, ""},
		"zone of one of several":             {audience.Row{TimeZone: "US/Eastern"}, "US America/New_York @ America/New_York", audience.ByZone, ""},
		"country beats the zone's":           {audience.Row{TimeZone: "Europe/Berlin", Country: "US"}, "US Europe/Berlin @ Europe/Berlin", audience.ByZone, ""},
		"Windows zone":                       {audience.Row{TimeZone: "W. Europe Standard Time"}, "DE @ Europe/Berlin", audience.ByZone, ""},
		"Windows zone in Italy":              {audience.Row{TimeZone: "W. Europe Standard Time", Country: "IT"}, "IT @ Europe/Rome", audience.ByZone, ""},
		"Windows zone in Arizona":            {audience.Row{TimeZone: "US Mountain Standard Time", Country: "US"}, "US America/Phoenix @ America/Phoenix", audience.ByZone, ""},
		"UTC alone":                          {audience.Row{TimeZone: "UTC"}, "UTC @ UTC", audience.ByZone, ""},
		"UTC is no place":                    {audience.Row{TimeZone: "Etc/UTC", Country: "JP"}, "JP @ Asia/Tokyo", audience.ByCountry, "a time zone that is no place Etc/UTC"},
		"abbreviation":                       {audience.Row{TimeZone: "EST", Country: "DE"}, "DE @ Europe/Berlin", audience.ByCountry, "unknown time zone EST"},
		"Hawaii":                             {audience.Row{Subdivision: "US-HI"}, "US-HI @ Pacific/Honolulu", audience.BySubdivision, ""},
		"Hawaii by its letters":              {audience.Row{Subdivision: "hi", Country: "USA"}, "US-HI @ Pacific/Honolulu", audience.BySubdivision, ""},
		"Hawaii by its name":                 {audience.Row{Subdivision: "Hawaii", Country: "United States"}, "US-HI @ Pacific/Honolulu", audience.BySubdivision, ""},
		"California":                         {audience.Row{Subdivision: "US-CA"}, "US-CA @ America/Los_Angeles", audience.BySubdivision, ""},
		"the country column has the state":   {audience.Row{Country: "US-WA"}, "US-WA @ America/Los_Angeles", audience.BySubdivision, ""},
		"state by the country of an address": {audience.Row{Subdivision: "CA", IPCountry: "US"}, "US-CA @ America/Los_Angeles", audience.BySubdivision, ""},
		"Quebec":                             {audience.Row{Subdivision: "Québec", Country: "CA"}, "CA-QC America/Toronto @ America/Toronto", audience.BySubdivisionShares, ""},
		"Canaries by province":               {audience.Row{Subdivision: "ES-GC"}, "ES Atlantic/Canary @ Atlantic/Canary", audience.BySubdivision, ""},
		"Bavaria":                            {audience.Row{Subdivision: "DE-BY"}, "DE-BY @ Europe/Berlin", audience.BySubdivision, ""},
		"a French department":                {audience.Row{Subdivision: "FR-75C", Country: "FR"}, "FR @ Europe/Paris", audience.ByCountry, ""},
		"Réunion as a department":            {audience.Row{Subdivision: "FR-974", Country: "FR"}, "RE @ Indian/Reunion", audience.ByCountry, ""},
		"Puerto Rico as a state":             {audience.Row{Subdivision: "PR", Country: "US"}, "PR @ America/Puerto_Rico", audience.ByCountry, ""},
		"UK":                                 {audience.Row{Country: "UK"}, "GB @ Europe/London", audience.ByCountry, ""},
		"three letters":                      {audience.Row{Country: "che"}, "CH @ Europe/Zurich", audience.ByCountry, ""},
		"China is no Switzerland":            {audience.Row{Country: "CHN", Offset: "+08:00"}, "CN Asia/Shanghai @ Asia/Shanghai", audience.ByCountryShares, ""},
		"Namibia":                            {audience.Row{Country: "NA"}, "NA @ Africa/Windhoek", audience.ByCountry, ""},
		"Kosovo":                             {audience.Row{Country: "XK"}, "XK @ Europe/Belgrade", audience.ByCountry, ""},
		"name":                               {audience.Row{Country: "South Korea"}, "KR @ Asia/Seoul", audience.ByCountry, ""},
		"unknown state, one clock":           {audience.Row{Country: "Germany", Subdivision: "nowhere at all"}, "DE @ Europe/Berlin", audience.ByCountry, "unknown subdivision DE nowhere at all"},
		"state of another country":           {audience.Row{Country: "DE", Subdivision: "US-CA"}, "DE @ Europe/Berlin", audience.ByCountry, "subdivision of another country US-CA"},
		"IP country":                         {audience.Row{IPCountry: "NO"}, "NO @ Europe/Oslo", audience.ByIPCountry, ""},
		"country beats IP country":           {audience.Row{Country: "SE", IPCountry: "NO"}, "SE @ Europe/Stockholm", audience.ByCountry, ""},
		"unknown country, known address":     {audience.Row{Country: "Atlantis", IPCountry: "NO"}, "NO @ Europe/Oslo", audience.ByIPCountry, "unknown country Atlantis"},
		"offset picks a clock":               {audience.Row{Country: "US", Offset: "-10:00"}, "US Pacific/Honolulu @ Pacific/Honolulu", audience.ByCountryShares, ""},
		"browser's offset":                   {audience.Row{Country: "AU", Offset: audience.BrowserOffset(-480)}, "AU Australia/Perth @ Australia/Perth", audience.ByCountryShares, ""},
		"offset alone":                       {audience.Row{Offset: "+05:30"}, "IN @ Asia/Kolkata", audience.ByOffset, ""},
		"offset of the wrong country":        {audience.Row{Country: "MX", Offset: "+01:00"}, "MX America/Mexico_City @ America/Mexico_City", audience.ByCountryShares, "an offset that the place does not have MX +01:00"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			result := collect(t, audience.Options{OffsetsAt: winter}, tt.row)
			assert.Equal(t, map[string]int64{tt.region: 1}, zonesOf(result))
			require.Len(t, result.Account.Placed, 1)
			assert.Equal(t, tt.way, result.Account.Placed[0].Way)
			assert.Empty(t, result.Unplaced)
			doubt := ""
			for _, d := range result.Doubts {
				doubt = d.Problem + " " + d.Value
				assert.Equal(t, int64(1), d.Rows)
			}
			assert.Equal(t, tt.doubt, doubt)
		})
	}
}

// A country of several clocks is divided by the people of its cities, and to the last customer.
func TestCountryOfSeveralClocks(t *testing.T) {
	result := collect(t, audience.Options{}, audience.Row{Country: "US", Seats: 1_000_003})
	shares, ok := audience.SharesOf("US")
	require.True(t, ok)
	total, people := int64(0), int64(0)
	for _, s := range shares {
		people += s.People
	}
	for i, region := range result.Regions {
		assert.Equal(t, shares[i].TimeZone, region.TimeZone)
		assert.InDelta(t, float64(shares[i].People)/float64(people), float64(region.Customers)/1_000_003, 1e-6)
		assert.Equal(t, []string{"US"}, region.Holidays)
		total += region.Customers
	}
	assert.Equal(t, int64(1_000_003), total)
	assert.Equal(t, "100.0 % placed by country shares", result.Account.String())
}

// Texas has two clocks, of which El Paso's has one customer in 26.
func TestSubdivisionOfSeveralClocks(t *testing.T) {
	result := collect(t, audience.Options{}, audience.Row{Subdivision: "US-TX", Seats: 1000})
	assert.Equal(t, map[string]int64{"US-TX America/Chicago @ America/Chicago": 962, "US-TX America/Denver @ America/Denver": 38}, zonesOf(result))
}

func TestSharesOfTheCaller(t *testing.T) {
	opt := audience.Options{Shares: map[string][]audience.Share{
		"US":    {{TimeZone: "America/Los_Angeles", People: 3}, {TimeZone: "America/New_York", People: 1}},
		"DE-BY": {{TimeZone: "Europe/Vienna", People: 1}},
	}}
	result := collect(t, opt, audience.Row{Country: "US", Seats: 4}, audience.Row{Subdivision: "US-HI"}, audience.Row{Subdivision: "DE-BY"})
	assert.Equal(t, map[string]int64{
		"US America/Los_Angeles @ America/Los_Angeles": 3, "US America/New_York @ America/New_York": 1, "US-HI @ Pacific/Honolulu": 1, "DE-BY @ Europe/Vienna": 1,
	}, zonesOf(result))
}

func TestWhatCannotBePlaced(t *testing.T) {
	result := collect(t, audience.Options{},
		audience.Row{Country: "JP", Seats: 497},
		audience.Row{Country: "Atlantis", Seats: 2, Line: 7},
		audience.Row{Country: "Atlantis", TimeZone: "Mars/Phobos", Line: 9},
		audience.Row{Line: 10, Nobody: true},
		audience.Row{Subdivision: "CA", Line: 11, Nobody: true},
	)
	assert.Equal(t, []audience.Finding{
		{Problem: "unknown country", Value: "Atlantis", Rows: 2, Customers: 3, Line: 7},
		{Problem: "nothing that says where", Rows: 1, Line: 10},
		{Problem: "subdivision without a country", Value: "CA", Rows: 1, Line: 11},
	}, result.Unplaced)
	assert.Empty(t, result.Doubts)
	assert.Equal(t, audience.Placed{Way: audience.NotPlaced, Rows: 4, Customers: 3}, plain(result.Account.NotPlaced))
	assert.Equal(t, "99.4 % placed by country, 0.6 % not placed", result.Account.String())
}

// plain drops what is not exported.
func plain(p audience.Placed) audience.Placed {
	return audience.Placed{Way: p.Way, Rows: p.Rows, Customers: p.Customers}
}

func TestTiers(t *testing.T) {
	opt := audience.Options{Tiers: map[string]audience.Tier{"gold": {Activity: "always", Weight: 5}, "": {Activity: "consumer"}}}
	result := collect(t, opt, audience.Row{Country: "JP", Tier: "gold"}, audience.Row{Country: "JP", Seats: 2}, audience.Row{Country: "JP", Tier: "lead", Seats: 3})
	require.Len(t, result.Regions, 2)
	assert.Equal(t, "JP", result.Regions[0].Name)
	assert.Equal(t, "consumer", result.Regions[0].Activity)
	assert.Equal(t, int64(5), result.Regions[0].Customers)
	assert.Equal(t, "JP (always, weight 5)", result.Regions[1].Name)
	assert.InDelta(t, 5, result.Regions[1].Weight, 0)
	assert.Equal(t, []audience.Finding{{Problem: "unknown tier", Value: "lead", Rows: 1, Customers: 3}}, result.Doubts)

	builtin := collect(t, audience.Options{}, audience.Row{Country: "JP", Tier: "consumer"})
	assert.Equal(t, "JP (consumer)", builtin.Regions[0].Name)
	assert.Empty(t, builtin.Doubts)
}

// Customers are neither lost nor made, whatever the rows say, and their order does not matter.
func TestNothingIsLost(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	pick := func(of ...string) string { return of[r.IntN(len(of))] }
	for range 200 {
		var rows []audience.Row
		for range 1 + r.IntN(60) {
			rows = append(rows, audience.Row{
				TimeZone: pick("", "", "", "Europe/Berlin", "UTC", "x", "Eastern Standard Time"), Country: pick("", "US", "BR", "RU", "DE", "??", "AUS", "CN"),
				Subdivision: pick("", "", "HI", "US-TX", "DE-BY", "zz"), IPCountry: pick("", "CA", "T1"), Offset: pick("", "", "-05:00", "+03", "nine"), Tier: pick("", "always", "gold"),
				Seats: float64(r.IntN(2000)) / float64(1+r.IntN(2)*499), Nobody: r.IntN(9) == 0,
			})
			last := &rows[len(rows)-1]
			last.Seats = float64(int64(last.Seats*1000)) / 1000
		}
		result := collect(t, audience.Options{}, rows...)
		sum, placed, listed, placedRows := int64(0), 0.0, 0.0, result.Account.NotPlaced.Rows
		for _, region := range result.Regions {
			sum += region.Customers
		}
		for _, p := range result.Account.Placed {
			placed += p.Customers
			placedRows += p.Rows
		}
		for _, f := range result.Unplaced {
			listed += f.Customers
		}
		require.InDelta(t, placed, float64(sum), 0.5001)
		require.InDelta(t, result.Account.NotPlaced.Customers, listed, 1e-6)
		require.InDelta(t, result.Account.Customers, placed+listed, 1e-6)
		require.Equal(t, int64(len(rows)), result.Account.Rows)
		require.Equal(t, result.Account.Rows, placedRows)

		r.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
		require.Equal(t, result, collect(t, audience.Options{}, rows...))
	}
}

func TestOffsetsInSummerAndWinter(t *testing.T) {
	row := audience.Row{Country: "US", Offset: "-07:00", Seats: 100}
	winter := collect(t, audience.Options{OffsetsAt: time.Date(2026, 1, 15, 0, 0, 0, 0, time.UTC)}, row)
	assert.Equal(t, []string{"America/Denver", "America/Phoenix"}, names(winter))
	summer := collect(t, audience.Options{OffsetsAt: time.Date(2026, 7, 15, 0, 0, 0, 0, time.UTC)}, row)
	assert.Equal(t, []string{"America/Los_Angeles", "America/Phoenix"}, names(summer))
	unknown := collect(t, audience.Options{}, row)
	assert.Equal(t, []string{"America/Los_Angeles", "America/Denver", "America/Phoenix"}, names(unknown))
}

func names(r *audience.Result) (zones []string) {
	for _, region := range r.Regions {
		zones = append(zones, region.TimeZone)
	}
	return zones
}

func TestWrongRowsAreToldTogether(t *testing.T) {
	rows := []audience.Row{{Country: "JP", Seats: -1, Line: 2}, {Country: "JP", Seats: 0.0001, Line: 3}, {Country: "JP", Line: 4}}
	_, err := audience.Collect(t.Context(), rowsOf(rows...), audience.Options{})
	require.EqualError(t, err, "line 2: seats -1: expected a number from 0.001 to 10000000000, in whole thousandths\nline 3: seats 0.0001: expected a number from 0.001 to 10000000000, in whole thousandths")
	var list *audience.RowsError
	require.ErrorAs(t, err, &list)

	_, err = audience.Collect(t.Context(), rowsOf(slices.Repeat(rows[:1], 30)...), audience.Options{})
	require.ErrorAs(t, err, &list)
	assert.Len(t, list.Faults, audience.MaxFaults)
	assert.Equal(t, 10, list.More)
	assert.ErrorContains(t, err, "and 10 more problems")
}

func TestCollectEndsOnOtherErrors(t *testing.T) {
	broken := errors.New("the line is dead")
	_, err := audience.Collect(t.Context(), func(yield func(audience.Row, error) bool) { yield(audience.Row{}, broken) }, audience.Options{})
	require.ErrorIs(t, err, broken)

	_, err = audience.Collect(t.Context(), rowsOf(), audience.Options{})
	require.EqualError(t, err, "audience: there are no rows")

	_, err = audience.Collect(t.Context(), rowsOf(audience.Row{Country: "JP", Seats: scheduler.MaxCustomers}, audience.Row{Country: "JP"}), audience.Options{})
	require.EqualError(t, err, "audience: more than 10000000000 customers")

	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = audience.Collect(ctx, rowsOf(audience.Row{Country: "JP"}), audience.Options{})
	require.ErrorIs(t, err, context.Canceled)
}

func TestWrongOptions(t *testing.T) {
	_, err := audience.Collect(t.Context(), rowsOf(), audience.Options{
		Shares: map[string][]audience.Share{"UK": {{TimeZone: "London", People: 0}}, "US": nil},
		Tiers:  map[string]audience.Tier{"gold": {Weight: -1}},
	})
	var faults scheduler.FieldErrors
	require.ErrorAs(t, err, &faults)
	var paths []string
	for _, f := range faults {
		paths = append(paths, f.Path)
	}
	assert.Equal(t, []string{`shares["UK"]`, `shares["UK"][0].time_zone`, `shares["UK"][0].people`, `shares["US"]`, `tiers["gold"].weight`}, paths)
}

// More values than are kept are counted together.
func TestManyUnknownValues(t *testing.T) {
	result, err := audience.Collect(t.Context(), func(yield func(audience.Row, error) bool) {
		for i := range audience.MaxFindings + 500 {
			yield(audience.Row{Country: "nowhere" + string(rune('a'+i%26)) + string(rune('a'+i/26%26)) + string(rune('a'+i/676))}, nil)
		}
	}, audience.Options{})
	require.NoError(t, err)
	require.Len(t, result.Unplaced, audience.MaxFindings+1)
	assert.Equal(t, audience.Finding{Problem: "other values", Rows: 500, Customers: 500}, withoutLine(result.Unplaced[audience.MaxFindings]))
	assert.Equal(t, "100.0 % not placed", result.Account.String())
}

func withoutLine(f audience.Finding) audience.Finding {
	f.Line = 0
	return f
}
