package national_test

import (
	"errors"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/calendar/national"
)

const heading = "code,date,op,name,scope,source\n"

func corrections(t testing.TB, rows string) *national.Corrections {
	t.Helper()
	c, err := national.ReadCorrections(strings.NewReader(heading + rows))
	require.NoError(t, err)
	return c
}

func kindOn(t testing.TB, cal calendar.Calendar, day string) string {
	t.Helper()
	kind, title, err := cal.Kind(date(day))
	require.NoError(t, err)
	return strings.TrimSuffix(kind.String()+": "+title, ": ")
}

func TestCorrections(t *testing.T) {
	c := corrections(t, `HU,2027-01-09,work,in place of 4 January,,decree of last week
HU,2027-01-04,off,Day off,all,
# a note of the file's owner

DE,yearly 12-24,off,"Christmas Eve, company-wide",,
DE,2027-12-24,not,,,worked once
DE,2026-10-03,not,,,
DE-SN,2026-10-31,not,,,
DE,2026-11-18,not,,,no holiday of the whole country
CN,2026-02-14,off,Outing,public sector,
GB,yearly 02-29 from 2027,off,Leap Day (substitute),,
`)
	tests := []struct{ code, day, before, after string }{
		{"HU", "2027-01-09", "weekend", "workday: working Saturday (in place of 4 January)"},
		{"HU", "2027-01-04", "workday", "holiday: Day off"},
		{"DE", "2026-12-24", "workday", "holiday: Christmas Eve, company-wide"},
		{"DE-BY", "2026-12-24", "workday", "holiday: Christmas Eve, company-wide"}, // in the subdivisions too
		{"DE", "2027-12-24", "workday", "workday"},                                 // a date wins over a yearly row
		{"DE-BY", "2026-10-03", "holiday: German Unity Day", "weekend"},            // a Saturday
		{"DE-SN", "2026-10-31", "holiday: Reformation Day", "weekend"},
		{"DE-TH", "2026-10-31", "holiday: Reformation Day", "holiday: Reformation Day"},                     // not Saxony
		{"DE-SN", "2026-11-18", "holiday: Repentance and Prayer Day", "holiday: Repentance and Prayer Day"}, // Saxony's own, not Germany's
		{"CN", "2026-02-14", "workday: working Saturday (in place of 20 February)", "holiday: Outing (public sector)"},
		{"GB", "2028-02-29", "workday", "holiday: Leap Day"},
	}
	for _, tt := range tests {
		before, err := national.Calendar(tt.code, time.UTC)
		require.NoError(t, err)
		after, err := c.Calendar(tt.code, time.UTC)
		require.NoError(t, err)
		assert.Equal(t, tt.before, kindOn(t, before, tt.day), "%s %s before", tt.code, tt.day)
		assert.Equal(t, tt.after, kindOn(t, after, tt.day), "%s %s after", tt.code, tt.day)
	}

	var changes []string
	for _, change := range c.Changes(date("2026-01-01"), date("2028-12-31"), "HU", "DE-SN", "CN", "GB", "UK") {
		changes = append(changes, change.String())
	}
	assert.Equal(t, []string{
		"HU 2027-01-04 is a holiday, Day off (it was a working day)",
		"HU 2027-01-09 is a working Saturday (in place of 4 January) (it was a rest day)",
		"DE-SN 2026-10-03 is a rest day (it was a holiday, German Unity Day)",
		"DE-SN 2026-10-31 is a rest day (it was a holiday, Reformation Day)",
		"DE-SN 2026-12-24 is a holiday, Christmas Eve, company-wide (it was a working day)",
		"DE-SN 2028-12-24 is a holiday, Christmas Eve, company-wide (it was a rest day)",
		"CN 2026-02-14 is a holiday, Outing (public sector) (it was a working Saturday (in place of 20 February))",
		"GB 2028-02-29 is a holiday, Leap Day (it was a working day)",
	}, changes)

	hu, err := c.For("HU")
	require.NoError(t, err)
	known, _ := hu.KnownBetween(date("2026-01-01"), date("2027-12-31"))
	assert.Equal(t, calendar.Sure, known, "the decree of 2027 is in the file")
	known, gaps := hu.KnownBetween(date("2026-01-01"), date("2028-12-31"))
	assert.Equal(t, calendar.PartlyKnown, known)
	assert.Equal(t, "Hungary's transferred working days of 2028 are not in the data of 2026-11-25", gaps[0].String())
	assert.Contains(t, hu.Origin(), ", own corrections")
	assert.NotContains(t, source(t, "HU").Origin(), "own corrections")
	less, err := hu.Except("Day off")
	require.NoError(t, err)
	assert.Empty(t, on(t, less, "2027-01-04"), "what a correction adds can be left out")
	assert.Len(t, less.Changes(date("2027-01-01"), date("2027-12-31")), 1)
	more, err := hu.Also("bank")
	require.NoError(t, err)
	assert.Equal(t, []string{"Day off"}, on(t, more, "2027-01-04"), "Also keeps the corrections")

	var none *national.Corrections
	us, err := none.For("US")
	require.NoError(t, err)
	assert.Empty(t, us.Changes(date("2026-01-01"), date("2026-12-31")))
	_, err = none.For("UK")
	assert.Error(t, err)
}

// The file that is built in has the form that a program's files have.
func TestBuiltInFileReads(t *testing.T) {
	f, err := os.Open("decrees.csv")
	require.NoError(t, err)
	defer f.Close()
	c, err := national.ReadCorrections(f)
	require.NoError(t, err)
	var codes []string
	for _, row := range rows(t, "decrees.csv") {
		codes = append(codes, row[0])
	}
	assert.Empty(t, c.Changes(date("2015-01-01"), date("2035-12-31"), codes...), "they are built in")
}

func TestBadCorrections(t *testing.T) {
	long := strings.Repeat("x", 201)
	tests := []struct{ file, says string }{
		{"", `line 1: found no heading, expected the heading code,date,op,name,scope,source`},
		{"code;date\n", `line 1: found "code;date", expected the heading code,date,op,name,scope,source`},
		{heading + "UK,2026-01-01,off,x,,\n", `line 2, code: found "UK", expected an ISO 3166 code such as GB`},
		{heading + "DE,2026-02-30,off,x,,\n", `line 2, date: found "2026-02-30", expected a day that exists`},
		{heading + "DE,yearly 02-30,off,x,,\n", `line 2, date: found "yearly 02-30", expected a day that exists`},
		{heading + "DE,1.5.2026,off,x,,\n", `line 2, date: found "1.5.2026", expected a date such as 2026-11-04, "yearly 08-15" or "yearly 01-14 from 2024"`},
		{heading + "DE,yearly 5-1,off,x,,\n", `line 2, date: found "yearly 5-1", expected a date such as`},
		{heading + "DE,yearly 05-01 from now,off,x,,\n", `line 2, date: found "yearly 05-01 from now", expected a date such as`},
		{heading + "DE,yearly 05-01 from 0000,off,x,,\n", `line 2, date: found "yearly 05-01 from 0000", expected a date such as`},
		{heading + "DE,2026-05-01,holiday,x,,\n", `line 2, op: found "holiday", expected off, not or work`},
		{heading + "DE,2026-05-01,off,,,\n", `line 2, name: found "", expected the name of the holiday`},
		{heading + "DE,2026-05-01,off," + long + ",,\n", `line 2, name: found "` + strings.Repeat("x", 48) + `…", expected at most 200 characters`},
		{heading + "DE,2026-05-01,off,a\u202eb,,\n", `line 2, name: found "a\u202eb", expected text in UTF-8 without control characters and other characters that cannot be seen`},
		{heading + "DE,2026-05-01,off,x,a\tb,\n", `line 2, scope: found "a\tb", expected text in UTF-8`},
		{heading + "DE,2026-05-01,off, x,,\n", `line 2, name: found " x", expected no space at the beginning or the end`},
		{heading + "DE,2026-05-01,off\n", `line 2: found 3 columns, expected the six columns code,date,op,name,scope,source`},
		{heading + "DE,2026-05-01,off,\"x,,\n", `line 2: found extraneous or missing " in quoted-field, expected CSV`},
		{heading + "DE,2026-05-01,off,x,,\nDE,2026-05-02,off,y,,\n\nDE,2026-05-01,not,,,\n", `line 5, op: found "not", expected one op for DE 2026-05-01; line 2 has "off"`},
		{heading + "DE,yearly 05-01,off,x,,\nDE,yearly 05-01 from 2027,not,,,\n", `line 3, op: found "not", expected one op for DE yearly 05-01; line 2 has "off"`},
		{heading + strings.Repeat("#", 1<<20), `line 1: found a file of more than 1 MiB, expected at most 1 MiB`},
		{heading + strings.Repeat("DE,2026-05-01,not,,,\n", 10_001), `line 10002: found row 10001, expected at most 10000 rows`},
	}
	for _, tt := range tests {
		_, err := national.ReadCorrections(strings.NewReader(tt.file))
		var faults national.CorrectionErrors
		require.ErrorAs(t, err, &faults, tt.says)
		assert.True(t, strings.HasPrefix(err.Error(), tt.says), "%s\n%s", tt.says, err)
		assert.NotContains(t, err.Error(), "\n", "one fault")
	}
	_, err := national.ReadCorrections(strings.NewReader(heading + "UK,2026-02-30,of,x,,\nDE,x,work,,,\n"))
	assert.Len(t, strings.Split(err.Error(), "\n"), 4, "all at once")
	var code *national.CodeError
	require.ErrorAs(t, err, &code)
	assert.Equal(t, "GB", code.Nearest[0])
	_, err = national.ReadCorrections(strings.NewReader(heading + strings.Repeat("UK,x,y,,,\n", 200)))
	assert.LessOrEqual(t, len(strings.Split(err.Error(), "\n")), 102)
	_, err = national.ReadCorrections(broken{})
	assert.ErrorIs(t, err, errBroken)
	_, err = national.ReadCorrections(strings.NewReader("\ufeff" + strings.ReplaceAll(heading, "\n", "\r\n") + "DE,2026-05-01,off,x,,\r\nDE,2026-05-01,off,y,,\r\n"))
	assert.NoError(t, err, "as a spreadsheet writes it; two holidays on one date")
}

var errBroken = errors.New("broken")

type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, errBroken }

func TestAlso(t *testing.T) {
	se := source(t, "SE")
	assert.Empty(t, on(t, se, "2026-06-19"))
	more, err := se.Also("de_facto", "bank", "de_facto")
	require.NoError(t, err)
	assert.Equal(t, []string{"bank", "de_facto"}, more.Categories())
	assert.Equal(t, []string{"Midsummer Eve"}, on(t, more, "2026-06-19"))
	assert.Empty(t, on(t, se, "2026-06-19"), "the source itself is unchanged")
	less, err := more.Except("Midsummer Eve")
	require.NoError(t, err)
	assert.Empty(t, on(t, less, "2026-06-19"))
	again, err := less.Also("optional")
	require.NoError(t, err)
	assert.Empty(t, on(t, again, "2026-06-19"), "Except holds")
	assert.Equal(t, []string{"bank", "optional", "de_facto"}, again.Categories())
	same, err := se.Also()
	require.NoError(t, err)
	assert.Equal(t, se.Names(), same.Names())

	// A subdivision has its country's, and its own.
	at, err := source(t, "AT-1").Also("bank")
	require.NoError(t, err)
	assert.Equal(t, []string{"Saint Martin's Day"}, on(t, at, "2026-11-11"))
	assert.Equal(t, []string{"Good Friday"}, on(t, at, "2026-04-03"))

	_, err = se.Also("half_day", "observance")
	assert.EqualError(t, err, `unknown category of days "observance": expected half_day, bank, government, optional or de_facto`)
	var category *national.CategoryError
	require.ErrorAs(t, err, &category)
	known, gaps := more.KnownBetween(date("2023-06-01"), date("2024-06-01"))
	assert.Equal(t, calendar.PartlyKnown, known)
	assert.Equal(t, "Sweden's bank holidays and customary days off of 2023 are not in the data of 2026-11-25", gaps[0].String())
	known, _ = more.KnownBetween(date("2024-01-01"), date("2035-12-31"))
	assert.Equal(t, calendar.Sure, known)
}

func FuzzReadCorrections(f *testing.F) {
	f.Add(heading + "DE,2026-05-01,off,x,all,y\n")
	f.Add(heading + "LK,yearly 02-04 from 2027,off,\"a \"\"b\"\"\",public sector,\n#\n\nVN,2026-08-22,work,,,\n")
	f.Fuzz(func(t *testing.T, text string) {
		c, err := national.ReadCorrections(strings.NewReader(text))
		if err != nil {
			require.NotEmpty(t, err.Error())
			return
		}
		for _, change := range c.Changes(date("2026-01-01"), date("2027-12-31"), "DE", "DE-BY", "LK", "VN") {
			require.NotEqual(t, change.Was, change.Is)
		}
	})
}
