package audience

import (
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/calendar/national"
)

// Each part is its exact share, up or down to a whole number, and the sum is the number.
func TestDivide(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 2000 {
		parts, total := make([]part, 1+r.IntN(9)), big.NewInt(0)
		for i := range parts {
			parts[i].people = 1 + r.Int64N(maxPeople)>>r.IntN(40)
			total.Add(total, big.NewInt(parts[i].people))
		}
		number := r.Int64N(10_000_000_000) >> r.IntN(34)
		sum := int64(0)
		for i, n := range divide(number, parts) {
			exact := new(big.Int).Mul(big.NewInt(number), big.NewInt(parts[i].people))
			low := exact.Div(exact, total).Int64()
			require.Contains(t, []int64{low, low + 1}, n)
			sum += n
		}
		require.Equal(t, number, sum)
	}
	assert.Equal(t, []int64{1, 0}, divide(1, []part{{people: 5}, {people: 5}}), "the first of equal ones")
	assert.Equal(t, []int64{2, 1, 0}, divide(3, []part{{people: 60}, {people: 25}, {people: 15}}))
}

func TestPercentages(t *testing.T) {
	tests := map[string]struct {
		placed []Placed
		missed int64
		want   string
	}{
		"all":                 {[]Placed{{Way: ByZone, milli: 5}}, 0, "100.0 % placed by zone"},
		"none":                {nil, 7, "100.0 % not placed"},
		"nobody":              {nil, 0, "no customers"},
		"one of five million": {[]Placed{{Way: ByZone, milli: 4_999_999}}, 1, "over 99.9 % placed by zone, under 0.1 % not placed"},
		"all but one":         {[]Placed{{Way: ByZone, milli: 1}}, 4_999_999, "under 0.1 % placed by zone, over 99.9 % not placed"},
		"as in the doc":       {[]Placed{{Way: ByZone, milli: 986}, {Way: ByCountryShares, milli: 12}}, 2, "98.6 % placed by zone, 1.2 % by country shares, 0.2 % not placed"},
		"most first":          {[]Placed{{Way: ByZone, milli: 1}, {Way: ByCountry, milli: 2}}, 0, "66.7 % placed by country, 33.3 % by zone"},
		"thirds add up":       {[]Placed{{Way: ByZone, milli: 1}, {Way: ByCountry, milli: 1}}, 1, "33.4 % placed by zone, 33.3 % by country, 33.3 % not placed"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			a := Account{Placed: tt.placed, NotPlaced: Placed{Way: NotPlaced, milli: tt.missed}, milli: tt.missed}
			for _, p := range tt.placed {
				a.milli += p.milli
			}
			assert.Equal(t, tt.want, a.String())
		})
	}
}

// Every line of the tables is sound: zones load, people are there, most first; every country with holidays has a
// clock, but for two islands where nobody lives.
func TestTables(t *testing.T) {
	a := loadAtlas()
	assert.Greater(t, len(a.shares), 700)
	for code, shares := range a.shares {
		require.NotEmpty(t, shares, code)
		for i, s := range shares {
			_, err := calendar.LoadZone(s.TimeZone)
			require.NoError(t, err, code)
			require.Positive(t, s.People, code)
			require.True(t, i == 0 || shares[i-1].People >= s.People, code)
		}
	}
	var without []string
	for _, code := range national.Codes() {
		if len(code) == 2 && a.shares[code] == nil {
			without = append(without, code)
		}
	}
	assert.Equal(t, []string{"BV", "HM"}, without)
	assert.Len(t, a.three, 248)
	z := loadZones()
	for _, name := range z.names {
		require.NotEmpty(t, z.country[name], "%s stands for others and is of a country", name)
	}
	for code, other := range countriesToo {
		require.NotEmpty(t, a.shares[other], code)
	}
}

// The regions of a country speak of its states: of nine in ten Americans, Canadians, Brazilians, Australians and Russians.
func TestSubdivisionsCoverTheirCountry(t *testing.T) {
	a := loadAtlas()
	for _, country := range []string{"US", "CA", "BR", "AU", "RU", "MX", "ID", "CN", "ES", "PT", "UA", "CL", "NZ", "CD", "MN"} {
		whole, parts := int64(0), int64(0)
		for _, s := range a.shares[country] {
			whole += s.People
		}
		for code, shares := range a.shares {
			if len(code) > 3 && code[:3] == country+"-" {
				for _, s := range shares {
					parts += s.People
				}
			}
		}
		assert.Greater(t, parts*10, whole*9, country)
	}
}

func TestOffsetTexts(t *testing.T) {
	tests := map[string]struct {
		minutes int
		ok      bool
	}{
		"+05:30": {330, true}, "-0800": {-480, true}, "+9": {540, true}, "UTC+2": {120, true}, "GMT-03:00": {-180, true}, "Z": {0, true}, "utc": {0, true},
		"\u221205:00": {-300, true}, "UTC +10": {600, true}, "+14:00": {840, true}, "-12": {-720, true}, "+12:45": {765, true}, "+1030": {630, true},
		"": {0, false}, "5": {0, false}, "+": {0, false}, "+15": {0, false}, "+05:3": {0, false}, "-13:00": {0, false}, "+05:60": {0, false}, "+a": {0, false}, "+123456": {0, false}, "+14:30": {0, false},
	}
	for text, tt := range tests {
		minutes, ok := parseOffset(text)
		assert.Equal(t, tt.ok, ok, text)
		assert.Equal(t, tt.minutes, minutes*map[bool]int{true: 1}[ok], text)
	}
	for _, minutes := range []int{-840, -330, -1, 0, 1, 300, 720} {
		back, ok := parseOffset(BrowserOffset(minutes))
		assert.True(t, ok)
		assert.Equal(t, -minutes, back)
	}
}
