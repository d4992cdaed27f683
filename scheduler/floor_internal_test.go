package scheduler

import (
	"context"
	_ "embed"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler/internal/exact"
)

//go:embed testdata/zone.tab.txt
var floorZones string

// BenchmarkFloor sets Suggest on the year of 418 zones, with every start allowed, beside a plain pass
// over the data that any exact answer must touch: the kind of every region's every day, and the demand
// at every instant at which it can step, with its prefix integral. x_floor is the ratio; what stands
// between the two is reading holidays and offsets, the steps of each activity row, scoring the starts,
// the breakdown of five suggestions by 418 regions, and memory.
func BenchmarkFloor(b *testing.B) {
	var regions []Region
	for _, name := range strings.Fields(floorZones) {
		loc, err := calendar.LoadZone(name)
		require.NoError(b, err)
		regions = append(regions, Region{Name: name, Customers: 1000, Activity: Business(), Calendar: calendar.Calendar{Location: loc}})
	}
	from := time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)
	req := Request{
		Horizon: calendar.Interval{Start: from, End: from.AddDate(1, 0, 0)}, Duration: time.Hour,
		Overrun:          []OverrunStage{{Until: 10*time.Hour + 30*time.Minute, Probability: 0.1}},
		AllowWorkingDays: true, AllowHolidays: true,
	}
	planner, err := New(regions...)
	require.NoError(b, err)
	prepared, err := planner.Prepare(context.Background(), req)
	require.NoError(b, err)
	c := prepared.c
	cells := make([][]uint8, len(regions))
	for i := range cells {
		cells[i] = make([]uint8, c.cells)
		c.days[i].dayCells(cells[i], c.first)
	}
	slots := exact.NewSlots([]*exact.ZonePlan{c.days[0].zone}, nil, c.lo, c.hi)
	diff := make([]int64, 3*slots.Len())

	pass := func() (total int64) {
		var counts [cells32]int64
		for i := range cells {
			for _, cell := range cells[i] {
				counts[cell&(cells32-1)] += regions[i].Customers
			}
		}
		var level int64
		var prefix exact.Uint128
		for i, d := range diff {
			level += d
			prefix = prefix.Add(exact.Mul64(uint64(level), 900))
			total += int64(prefix.Low()) + int64(i)
		}
		return total + counts[0]
	}
	began := time.Now()
	const passes = 200
	for range passes {
		floorSink += pass()
	}
	perPass := time.Since(began).Seconds() / passes
	b.ResetTimer()
	for b.Loop() {
		_, err := planner.Suggest(context.Background(), req)
		require.NoError(b, err)
	}
	b.ReportMetric(b.Elapsed().Seconds()/float64(b.N)/perPass, "x_floor")
	b.ReportMetric(perPass*1e6, "floor_us")
}

const cells32 = 2 * cells

var floorSink int64
