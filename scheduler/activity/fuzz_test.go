package activity_test

import (
	"bytes"
	"math"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/quietwindow/quietwindow/scheduler/activity"
)

// sound is what holds of every series that a reader answers, whatever the file.
func sound(t *testing.T, list []activity.Series, keep int) {
	t.Helper()
	assert.NotEmpty(t, list)
	for _, s := range list {
		assert.LessOrEqual(t, len(s.Values), keep)
		assert.Zero(t, s.Start.Unix()%60)
		assert.LessOrEqual(t, len(s.Values)-s.Missing(), s.Read.Rows)
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
		list, err := activity.ReadCSV(bytes.NewReader(file), "f.csv", activity.ReadOptions{Keep: 100})
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
		list, err := activity.ReadPrometheus(bytes.NewReader(file), "p.json", activity.ReadOptions{Keep: 100})
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
	opt := activity.CustomersOptions{Shares: map[string][]activity.ZoneShare{"US": {{"America/New_York", 2}, {"America/Chicago", 1}}}}
	f.Fuzz(func(t *testing.T, file []byte) {
		list, err := activity.ReadCustomers(bytes.NewReader(file), "c.csv", opt)
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

// Whatever a short history holds, a model is made of it whose shares are in range, or it is refused.
func FuzzLearn(f *testing.F) {
	f.Add([]byte{0, 1, 2, 200, 255, 3}, "Asia/Kolkata")
	f.Add([]byte{255}, "UTC")
	f.Add([]byte{1, 0, 0, 0, 90}, "Australia/Lord_Howe")
	zones := map[string]bool{"UTC": true, "Asia/Kolkata": true, "Australia/Lord_Howe": true, "America/St_Johns": true, "Pacific/Apia": true}
	f.Fuzz(func(t *testing.T, pattern []byte, zone string) {
		if len(pattern) == 0 || !zones[zone] {
			return
		}
		g := truth{zone: zone}
		s := activity.Series{Start: monday, Values: make([]float64, 60*week)}
		for i := range s.Values {
			s.Values[i] = float64(pattern[i%len(pattern)])
			if pattern[i%len(pattern)] == 255 {
				s.Values[i] = math.NaN()
			}
		}
		m, err := activity.Learn(s, g.calendar(t), activity.Options{})
		if err != nil {
			return
		}
		m.Profile() // panics on a share out of range
		_, err = m.Forecast(days(monday.AddDate(0, 0, 420), 60))
		assert.NoError(t, err)
		assert.False(t, math.IsNaN(m.Fit().Noise))
		assert.False(t, m.Fit().Shrunk < 0 || m.Fit().Shrunk > 1)
	})
}
