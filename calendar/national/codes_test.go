package national_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar/national"
)

func TestCodes(t *testing.T) {
	codes := national.Codes()
	assert.True(t, slices.IsSorted(codes))
	countries := slices.DeleteFunc(slices.Clone(codes), func(c string) bool { return strings.Contains(c, "-") })
	assert.Len(t, countries, 250, "249 of ISO 3166-1 and XK")
	assert.Len(t, codes, 874)
	codes[0] = "changed"
	assert.NotEqual(t, "changed", national.Codes()[0])
}

func TestUnknownCodeNamesTheNearest(t *testing.T) {
	tests := []struct {
		code  string
		first string // the nearest
		says  string
	}{
		{"US-CAL", "US-CA", `unknown holiday code "US-CAL" (US is known, this subdivision of it is not): expected an ISO 3166 code such as US-CA`},
		{"UK", "GB", `unknown holiday code "UK" (ISO 3166-1 says GB): expected an ISO 3166 code such as GB`},
		{"UK-SCT", "GB-SCT", "ISO 3166-1 says GB"},
		{"us", "US", `unknown holiday code "us": expected an ISO 3166 code such as US`},
		{"de_by", "DE-BY", "DE-BY"},
		{" FR ", "FR", "FR"},
		{"USA", "US", "US"},
		{"DE-BYN", "DE-BY", "DE is known"},
		{"JP-13", "JP", "JP is known"},
		{"EL", "GR", "GR"},
		{"germany", "DE", `unknown holiday code "germany" (a code is expected, not a name): expected an ISO 3166 code such as DE`},
		{"California", "US-CA", `unknown holiday code "California" (a code is expected, not a name): expected an ISO 3166 code such as US-CA`},
		{"bavaria", "DE-BY", "not a name"},
		{"Georgia", "GE", "such as GE or US-GA"},
		{"Germny", "DE", "not a name"},
		{"Calfornia", "US-CA", "not a name"},
		{"Atlantis", "US", `unknown holiday code "Atlantis": expected an ISO 3166 code such as US, DE or GB-SCT`},
		{"CHN", "CN", `unknown holiday code "CHN" (ISO 3166-1 has a code of two letters): expected an ISO 3166 code such as CN`},
		{"AUT", "AT", "two letters"},
		{"USA-CA", "US-CA", "two letters"},
		{"", "AD", `unknown holiday code ""`},
		{strings.Repeat("Ü", 500), "US", "unknown holiday code"},
	}
	for _, tt := range tests {
		_, err := national.For(tt.code)
		var unknown *national.CodeError
		require.ErrorAs(t, err, &unknown, tt.code)
		assert.Equal(t, tt.first, unknown.Nearest[0], "%q: %v", tt.code, unknown.Nearest)
		assert.ErrorContains(t, err, tt.says)
		assert.Less(t, len(err.Error()), 300)
		_, err = national.Weekend(tt.code)
		assert.ErrorAs(t, err, &unknown, tt.code)
	}
}

// Every place that is known by name has its code, and its name leads there.
func TestPlacesHaveCodes(t *testing.T) {
	for _, code := range national.Codes() {
		s := source(t, code)
		_, err := national.For(strings.ToUpper(s.Country()))
		var unknown *national.CodeError
		require.ErrorAs(t, err, &unknown)
		country, _, _ := strings.Cut(code, "-")
		assert.Contains(t, unknown.Nearest, country, s.Country())
		for _, near := range unknown.Nearest {
			assert.Contains(t, national.Codes(), near)
		}
	}
}

func TestEveryCountryHasAName(t *testing.T) {
	names := map[string]string{}
	for _, code := range national.Codes() {
		s := source(t, code)
		require.NotEmpty(t, s.Country(), code)
		country, _, _ := strings.Cut(code, "-")
		if other, ok := names[s.Country()]; ok {
			require.Equal(t, other, country, "two countries of one name")
		}
		names[s.Country()] = country
	}
	assert.Len(t, names, 250)
	assert.Equal(t, "Germany", source(t, "DE-BY").Country())
}

func FuzzFor(f *testing.F) {
	for _, seed := range []string{"US", "US-CA", "UK", "", "\xff-", "de-by", "GB-Ü"} {
		f.Add(seed)
	}
	known := national.Codes()
	f.Fuzz(func(t *testing.T, code string) {
		s, err := national.For(code)
		if slices.Contains(known, code) {
			require.NoError(t, err)
			require.Equal(t, code, s.Code())
			return
		}
		var unknown *national.CodeError
		require.ErrorAs(t, err, &unknown)
		require.NotEmpty(t, unknown.Nearest)
		for _, c := range unknown.Nearest {
			require.Contains(t, known, c)
		}
	})
}

// Every code has a name, and no two of one country the same.
func TestNames(t *testing.T) {
	seen := make(map[string]string)
	for _, code := range national.Codes() {
		name := national.Name(code)
		country, _, _ := strings.Cut(code, "-")
		assert.NotEmpty(t, name, code)
		assert.NotRegexp(t, `^[A-Z0-9]{1,3}$|[|()]|^ | $`, strings.TrimSuffix(name, " (Keeling) Islands"), code)
		assert.Empty(t, seen[country+name], "%s is called %s too", code, name)
		seen[country+name] = code
	}
	for code, want := range map[string]string{
		"DE": "Germany", "DE-BY": "Bavaria", "AT-6": "Steiermark", "US-HI": "Hawaii", "IT-AO": "Aosta", "NO-31": "Østfold", "BQ-SAB": "Saba",
		"DE-Augsburg": "Augsburg", "BR-São Paulo Capital": "São Paulo Capital", "US America": "", "UK": "", "": "", "CD Congo-Kinshasa": "",
	} {
		assert.Equal(t, want, national.Name(code), code)
	}
}
