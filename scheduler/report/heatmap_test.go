package report_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/report"
)

func heatMap(a asked, weeks int) *report.HeatMap {
	return report.NewHeatMap(a.req, a.tl, a.res, report.HeatMapOptions{Weeks: weeks})
}

func heatMapSVG(t testing.TB, m *report.HeatMap) []byte {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, report.HeatMapSVG(&b, m))
	return b.Bytes()
}

func TestHeatMapSVG(t *testing.T) {
	for _, test := range []struct {
		name string
		a    asked
	}{
		{"heatmap_documented.svg", fortnight(t)},
		{"heatmap_hostile.svg", hostile(t)},
	} {
		t.Run(test.name, func(t *testing.T) {
			m := heatMap(test.a, 1)
			svg := heatMapSVG(t, m)
			golden(t, test.name, svg)
			list := elements(t, svg)
			requirePicture(t, list)
			var cells []element
			for _, e := range list {
				if e.name == "g" && e.attrs["data-state"] != "" {
					cells = append(cells, e)
				}
			}
			var want []report.HeatCell
			for _, day := range m.Days {
				want = append(want, day.Cells...)
			}
			require.Len(t, cells, len(want))
			for i, c := range want {
				require.Equal(t, c.Start.Format(time.RFC3339), cells[i].attrs["data-start"])
				require.Equal(t, strconv.FormatFloat(*c.CustomerHours, 'f', -1, 64), cells[i].attrs["data-customer-hours"])
				require.Equal(t, c.State, cells[i].attrs["data-state"])
				require.Equal(t, strings.Join(c.Blocked, "; "), cells[i].attrs["data-blocked"])
				require.Equal(t, strings.Trim(fmt.Sprint(c.Suggestions), "[]"), cells[i].attrs["data-suggestion"])
			}
		})
	}
}

// A picture can be drawn from the JSON as well.
func TestHeatMapReadsBack(t *testing.T) {
	m := heatMap(hostile(t), 0)
	text, err := json.Marshal(m)
	require.NoError(t, err)
	var back report.HeatMap
	decode(t, text, &back)
	require.Equal(t, string(heatMapSVG(t, m)), string(heatMapSVG(t, &back)))
}

// The cells of the documented example against the planner's own answers.
func TestHeatMapAgreesWithTheTimeline(t *testing.T) {
	for _, a := range []asked{fortnight(t), hostile(t)} {
		m := heatMap(a, 0)
		free := make(map[int64]bool) // hours that hold a free start
		least := make(map[int64]float64)
		for s := range a.tl.Starts() {
			hour := s.Truncate(time.Hour).Unix() // both search zones are whole hours off UTC
			cost, ok := a.tl.CustomerHours(s)
			require.True(t, ok)
			if !free[hour] || cost < least[hour] {
				free[hour], least[hour] = true, cost
			}
		}
		var covered time.Duration
		next, counts := a.tl.Horizon().Start, report.HeatCounts{}
		for _, day := range m.Days {
			for _, c := range day.Cells {
				hour := c.Start.Truncate(time.Hour)
				require.True(t, !hour.After(next) && next.Before(hour.Add(time.Hour)), "%s follows %s", c.Start, next)
				covered += hour.Add(time.Hour).Sub(next)
				next = hour.Add(time.Hour)
				require.Equal(t, day.Date, calendar.DateOf(c.Start))
				require.Equal(t, c.Hour, c.Start.Hour())
				require.Equal(t, free[hour.Unix()], c.State == report.CellFree, "%s", c.Start)
				cost, ok := a.tl.CustomerHours(c.Start)
				require.True(t, ok)
				require.Equal(t, cost, *c.CustomerHours)
				require.Equal(t, c.State == report.CellBlocked || c.State == report.CellShort, len(c.Blocked) > 0)
				switch c.State {
				case report.CellFree:
					counts.Free++
					require.True(t, cost == least[hour.Unix()] || len(c.Suggestions) > 0)
				case report.CellBlocked:
					counts.Blocked++
				case report.CellShort:
					counts.Short++
				default:
					counts.Off++
				}
				level := m.Levels[c.Level]
				require.True(t, level.UpTo == nil || cost <= *level.UpTo)
				require.True(t, c.Level == 0 || cost > *m.Levels[c.Level-1].UpTo)
			}
		}
		require.Equal(t, a.tl.Horizon().Duration(), covered)
		require.Equal(t, counts, m.Counts)
		require.Equal(t, a.res.Suggestions[0].Impact.CustomerHours, *m.Base)
	}
}

func TestHeatMapNumbersTheSuggestions(t *testing.T) {
	a := fortnight(t)
	var found []int
	for _, day := range heatMap(a, 0).Days {
		for _, c := range day.Cells {
			for _, n := range c.Suggestions {
				found = append(found, n)
				s := a.res.Suggestions[n-1]
				require.True(t, c.Start.Equal(s.Window.Start))
				require.Equal(t, s.Impact.CustomerHours, *c.CustomerHours)
			}
		}
	}
	require.ElementsMatch(t, []int{1, 2}, found)
}

// hours returns the hours of a date, and their beginnings in UTC.
func hours(t testing.TB, m *report.HeatMap, date string) (list []int, begin []string) {
	t.Helper()
	for _, day := range m.Days {
		if day.Date == calendar.MustParseDate(date) {
			for _, c := range day.Cells {
				list = append(list, c.Hour)
				begin = append(begin, c.Start.UTC().Format("02T15:04"))
			}
		}
	}
	return list, begin
}

func TestHeatMapFollowsTheClocks(t *testing.T) {
	for _, test := range []struct {
		zone, from, to, date string
		// part are the hours from index, with the beginnings.
		index int
		hours []int
		begin []string
		count int
	}{
		{"America/New_York", "2026-10-31T00:00:00Z", "2026-11-03T00:00:00Z", "2026-11-01", 0, []int{0, 1, 1, 2}, []string{"01T04:00", "01T05:00", "01T06:00", "01T07:00"}, 25},
		{"America/New_York", "2026-03-07T00:00:00Z", "2026-03-10T00:00:00Z", "2026-03-08", 0, []int{0, 1, 3}, []string{"08T05:00", "08T06:00", "08T07:00"}, 23},
		{"Australia/Lord_Howe", "2026-04-03T00:00:00Z", "2026-04-06T00:00:00Z", "2026-04-05", 0, []int{0, 1, 1, 2}, []string{"04T13:00", "04T14:00", "04T15:00", "04T15:30"}, 25},
		{"Australia/Lord_Howe", "2026-10-02T00:00:00Z", "2026-10-05T00:00:00Z", "2026-10-04", 1, []int{1, 2, 3}, []string{"03T14:30", "03T15:30", "03T16:00"}, 24},
		{"Asia/Kathmandu", "2026-10-02T00:00:00Z", "2026-10-05T00:00:00Z", "2026-10-03", 0, []int{0, 1}, []string{"02T18:15", "02T19:15"}, 24},
		{"Pacific/Apia", "2011-12-28T00:00:00Z", "2012-01-02T00:00:00Z", "2011-12-31", 0, []int{0, 1}, []string{"30T10:00", "30T11:00"}, 24},
		{"America/Sao_Paulo", "2018-11-02T00:00:00Z", "2018-11-06T00:00:00Z", "2018-11-04", 0, []int{1, 2}, []string{"04T03:00", "04T04:00"}, 23},
		{"America/St_Johns", "2010-11-05T00:00:00Z", "2010-11-09T00:00:00Z", "2010-11-06", 22, []int{22, 23, 23}, []string{"07T00:30", "07T01:30", "07T02:31"}, 25},
	} {
		t.Run(test.zone+" "+test.date, func(t *testing.T) {
			m := heatMap(oneRegion(t, test.zone, test.from, test.to, func(req *scheduler.Request) { req.Grid.Step = 24 * time.Hour }), 0)
			list, begin := hours(t, m, test.date)
			require.Len(t, list, test.count)
			require.Equal(t, test.hours, list[test.index:test.index+len(test.hours)])
			require.Equal(t, test.begin, begin[test.index:test.index+len(test.begin)])
			requirePicture(t, elements(t, heatMapSVG(t, m)))
		})
	}
}

// A date that the clocks passed over has a row of its own, without hours.
func TestHeatMapShowsDatesThatAreNotThere(t *testing.T) {
	m := heatMap(oneRegion(t, "Pacific/Apia", "2011-12-28T00:00:00Z", "2012-01-02T00:00:00Z", nil), 0)
	list, _ := hours(t, m, "2011-12-30")
	require.Empty(t, list)
	require.Contains(t, string(heatMapSVG(t, m)), "the clocks passed over this date")
}

func TestHeatMapStates(t *testing.T) {
	blackout := func(req *scheduler.Request) {
		set := calendar.NewSet(calendar.Interval{Start: at(t, "2026-12-02T10:30:00Z"), End: at(t, "2026-12-02T13:00:00Z")})
		req.Rules = []scheduler.Rule{scheduler.Blackout(scheduler.Instants("Audit", set))}
		req.KeepClear = 3 * time.Hour
	}
	for _, test := range []struct {
		hour   int
		change func(*scheduler.Request)
		state  string
		why    []string
		start  string
		cost   float64
	}{
		{7, blackout, report.CellFree, nil, "07:00", 100},
		{8, blackout, report.CellShort, []string{"free only until Wed 2026-12-02 10:30, 30 min short of 3 h", "blackout: Audit"}, "08:00", 100},
		{10, blackout, report.CellShort, []string{"free only until Wed 2026-12-02 10:30, 2 h 30 min short of 3 h", "blackout: Audit"}, "10:00", 100},
		{11, blackout, report.CellBlocked, []string{"blackout: Audit"}, "11:00", 100},
		{13, blackout, report.CellFree, nil, "13:00", 100},
		{7, func(req *scheduler.Request) { req.Grid.Step = 12 * time.Hour }, report.CellOff, nil, "07:00", 100},
		{7, func(req *scheduler.Request) { req.Candidates = []time.Time{at(t, "2026-12-02T08:20:00Z")} }, report.CellOff, nil, "07:00", 100},
		{8, func(req *scheduler.Request) { req.Candidates = []time.Time{at(t, "2026-12-02T08:20:00Z")} }, report.CellFree, nil, "08:20", 100},
		{22, func(req *scheduler.Request) { req.KeepClear = 3 * time.Hour }, report.CellOff, nil, "22:00", 100},
	} {
		t.Run(fmt.Sprint(test.hour, test.state), func(t *testing.T) {
			m := heatMap(oneRegion(t, "UTC", "2026-12-02T00:00:00Z", "2026-12-03T00:00:00Z", test.change), 0)
			c := m.Days[0].Cells[test.hour]
			require.Equal(t, test.state, c.State)
			require.Equal(t, test.why, c.Blocked)
			require.Equal(t, test.start, c.Start.Format("15:04"))
			require.Equal(t, test.cost, *c.CustomerHours)
		})
	}
}

// A window that would end after the search has no impact to show.
func TestHeatMapEndsWithTheHorizon(t *testing.T) {
	m := heatMap(oneRegion(t, "UTC", "2026-12-02T00:20:00Z", "2026-12-02T23:40:00Z", func(req *scheduler.Request) { req.Duration = 2 * time.Hour }), 0)
	cells := m.Days[0].Cells
	require.Equal(t, "00:30", cells[0].Start.Format("15:04"))
	require.Equal(t, report.CellFree, cells[21].State)
	require.Equal(t, report.CellOff, cells[22].State)
	require.Nil(t, cells[22].CustomerHours)
	require.Contains(t, string(heatMapSVG(t, m)), `data-customer-hours="" data-state="off"`)
}

func TestHeatMapNamesAtMostSomeReasons(t *testing.T) {
	m := heatMap(oneRegion(t, "UTC", "2026-12-02T00:00:00Z", "2026-12-03T00:00:00Z", func(req *scheduler.Request) {
		set := calendar.NewSet(calendar.Interval{Start: at(t, "2026-12-02T10:00:00Z"), End: at(t, "2026-12-02T13:00:00Z")})
		for _, name := range []string{"a", "b", "c", "d", "e", "f"} {
			req.Rules = append(req.Rules, scheduler.Blackout(scheduler.Instants(name, set)))
		}
	}), 0)
	require.Equal(t, []string{"blackout: a", "blackout: b", "blackout: c", "blackout: d", "and 2 more"}, m.Days[0].Cells[10].Blocked)
}

func TestHeatMapWeeks(t *testing.T) {
	planner, req := threeRegions(t)
	a := ask(t, planner, req)
	for _, test := range []struct {
		weeks, days, leftOut int
		first, last          string
	}{
		{0, 63, 0, "2026-11-30", "2027-01-31"},
		{-1, 63, 0, "2026-11-30", "2027-01-31"},
		{9, 63, 0, "2026-11-30", "2027-01-31"},
		{1, 7, 56, "2026-11-30", "2026-12-06"},
		{3, 21, 42, "2026-11-30", "2027-01-10"},
		{7, 49, 14, "2026-11-30", "2027-01-24"},
	} {
		t.Run(fmt.Sprint(test.weeks), func(t *testing.T) {
			m := heatMap(a, test.weeks)
			require.Len(t, m.Days, test.days)
			require.Equal(t, test.leftOut, m.DaysLeftOut)
			require.Equal(t, test.first, m.Days[0].Date.String())
			require.Equal(t, test.last, m.Days[len(m.Days)-1].Date.String())
		})
	}
}

// Five years show what they are asked to.
func TestHeatMapOfFiveYears(t *testing.T) {
	a := oneRegion(t, "Europe/Berlin", "2026-01-01T00:00:00Z", "2030-12-31T00:00:00Z", nil)
	m := heatMap(a, 0)
	require.Len(t, m.Days, 67) // the first week begins on Thursday
	require.Equal(t, 1826, m.DaysLeftOut+len(m.Days))
}

// Without a window there is a picture all the same, and so there is where nothing costs anything.
func TestHeatMapWithoutBase(t *testing.T) {
	planner, req := threeRegions(t)
	req.KeepClear = 20 * time.Hour
	req.Horizon.End = at(t, "2026-12-08T00:00:00Z")
	a := ask(t, planner, req)
	require.Nil(t, a.res)
	m := heatMap(a, 0)
	require.Zero(t, m.Counts.Free)
	require.NotZero(t, m.Counts.Short)
	require.NotNil(t, m.Base)
	requirePicture(t, elements(t, heatMapSVG(t, m)))

	idle, err := scheduler.NewProfile(scheduler.ProfileRows{})
	require.NoError(t, err)
	planner, err = scheduler.New(scheduler.Region{Name: "Idle", Customers: 1, Activity: idle, Calendar: calendar.Calendar{Location: time.UTC}})
	require.NoError(t, err)
	nothing := ask(t, planner, scheduler.Request{Horizon: req.Horizon, Duration: time.Hour})
	m = heatMap(nothing, 0)
	require.Nil(t, m.Base)
	require.Contains(t, string(heatMapSVG(t, m)), ">nothing<")
}

func TestHeatMapText(t *testing.T) {
	for _, test := range []struct {
		name  string
		a     asked
		weeks int
		opts  report.HeatTextOptions
	}{
		{"terminal_documented.golden", fortnight(t), 0, report.HeatTextOptions{}},
		{"terminal_documented_numbers.golden", fortnight(t), 0, report.HeatTextOptions{Numbers: true}},
		{"terminal_hostile.golden", hostile(t), 1, report.HeatTextOptions{}},
		{"terminal_hostile_numbers.golden", hostile(t), 0, report.HeatTextOptions{Numbers: true}},
	} {
		t.Run(test.name, func(t *testing.T) {
			var b bytes.Buffer
			require.NoError(t, report.HeatMapText(&b, heatMap(test.a, test.weeks), test.opts))
			golden(t, test.name, b.Bytes())
			for line := range strings.Lines(b.String()) {
				line = strings.TrimSuffix(line, "\n")
				require.LessOrEqual(t, utf8.RuneCountInString(line), 100)
				require.Equal(t, -1, strings.IndexFunc(line, func(r rune) bool { return !unicode.IsPrint(r) }), "%q", line)
				if !strings.HasPrefix(line, "     ") && !strings.HasPrefix(line, "On every date") { // names of what blocks
					require.Regexp(t, "^[ -~]*$", line)
				}
			}
		})
	}
}

// The baseline asks the timeline for the blocks of every hour by itself.
func BenchmarkNewHeatMap(b *testing.B) {
	var regions []scheduler.Region
	for i := range 400 {
		regions = append(regions, scheduler.Region{Name: fmt.Sprint("Region ", i), Customers: int64(1 + i), Activity: scheduler.Business(),
			Calendar: calendar.Calendar{Location: time.FixedZone(fmt.Sprint("Zone ", i%40), (i%40-20)*1800)}})
	}
	planner, err := scheduler.New(regions...)
	require.NoError(b, err)
	a := ask(b, planner, scheduler.Request{Duration: time.Hour, Tolerate: 0.5,
		Horizon: calendar.Interval{Start: at(b, "2026-12-01T00:00:00Z"), End: at(b, "2027-02-01T00:00:00Z")}})
	start := time.Now()
	for hour := a.tl.Horizon().Start; hour.Before(a.tl.Horizon().End); hour = hour.Add(time.Hour) {
		a.tl.Blocks(calendar.Interval{Start: hour, End: hour.Add(time.Hour)})
	}
	baseline := time.Since(start)
	b.ResetTimer()
	n := 0
	for b.Loop() {
		heatMap(a, 0)
		n++
	}
	b.ReportMetric(float64(baseline)*float64(n)/float64(b.Elapsed()), "x_baseline")
}
