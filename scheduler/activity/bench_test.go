package activity_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler/activity"
)

// file writes a history as CSV.
func file(s activity.Series) []byte {
	var b bytes.Buffer
	b.WriteString("timestamp_utc,region,value\n")
	for i, v := range s.Values {
		fmt.Fprintf(&b, "%s,eu,%.1f\n", s.Start.Add(time.Duration(i)*time.Hour).Format("2006-01-02T15:04Z"), v)
	}
	return b.Bytes()
}

// plainly reads a file with encoding/csv alone, without looking at it.
func plainly(b *testing.B, data []byte) {
	r := csv.NewReader(bytes.NewReader(data))
	r.ReuseRecord = true
	for {
		if _, err := r.Read(); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			b.Fatal(err)
		}
	}
}

// compare reports how many times as long work takes as reading data with encoding/csv, both measured
// here, and how long it takes for a million hours.
func compare(b *testing.B, data []byte, hours int, work func()) {
	for b.Loop() {
		work()
	}
	mine := b.Elapsed().Seconds() / float64(b.N)
	best := math.Inf(1)
	for range 5 {
		start := time.Now()
		plainly(b, data)
		best = min(best, time.Since(start).Seconds())
	}
	b.ReportMetric(mine/best, "x-encoding/csv")
	b.ReportMetric(mine*1e9/float64(hours), "ms/Mhour")
}

func BenchmarkReadCSV(b *testing.B) {
	s := truth{zone: "Europe/Berlin", peak: 1000, noise: 0.2}.series(b, monday, 165*week)
	data := file(s)
	compare(b, data, len(s.Values), func() {
		_, err := activity.ReadCSV(bytes.NewReader(data), "f.csv", activity.ReadOptions{Decimal: '.'})
		require.NoError(b, err)
	})
}

func BenchmarkLearn(b *testing.B) {
	g := truth{zone: "Europe/Berlin", peak: 1000, noise: 0.2}
	s, cal := g.series(b, monday, 165*week), g.calendar(b)
	compare(b, file(s), len(s.Values), func() { learn(b, s, cal) })
}

// A year of decisions for one region: the learner alone, without the rules of thumb.
func BenchmarkBacktestYear(b *testing.B) {
	g := truth{zone: "Europe/Berlin", peak: 1000, noise: 0.2}
	r := activity.BacktestRegion{Series: g.series(b, monday, (26+52+1)*week), Calendar: g.calendar(b), Share: 1}
	opt := activity.BacktestOptions{Warmup: 26, Windows: []time.Duration{time.Hour}, Horizons: []time.Duration{sevenDay}, Predictors: activity.Predictors()[:1]}
	compare(b, file(r.Series), len(r.Series.Values), func() {
		report, err := activity.Backtest(b.Context(), []activity.BacktestRegion{r}, opt)
		require.NoError(b, err)
		require.Equal(b, 53, report.Scores()[0].Decisions)
	})
}
