package report_test

import (
	"bytes"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/report"
)

func clockStrip(a asked, window calendar.Interval) *report.ClockStrip {
	return report.NewClockStrip(a.planner, a.req, a.tl, window)
}

// acrossTheChange is a window of the hostile plan that ends just before New York's clocks go back.
func acrossTheChange(t testing.TB) calendar.Interval {
	t.Helper()
	return calendar.Interval{Start: at(t, "2026-11-01T04:45:00Z"), End: at(t, "2026-11-01T05:15:00Z")}
}

func TestClockStripSVG(t *testing.T) {
	for _, test := range []struct {
		name   string
		a      asked
		window calendar.Interval
	}{
		{"strip_documented.svg", fortnight(t), fortnight(t).res.Suggestions[0].Window},
		{"strip_hostile.svg", hostile(t), acrossTheChange(t)},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := clockStrip(test.a, test.window)
			var b bytes.Buffer
			require.NoError(t, report.ClockStripSVG(&b, s))
			golden(t, test.name, b.Bytes())
			list := elements(t, b.Bytes())
			requirePicture(t, list)
			var rows []element
			for _, e := range list {
				if e.attrs["data-region"] != "" {
					rows = append(rows, e)
				}
			}
			require.Len(t, rows, len(s.Rows))
			for i, r := range s.Rows {
				require.Equal(t, r.Window.Start.Format(time.RFC3339), rows[i].attrs["data-start"])
				require.Equal(t, r.Window.End.Format(time.RFC3339), rows[i].attrs["data-end"])
			}
		})
	}
}

// Segments cover the axis without gaps, and say of every quarter of an hour what the calendar says.
func TestClockStripAgreesWithTheCalendars(t *testing.T) {
	for _, test := range []struct {
		a      asked
		window calendar.Interval
	}{{fortnight(t), fortnight(t).res.Suggestions[0].Window}, {hostile(t), acrossTheChange(t)}} {
		s := clockStrip(test.a, test.window)
		for i, region := range test.a.planner.Regions() {
			var row report.StripRow
			for _, r := range s.Rows {
				if r.Region == region.Name {
					row = r
				}
			}
			require.Equal(t, region.Customers, row.Customers, i)
			next := s.From
			for _, seg := range row.Segments {
				require.True(t, seg.Start.Equal(next) && seg.End.After(seg.Start))
				next = seg.End
				for now := seg.Start; now.Before(seg.End); now = now.Add(15 * time.Minute) {
					local := now.In(region.Calendar.Location)
					kind, name, err := region.Calendar.Kind(calendar.DateOf(local))
					require.NoError(t, err)
					require.Equal(t, kind.String(), seg.Kind)
					require.Equal(t, name, seg.Name)
					require.Equal(t, calendar.DateOf(local), seg.Date)
					require.Equal(t, local.Hour() < 6 || local.Hour() >= 22, seg.Night, local)
					require.Equal(t, kind == calendar.KindWorkday && 9 <= local.Hour() && local.Hour() < 18, seg.Working, local)
				}
			}
			require.True(t, next.Equal(s.To))
		}
	}
}

func TestClockStripMarksChanges(t *testing.T) {
	s := clockStrip(hostile(t), acrossTheChange(t))
	require.Equal(t, "2026-11-03T06:45:00Z", s.Stages[0].Until.UTC().Format(time.RFC3339))
	require.Len(t, s.Rows, 3)
	require.Equal(t, "東京 サポート", s.Rows[0].Region)
	require.Empty(t, s.Rows[0].Changes)
	c := s.Rows[1].Changes
	require.Len(t, c, 1)
	require.Equal(t, "2026-11-01T06:00:00Z", c[0].At.UTC().Format(time.RFC3339))
	require.Equal(t, []string{"New York"}, c[0].Regions)
	require.Equal(t, "-4h0m0s", c[0].Before)
	require.Equal(t, "-5h0m0s", c[0].After)
}

// The axis is a day at least and does not leave the span.
func TestClockStripAxis(t *testing.T) {
	a := oneRegion(t, "Europe/Berlin", "2026-12-02T00:00:00Z", "2026-12-09T00:00:00Z", nil)
	for _, test := range []struct{ start, from, to string }{
		{"2026-12-05T12:30:00Z", "2026-12-05T06:00:00Z", "2026-12-06T06:00:00Z"},
		{"2026-12-02T00:00:00Z", "2026-12-02T00:00:00Z", "2026-12-02T18:00:00Z"},
	} {
		start := at(t, test.start)
		s := clockStrip(a, calendar.Interval{Start: start, End: start.Add(time.Hour)})
		require.Equal(t, test.from, s.From.UTC().Format(time.RFC3339))
		require.Equal(t, test.to, s.To.UTC().Format(time.RFC3339))
		var b bytes.Buffer
		require.NoError(t, report.ClockStripSVG(&b, s))
		requirePicture(t, elements(t, b.Bytes()))
	}
}

func TestClockStripOfManyRegions(t *testing.T) {
	var regions []scheduler.Region
	for i := range 43 {
		regions = append(regions, scheduler.Region{Name: fmt.Sprintf("Region %02d", i), Customers: int64(100 + i%2), Calendar: calendar.Calendar{Location: time.UTC}})
	}
	planner, err := scheduler.New(regions...)
	require.NoError(t, err)
	a := ask(t, planner, scheduler.Request{Horizon: calendar.Interval{Start: at(t, "2026-12-04T00:00:00Z"), End: at(t, "2026-12-07T00:00:00Z")}, Duration: time.Hour})
	s := clockStrip(a, a.res.Suggestions[0].Window)
	require.Len(t, s.Rows, report.MaxStripRows)
	require.Equal(t, "Region 01", s.Rows[0].Region)
	require.Equal(t, 3, s.RegionsLeftOut)
	require.EqualValues(t, 300, s.CustomersLeftOut)
	var b bytes.Buffer
	require.NoError(t, report.ClockStripSVG(&b, s))
	require.Contains(t, b.String(), "and 3 more regions with 300 customers")
}

// A window with the longest overrun there is can be drawn.
func TestClockStripOfAMonth(t *testing.T) {
	a := oneRegion(t, "America/New_York", "2026-10-20T00:00:00Z", "2026-12-20T00:00:00Z", func(req *scheduler.Request) {
		req.Overrun = []scheduler.OverrunStage{{Until: scheduler.MaxExposure, Probability: 0.01}}
	})
	s := clockStrip(a, a.res.Suggestions[0].Window)
	require.Greater(t, len(s.Rows[0].Segments), 100)
	var b bytes.Buffer
	require.NoError(t, report.ClockStripSVG(&b, s))
	requirePicture(t, elements(t, b.Bytes()))
}
