package synth

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"testing"
	"time"

	"github.com/quietwindow/quietwindow/scheduler/activity/history"
)

// File writes a history as CSV.
func File(s history.Series) []byte {
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

// Compare reports how many times as long work takes as reading data with encoding/csv, both measured
// here, and how long it takes for a million hours.
func Compare(b *testing.B, data []byte, hours int, work func()) {
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
