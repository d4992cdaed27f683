package wording_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/goodsign/monday"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler/internal/wording"
)

// ideographs are the locales whose months are numbers with the sign for month, which a layout writes as "2006年1月2日" rather than by name.
var ideographs = map[string]bool{"zh_CN": true, "zh_TW": true, "zh_HK": true, "ja_JP": true, "ko_KR": true}

// TestNamesAreThoseOfCLDR compares the long names of months, within a date, and of weekdays with those of CLDR, in every locale. CLDR is
// Unicode's; testdata/names.mjs says how names.json is made, which names the version. Capital letters are the place's where a name stands.
func TestNamesAreThoseOfCLDR(t *testing.T) {
	text, err := os.ReadFile("testdata/names.json")
	require.NoError(t, err)
	var cldr struct {
		Version string `json:"cldr"`
		Locales map[string]struct{ Months, Weekdays []string }
	}
	require.NoError(t, json.Unmarshal(text, &cldr))
	require.NotEmpty(t, cldr.Version)
	require.Len(t, cldr.Locales, len(monday.ListLocales()))
	numbers := strings.NewReplacer(" ", "", "月", "", "월", "")
	same := strings.NewReplacer("’", "ʼ") // the apostrophe of Ukrainian
	plain := func(s string) string { return same.Replace(strings.ToLower(s)) }
	for locale, names := range cldr.Locales {
		require.Len(t, names.Months, 12, locale)
		require.Len(t, names.Weekdays, 7, locale)
		for i, name := range names.Months {
			for _, layout := range []string{"2 January 2006", "02. January 2006"} {
				got, err := wording.Date(locale, layout, time.Date(2026, time.Month(i+1), 15, 12, 0, 0, 0, time.UTC))
				require.NoError(t, err)
				want := strings.NewReplacer("02.", "15.", "2 ", "15 ", "January", name, "2006", "2026").Replace(layout)
				if ideographs[locale] {
					want, got = numbers.Replace(want), numbers.Replace(got)
				}
				assert.Equal(t, plain(want), plain(got), locale)
			}
		}
		for i, want := range names.Weekdays {
			got, err := wording.Date(locale, "Monday", time.Date(2026, time.November, 1+i, 12, 0, 0, 0, time.UTC))
			require.NoError(t, err)
			assert.Equal(t, plain(want), plain(got), locale)
		}
	}
}

// The months of these languages are others beside a day, however the day is written; alone they are not.
func TestMonthsBesideADay(t *testing.T) {
	at := time.Date(2026, time.January, 5, 9, 30, 0, 0, time.UTC)
	for _, test := range []struct{ locale, layout, want string }{
		{"cs_CZ", "2. January 2006", "5. ledna 2026"}, {"cs_CZ", "Monday 02. January", "pondělí 05. ledna"}, {"cs_CZ", "January 2006", "leden 2026"},
		{"hr_HR", "Monday, 2. January 2006. 15:04", "ponedjeljak, 5. siječnja 2026. 09:30"}, {"sk_SK", "_2. January", " 5. januára"}, {"sk_SK", "15:04, January", "09:30, január"},
		{"ca_ES", "2 January 2006", "5 de gener 2026"}, {"ca_ES", "2 de January", "5 de gener"}, {"lt_LT", "2006 January", "2026 sausis"},
		{"pl_PL", "2 January 2006", "5 stycznia 2026"}, {"de_DE", "2. January 2006", "5. Januar 2026"},
	} {
		got, err := wording.Date(test.locale, test.layout, at)
		require.NoError(t, err)
		assert.Equal(t, test.want, got, test.locale)
	}
}
