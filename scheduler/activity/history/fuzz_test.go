package history_test

import (
	"bytes"
	"math"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/quietwindow/quietwindow/scheduler/activity/history"
)

// sound is what holds of every series that a reader answers, whatever the file.
func sound(t *testing.T, list []history.Series, keep int) {
	t.Helper()
	assert.NotEmpty(t, list)
	for _, s := range list {
		assert.LessOrEqual(t, len(s.Values), keep)
		assert.Zero(t, s.Start.Unix()%60)
		assert.LessOrEqual(t, len(s.Values)-s.Missing(), s.Tally.Rows)
		for _, v := range s.Values {
			assert.True(t, math.IsNaN(v) || v >= 0 && !math.IsInf(v, 0))
		}
	}
}

func FuzzReadCSV(f *testing.F) {
	for _, seed := range []string{
		"timestamp_utc,region,value\n2026-01-05T00:00Z,eu,4\n2026-01-05T01:00Z,eu,5\n",
		"\xef\xbb\xbfts;n\n1767571200;4,5\n",
		"time\tvalue\n\"2026-01-05 00:00:00 UTC\"\t\"1.5e2\"\n# x\n\n",
		"hour_utc,value\n2026-01-05T00:15,\n2026-01-05T00:30,1\n2026-01-05T05:45,NaN",
		"timestamp_utc,value\n1973-01-01T00:00,1\n2200-01-01T00:00,1\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		list, err := history.ReadCSV(t.Context(), bytes.NewReader(file), "f.csv", history.Options{Keep: 100})
		if err != nil {
			assert.Nil(t, list)
			assert.Contains(t, err.Error(), "f.csv")
			return
		}
		sound(t, list, 100)
	})
}

func FuzzReadPrometheus(f *testing.F) {
	for _, seed := range []string{
		matrix(`{"metric":{"a":"b"},"values":[[1767571200,"1.5"],[1767574800,"NaN"]]}`),
		matrix(`{"metric":{},"values":[]}`, `{"metric":{"x":"y"},"values":[[1767571200.000,"1"]]}`),
		`{"status":"error","errorType":"timeout","error":"query timed out"}`,
		`{"status":"success","warnings":["w"],"data":{"result":null,"resultType":"matrix"},"extra":[{"a":[1,2]}]}`,
		`{"status":`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		list, err := history.ReadPrometheus(t.Context(), bytes.NewReader(file), "p.json", history.Options{Keep: 100})
		if err != nil {
			assert.Nil(t, list)
			assert.Contains(t, err.Error(), "p.json")
			return
		}
		sound(t, list, 100)
	})
}

func FuzzReadCustomers(f *testing.F) {
	for _, seed := range []string{
		"region,time_zone,country,customers\nA,America/New_York,US,6200\nB,,DE,7\n",
		"country;users\nUS;10\n",
		"tz,count\nEurope/Paris,3",
	} {
		f.Add([]byte(seed))
	}
	opt := history.CustomersOptions{Shares: map[string][]history.ZoneShare{"US": {{"America/New_York", 2}, {"America/Chicago", 1}}}}
	f.Fuzz(func(t *testing.T, file []byte) {
		list, err := history.ReadCustomers(t.Context(), bytes.NewReader(file), "c.csv", opt)
		if err != nil {
			assert.Nil(t, list)
			return
		}
		for _, c := range list {
			assert.Positive(t, c.Number)
			assert.NotNil(t, c.Location)
			assert.NotEmpty(t, c.Region)
		}
	})
}
