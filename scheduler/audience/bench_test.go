package audience_test

import (
	"context"
	"encoding/csv"
	"io"
	"iter"
	"runtime"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler/audience"
)

// benchLines are lines as a company has them: four in five with a zone, the others with a country or less.
var benchLines = func() []byte {
	var text []byte
	zones := calendar.ZoneNames()
	countries := []string{"DE", "US", "JP", "BR", "GB", "AU", "FR", "CA", "", "IN"}
	for i := range 5000 {
		text = strconv.AppendInt(text, int64(100000+i), 10)
		text = append(text, ",Customer "...)
		text = strconv.AppendInt(text, int64(i), 10)
		text = append(text, ',')
		if i%5 > 0 {
			text = append(text, zones[i%40*14]...)
		}
		text = append(text, ',')
		text = append(text, countries[i/5%10]...)
		text = append(text, ',')
		text = strconv.AppendInt(text, int64(1+i%50), 10)
		text = append(text, '\n')
	}
	return text
}()

// repeated reads a header, and then the lines again and again.
type repeated struct {
	left  []byte
	times int
}

func newTable(rows int) io.Reader {
	return &repeated{[]byte("id,name,time_zone,country,seats\n"), rows / 5000}
}

func (r *repeated) Read(p []byte) (int, error) {
	if len(r.left) == 0 {
		if r.times == 0 {
			return 0, io.EOF
		}
		r.left, r.times = benchLines, r.times-1
	}
	n := copy(p, r.left)
	r.left = r.left[n:]
	return n, nil
}

// live returns the megabytes in use after a collection of garbage.
func live() float64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc) / 1e6
}

// measured reports rows a second, and how much more memory is in use at the last row than at the first.
func measured(b *testing.B, rows int, work func(atEnd func())) {
	before, held := live(), 0.0
	for b.Loop() {
		work(func() { b.StopTimer(); held = live() - before; b.StartTimer() })
	}
	b.ReportMetric(float64(rows)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
	b.ReportMetric(max(held, 0), "MB-live")
}

// withEnd calls a function once the rows are read and before the sequence ends.
func withEnd(rows iter.Seq2[audience.Row, error], atEnd func()) iter.Seq2[audience.Row, error] {
	return func(yield func(audience.Row, error) bool) {
		for r, err := range rows {
			if !yield(r, err) {
				return
			}
		}
		atEnd()
	}
}

func BenchmarkCollect(b *testing.B) {
	for _, rows := range []int{1_000_000, 5_000_000} {
		b.Run("CSV/"+strconv.Itoa(rows), func(b *testing.B) {
			measured(b, rows, func(atEnd func()) {
				_, err := audience.Collect(b.Context(), withEnd(audience.CSV(newTable(rows), "b"), atEnd), audience.Options{})
				require.NoError(b, err)
			})
		})
	}
	b.Run("rows/5000000", func(b *testing.B) {
		var some []audience.Row
		for row, err := range audience.CSV(newTable(5000), "b") {
			require.NoError(b, err)
			some = append(some, row)
		}
		measured(b, 5_000_000, func(atEnd func()) {
			_, err := audience.Collect(b.Context(), withEnd(func(yield func(audience.Row, error) bool) {
				for i := range 5_000_000 {
					if !yield(some[i%5000], nil) {
						return
					}
				}
			}, atEnd), audience.Options{})
			require.NoError(b, err)
		})
	})
}

// BenchmarkStraightforward is what a script does: the whole table in memory, each row looked up and divided by itself, in floats.
func BenchmarkStraightforward(b *testing.B) {
	const rows = 1_000_000
	measured(b, rows, func(atEnd func()) {
		table, err := csv.NewReader(newTable(rows)).ReadAll()
		require.NoError(b, err)
		sums := make(map[string]float64)
		for _, row := range table[1:] {
			seats, err := strconv.ParseFloat(row[4], 64)
			require.NoError(b, err)
			if _, err := calendar.LoadZone(row[2]); err == nil {
				sums[row[3]+" "+row[2]] += seats
				continue
			}
			shares, _ := audience.SharesOf(row[3])
			people := 0.0
			for _, s := range shares {
				people += float64(s.People)
			}
			for _, s := range shares {
				sums[row[3]+" "+s.TimeZone] += seats * float64(s.People) / people
			}
		}
		atEnd()
		runtime.KeepAlive(table)
	})
}

// A sequence that is not asked for more ends.
func TestCSVStops(t *testing.T) {
	for _, n := range []int{1, 3} {
		count := 0
		for _, err := range audience.CSV(newTable(5000), "b") {
			require.NoError(t, err)
			if count++; count == n {
				break
			}
		}
		require.Equal(t, n, count)
	}
	_, err := audience.Collect(context.Background(), audience.CSV(newTable(10_000), "b"), audience.Options{})
	require.NoError(t, err)
}
