package commandline_test

import (
	"encoding/json"
	"errors"
	"flag"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/examples/internal/commandline"
)

// options is a set with an option of each kind.
func options() *flag.FlagSet {
	set := flag.NewFlagSet("test", flag.ContinueOnError)
	set.Int("days", 0, "")
	set.Float64("below", 0, "")
	set.Duration("lasting", 0, "")
	set.Bool("json", false, "")
	set.String("out", "", "")
	set.Func("at", "", func(text string) error { _, err := commandline.Instant(text); return err })
	set.Func("odd", "", func(string) error { return errors.New("no\nway") })
	return set
}

// Options may stand anywhere, and every one that is wrong is named.
func TestParse(t *testing.T) {
	for _, test := range []struct {
		args []string
		rest []string
		want string
	}{
		{nil, nil, ""},
		{[]string{"a", "-days", "-3", "b", "--json", "-"}, []string{"a", "b", "-"}, ""},
		{[]string{"-days=5", "--", "-json", "--", "c"}, []string{"-json", "--", "c"}, ""},
		{[]string{"-h", "-days", "x"}, nil, "flag: help requested"},
		{[]string{"-days", "x", "-below=y", "a", "-lasting", "5", "-json=maybe", "-no", "-at", "2027-02-30T00:00:00Z", "-odd", "\"q\"\n", "-out"}, []string{"a"}, "8 problems:\n" +
			"  -days: found \"x\"; expected a whole number\n" +
			"  -below: found \"y\"; expected a number such as 0.12\n" +
			"  -lasting: found \"5\"; expected a length of time such as 90m or 1h30m\n" +
			"  -json: found \"maybe\"; expected true or false, or no value\n" +
			"  command line: found \"-no\"; expected an option that -h lists\n" +
			"  -at: found \"2027-02-30T00:00:00Z\"; expected a time as in RFC 3339, in whole seconds and with its offset, such as 2026-12-05T06:00:00Z (there is no such date or time of day)\n" +
			"  -odd: found \"\\\"q\\\"\\n\"; expected no\nway\n" +
			"  -out: missing; expected a value after it"},
		{[]string{"-days", "99999999999999999999", "-json", "-=", "---x"}, nil, "3 problems:\n" +
			"  -days: found \"99999999999999999999\"; expected a whole number\n" +
			"  command line: found \"-=\"; expected an option that -h lists\n" +
			"  command line: found \"---x\"; expected an option that -h lists"},
	} {
		rest, err := commandline.Parse(options(), test.args)
		said := ""
		if err != nil {
			said = err.Error()
		}
		require.Equal(t, test.want, said, test.args)
		require.Equal(t, test.rest, rest, test.args)
	}
}

// An error of an instant says what is wrong with the text, where that can be told.
func TestInstant(t *testing.T) {
	for text, why := range map[string]string{
		"2027-02-30T00:00:00Z":      "there is no such date or time of day",
		"2026-12-05T25:00:00+01:00": "there is no such date or time of day",
		"2026-12-05":                "a date alone is no instant",
		"2026-12-05T06:00":          "the offset is missing",
		"2026-12-05 06:00:00":       "the offset is missing",
		"2026-12-05T06:00:00.5Z":    "not a whole second",
		"0001-01-01T00:00:00Z":      "such as 2026-12-05T06:00:00Z",
		"tomorrow":                  "such as 2026-12-05T06:00:00Z",
		"":                          "such as 2026-12-05T06:00:00Z",
	} {
		_, err := commandline.Instant(text)
		require.ErrorContains(t, err, why, text)
	}
	require.Empty(t, commandline.Why("0001-01-01T00:00:00Z"))
	at, err := commandline.Instant("2026-12-05T06:00:00+05:45")
	require.NoError(t, err)
	require.Equal(t, time.Date(2026, 12, 5, 0, 15, 0, 0, time.UTC), at.UTC())
}

// What encoding/json says is told in plain words.
func TestWhyNoJSON(t *testing.T) {
	for text, want := range map[string]string{
		"":                 "the file is empty",
		`{"a": `:           "the file ends too early",
		"traffic":          "no JSON, at byte 3",
		`{"paid": "many"}`: "paid is of another kind: string",
		"[1]":              "the whole is of another kind: array",
		`{"regions": []}`:  `unknown field "regions"`,
	} {
		var into struct {
			Paid map[string]float64 `json:"paid"`
		}
		dec := json.NewDecoder(strings.NewReader(text))
		dec.DisallowUnknownFields()
		require.Equal(t, want, commandline.WhyNoJSON(dec.Decode(&into)), text)
	}
}
