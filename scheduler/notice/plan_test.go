package notice_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/notice"
)

// sequence lists the entries as kind and minutes from the start.
func sequence(table *notice.Timetable) string {
	var list []string
	for _, e := range table.Entries[1:] {
		list = append(list, fmt.Sprintf("%s%+d", e.Kind, int(e.At.Sub(table.Start)/time.Minute)))
	}
	return strings.Join(list, " ")
}

func TestSequence(t *testing.T) {
	stage := func(until time.Duration, p float64) scheduler.OverrunStage {
		return scheduler.OverrunStage{Until: until, Probability: p}
	}
	minutes := func(n int) *time.Time {
		instant := at(t, "2026-12-05T05:00:00Z").Add(time.Duration(n) * time.Minute)
		return &instant
	}
	for _, test := range []struct {
		name          string
		overrun       []scheduler.OverrunStage
		rollbackBy    *time.Time
		pointOfReturn *time.Time
		policy        notice.Policy
		want          string
	}{
		{"the least", nil, nil, nil, notice.Policy{}, "start+0 end+60"},
		{"two reminders, moved to Friday's last minute, are one", nil, nil, nil, notice.Policy{Reminders: []time.Duration{time.Minute, time.Hour}}, "reminder-721 start+0 end+60"},
		{"updates", nil, nil, nil, notice.Policy{Updates: 20 * time.Minute}, "start+0 update+20 update+40 end+60"},
		{"an update longer than the window", nil, nil, nil, notice.Policy{Updates: 2 * time.Hour}, "start+0 end+60"},
		{"an overrun", []scheduler.OverrunStage{stage(3*time.Hour, 0.2)}, nil, nil, notice.Policy{Updates: 45 * time.Minute},
			"start+0 update+45 end+60 overrun+60 update+90 update+135 overrun_end+180"},
		{"two stages", []scheduler.OverrunStage{stage(2*time.Hour, 0.2), stage(3*time.Hour, 0.1)}, nil, nil, notice.Policy{Updates: time.Hour},
			"start+0 end+60 overrun+60 overrun_end+120 overrun+120 overrun_end+180"},
		{"stages of one probability are one", []scheduler.OverrunStage{stage(2*time.Hour, 0.2), stage(3*time.Hour, 0.2)}, nil, nil, notice.Policy{},
			"start+0 end+60 overrun+60 overrun_end+180"},
		{"a stage that does not happen", []scheduler.OverrunStage{stage(2*time.Hour, 0.2), stage(3*time.Hour, 0)}, nil, nil, notice.Policy{},
			"start+0 end+60 overrun+60 overrun_end+120"},
		{"no stage happens", []scheduler.OverrunStage{stage(2*time.Hour, 0)}, nil, nil, notice.Policy{Updates: 30 * time.Minute}, "start+0 update+30 end+60"},
		{"reminders in any order", nil, nil, nil, notice.Policy{Reminders: []time.Duration{18 * time.Hour, 20 * time.Hour}}, "reminder-1200 reminder-1080 start+0 end+60"},
		{"a decision within the overrun", []scheduler.OverrunStage{stage(11*time.Hour, 0.1)}, minutes(15), minutes(600), notice.Policy{}, "start+0 rollback_by+15 end+60 overrun+60 decision+600 overrun_end+660"},
		{"a decision when all is over is none", nil, minutes(15), minutes(600), notice.Policy{}, "start+0 rollback_by+15 end+60"},
		{"one decision", nil, minutes(15), minutes(15), notice.Policy{}, "start+0 decision+15 end+60"},
		{"one decision only", nil, nil, minutes(15), notice.Policy{Updates: 15 * time.Minute}, "start+0 update+15 decision+15 update+30 update+45 end+60"},
	} {
		t.Run(test.name, func(t *testing.T) {
			planner, err := scheduler.New(region(t, "there", 1, "UTC"))
			require.NoError(t, err)
			req := scheduler.Request{Overrun: test.overrun, Rollback: 45 * time.Minute, Notice: scheduler.Notice{AtLeast: 48 * time.Hour}}
			s := scheduler.Suggestion{Window: calendar.Interval{Start: *minutes(0), End: *minutes(60)}, RollbackBy: test.rollbackBy, PointOfNoReturn: test.pointOfReturn}
			table, err := notice.Plan(t.Context(), planner, req, s, test.policy, notice.Options{})
			require.NoError(t, err)
			assert.Equal(t, test.want, sequence(table))
			assert.Equal(t, "Planned maintenance of our service, Sat 5 Dec 2026, 05:00 to 06:00 UTC", table.Entries[0].Subject)
		})
	}
}

func TestFaults(t *testing.T) {
	closed := calendar.Hours{From: 3600, To: 3600}
	for _, test := range []struct {
		name   string
		least  time.Duration
		policy notice.Policy
		opts   notice.Options
		want   []string
	}{
		{"everything at once", -time.Hour,
			notice.Policy{Reminders: []time.Duration{time.Hour, time.Second, time.Hour}, Updates: time.Millisecond, BusinessHours: closed},
			notice.Options{Service: "a\nb", Link: "status.example.com", Contact: strings.Repeat("x", 201)}, []string{
				`notice.at_least: found "-1h"; expected whole seconds from 1s to 8784h`,
				`notice.reminders[1]: found "1s"; expected whole seconds from 1m to 8784h`,
				`notice.reminders[2]: found "1h"; expected a time that is not in the list already (notice.reminders[0])`,
				`notice.updates: found "1ms"; expected whole seconds from 1m to 744h`,
				`notice.business_hours: found "3600 to 3600 seconds past midnight"; expected hours such as 09:00-17:00`,
				`notice.service: found "a` + "\uFFFD" + `b"; expected at most 200 characters, without control characters, invisible characters and characters that turn the direction of text`,
				`notice.link: found "status.example.com"; expected a URL such as https://status.example.com/`,
				`notice.contact: found "` + strings.Repeat("x", 201) + `"; expected at most 200 characters, without control characters, invisible characters and characters that turn the direction of text`,
			}},
		{"too many reminders", 0, notice.Policy{Reminders: make([]time.Duration, 21)}, notice.Options{}, []string{"notice.reminders: found 21; expected at most 20 reminders"}},
		{"too many updates", 0, notice.Policy{Updates: 3 * time.Minute}, notice.Options{}, []string{`notice.updates: found "3m"; expected at least 4m: at most 200 updates go out in 10h30m`}},
		{"a script for a link", 0, notice.Policy{}, notice.Options{Link: "javascript://x/%0aalert(1)"}, []string{`notice.link: found "javascript://x/%0aalert(1)"; expected a URL such as https://status.example.com/`}},
		{"no such hours", 0, notice.Policy{BusinessHours: calendar.Hours{From: 3600, To: 3601}}, notice.Options{}, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			planner, req, s := friday(t)
			req.Notice.AtLeast = test.least
			_, err := notice.Plan(t.Context(), planner, req, s, test.policy, test.opts)
			assert.Equal(t, test.want, messages(err))
		})
	}
}

// messages returns the faults of an error one by one; nil of none.
func messages(err error) (list []string) {
	var faults scheduler.FieldErrors
	errors.As(err, &faults)
	for _, f := range faults {
		list = append(list, f.Error())
	}
	return list
}

func TestLeastUpdatesAreAccepted(t *testing.T) {
	planner, req, s := friday(t)
	table, err := notice.Plan(t.Context(), planner, req, s, notice.Policy{Updates: 4 * time.Minute}, notice.Options{})
	require.NoError(t, err)
	assert.Contains(t, sequence(table), "update+4 ")
}

func TestNoBusinessHours(t *testing.T) {
	idle := region(t, "Idle", 1, "Europe/Berlin")
	idle.Calendar.Weekend = calendar.FixedWeekend(calendar.AllDays)
	planner, err := scheduler.New(region(t, "Busy", 1, "Europe/Berlin"), idle)
	require.NoError(t, err)
	start := at(t, "2026-12-05T05:00:00Z")
	s := scheduler.Suggestion{Window: calendar.Interval{Start: start, End: start.Add(time.Hour)}}
	_, err = notice.Plan(t.Context(), planner, scheduler.Request{}, s, notice.Policy{}, notice.Options{})
	assert.Equal(t, []string{`notice.business_hours: found "09:00-17:00"; expected hours that a working day of Idle has in the 60 days before 2026-12-05T05:00:00Z`}, messages(err))
}

// sure is a source that knows one year.
type sure struct{}

func (sure) Between(first, last calendar.Date) ([]calendar.Holiday, error) {
	if first.Year < 2026 {
		return nil, &calendar.YearsError{Source: "sure", First: first, Last: last, FirstYear: 2026, LastYear: 2026}
	}
	return nil, nil
}

func TestUnknownHolidays(t *testing.T) {
	r := region(t, "Early", 1, "Europe/Berlin")
	r.Calendar.Holidays = sure{}
	planner, err := scheduler.New(r)
	require.NoError(t, err)
	start := at(t, "2026-01-10T05:00:00Z")
	s := scheduler.Suggestion{Window: calendar.Interval{Start: start, End: start.Add(time.Hour)}}
	_, err = notice.Plan(t.Context(), planner, scheduler.Request{}, s, notice.Policy{}, notice.Options{})
	require.Len(t, messages(err), 1)
	assert.Contains(t, messages(err)[0], `regions[0].holidays: found "Early"; expected holidays that are known for the 60 days before the announcement`)
}

func TestTooManyLines(t *testing.T) {
	var regions []scheduler.Region
	for i := range 1000 {
		regions = append(regions, region(t, fmt.Sprint("r", i), 1, "UTC"))
	}
	planner, err := scheduler.New(regions...)
	require.NoError(t, err)
	start := at(t, "2026-12-05T05:00:00Z")
	s := scheduler.Suggestion{Window: calendar.Interval{Start: start, End: start.Add(4 * time.Hour)}}
	_, err = notice.Plan(t.Context(), planner, scheduler.Request{}, s, notice.Policy{Updates: 2 * time.Minute}, notice.Options{})
	assert.Equal(t, []string{"regions: found 1000; expected at most 100000 regions times notices, of which there can be 124 here (fewer reminders and updates make fewer)"}, messages(err))
	_, err = notice.Plan(t.Context(), planner, scheduler.Request{}, s, notice.Policy{Updates: 3 * time.Minute}, notice.Options{})
	assert.NoError(t, err)
}

func TestEqualInputGivesEqualOutput(t *testing.T) {
	var first, second bytes.Buffer
	require.NoError(t, documented(t).WriteJSON(&first))
	require.NoError(t, documented(t).WriteJSON(&second))
	assert.Equal(t, first.String(), second.String())
	var read notice.Timetable
	require.NoError(t, json.Unmarshal(first.Bytes(), &read))
	var again bytes.Buffer
	require.NoError(t, read.WriteJSON(&again))
	assert.Equal(t, first.String(), again.String(), "the JSON holds everything")
}

type failing struct{}

var errFull = errors.New("disk full")

func (failing) Write([]byte) (int, error) { return 0, errFull }

func TestWriteErrors(t *testing.T) {
	table := documented(t)
	assert.ErrorIs(t, table.WriteText(failing{}), errFull)
	assert.ErrorIs(t, table.WriteMarkdown(failing{}), errFull)
	assert.ErrorIs(t, table.WriteHTML(failing{}), errFull)
	assert.ErrorIs(t, table.WriteJSON(failing{}), errFull)
}
