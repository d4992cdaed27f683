package main

import (
	"context"
	"io"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler/httpapi"
)

// Every limit of the handler can be set by the environment and by the command line.
func TestLimits(t *testing.T) {
	of := map[string]struct {
		flag, value string
		want        any
	}{
		"MaxBody":          {"max-body", "101", int64(101)},
		"MaxRegions":       {"max-regions", "102", 102},
		"MaxHorizon":       {"max-horizon", "103", 103 * 24 * time.Hour},
		"MaxOccurrences":   {"max-occurrences", "104", 104},
		"MaxImpacts":       {"max-impacts", "105", 105},
		"MaxAnswer":        {"max-answer", "106", int64(106)},
		"MaxRequestMemory": {"max-request-memory", "107", int64(107)},
		"MaxMemory":        {"max-memory", "108", int64(108)},
		"Timeout":          {"timeout", "109s", 109 * time.Second},
		"BodyTimeout":      {"body-timeout", "110s", 110 * time.Second},
		"MaxConcurrent":    {"max-concurrent", "111", 111},
		"MaxWaiting":       {"max-waiting", "112", 112},
		"MaxConnections":   {"max-connections", "113", 113},
		"Hosts":            {"hosts", "a.example,b.example", []string{"a.example", "b.example"}},
		"TrustedOrigins":   {"origins", "https://a.example", []string{"https://a.example"}},
	}
	options := reflect.TypeFor[httpapi.Options]()
	for i := range options.NumField() {
		name, kind := options.Field(i).Name, options.Field(i).Type
		if kind.Kind() != reflect.Int && kind.Kind() != reflect.Int64 && kind != reflect.TypeFor[[]string]() {
			continue // code, or a file that is read: settings of their own
		}
		test, ok := of[name]
		require.True(t, ok, name)
		s, err := parse([]string{"-" + test.flag, test.value}, environment(), io.Discard)
		require.NoError(t, err, name)
		require.Equal(t, test.want, reflect.ValueOf(s.limits).Field(i).Interface(), name)
		s, err = parse(nil, environment("QUIETWINDOW_"+strings.ToUpper(strings.ReplaceAll(test.flag, "-", "_")), test.value), io.Discard)
		require.NoError(t, err, name)
		require.Equal(t, test.want, reflect.ValueOf(s.limits).Field(i).Interface(), name)
	}
}

// What is beyond a limit's own bounds is told by the name of its option.
func TestLimitsOutOfRange(t *testing.T) {
	var said strings.Builder
	require.Equal(t, 2, run(context.Background(), []string{"-max-horizon", "9999999", "-max-occurrences", "-1", "-max-request-memory", "-1", "-origins", "a.example"}, environment(), io.Discard, &said))
	require.Equal(t, "service: 4 problems:\n"+
		"  -max-horizon: found 9999999; expected 1 to 1830 days\n"+
		"  -max-occurrences: found -1; expected more than 0, at most 100000, or 0 for the default\n"+
		"  -max-request-memory: found -1; expected more than 0, at most 68719476736, or 0 for the default\n"+
		"  -origins: found \"a.example\"; expected an origin such as https://plans.example.com\n", said.String())
}
