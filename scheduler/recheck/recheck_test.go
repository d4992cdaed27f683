package recheck_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar/national"
	"github.com/quietwindow/quietwindow/scheduler/planfile"
	"github.com/quietwindow/quietwindow/scheduler/recheck"
)

const plan = `{
  "regions": [
    {"name": "Americas", "customers": 6200, "time_zone": "America/New_York", "holidays": ["US"]},
    {"name": "Bavaria", "customers": 2400, "time_zone": "Europe/Berlin", "holidays": ["DE-BY"]},
    {"name": "Gulf", "customers": 1400, "time_zone": "Asia/Riyadh", "weekend": "Fri,Sat", "activity": "consumer"}
  ],
  "window": {"duration": "1h", "keep_clear": "3h"},
  "search": {"from": "2026-12-01T00:00:00Z", "to": "2027-02-01T00:00:00Z"}
}`

func take(t *testing.T, text string, opts recheck.Options) *recheck.Record {
	t.Helper()
	r, err := recheck.Take(t.Context(), []byte(text), opts)
	require.NoError(t, err)
	return stored(t, r)
}

// stored writes a record and reads it back: it is the same.
func stored(t *testing.T, r *recheck.Record) *recheck.Record {
	t.Helper()
	var text, again bytes.Buffer
	require.NoError(t, r.Write(&text))
	back, err := recheck.Read(bytes.NewReader(text.Bytes()))
	require.NoError(t, err)
	require.NoError(t, back.Write(&again))
	require.Equal(t, text.String(), again.String())
	require.Equal(t, string(r.Plan), string(back.Plan))
	return back
}

func texts(c *recheck.Changes) []string {
	list := []string{}
	for _, r := range c.Reasons {
		list = append(list, r.Text)
	}
	return list
}

func because(c *recheck.Changes, window int) string {
	var list []string
	for _, i := range c.Windows[window].Because {
		list = append(list, c.Reasons[i].Text)
	}
	return strings.Join(list, " ")
}

func edit(t *testing.T, text string, pairs ...string) string {
	t.Helper()
	for i := 0; i < len(pairs); i += 2 {
		require.Equal(t, 1, strings.Count(text, pairs[i]), pairs[i])
		text = strings.Replace(text, pairs[i], pairs[i+1], 1)
	}
	return text
}

func corrections(t *testing.T, rows ...string) *national.Corrections {
	t.Helper()
	c, err := national.ReadCorrections(strings.NewReader("code,date,op,name,scope,source\n" + strings.Join(rows, "\n") + "\n"))
	require.NoError(t, err)
	return c
}

func TestNothingChanged(t *testing.T) {
	old := take(t, plan, recheck.Options{})
	now := take(t, strings.ReplaceAll(plan, "  ", "\t"), recheck.Options{Announced: old.Starts()})
	require.Equal(t, old, now)
	require.Len(t, old.Announced, 1)
	require.True(t, old.Announced[0].Start.Equal(old.Answer.Suggestions[0].Window.Start))
	require.Equal(t, old.Fingerprint, *old.Answer.Fingerprint)
	c := recheck.Diff(old, now)
	require.False(t, c.Attention())
	require.Empty(t, c.Reasons)
	require.Equal(t, recheck.StateGood, c.Windows[0].After.State)
	require.Equal(t, fmt.Sprintf("- %s: as good as it was: %s customer-hours, 1.00 times the best start.\n", old.Announced[0].Start.Format(time.RFC3339), "1352.2"), c.Text())
}

// A decree makes the Saturday of the announced window a holiday.
func TestHolidayThatCame(t *testing.T) {
	announced := []time.Time{time.Date(2026, 12, 5, 6, 0, 0, 0, time.UTC), time.Date(2026, 12, 12, 6, 0, 0, 0, time.UTC)}
	old := take(t, plan, recheck.Options{Announced: announced})
	opts := recheck.Options{Announced: announced, Plan: planfile.Options{Corrections: corrections(t, "DE-BY,2026-12-05,off,Day of Mourning,all,decree of 1 December")}}
	c := recheck.Diff(old, take(t, plan, opts))
	require.True(t, c.Attention())
	require.False(t, c.Fingerprint.Plan)
	require.True(t, c.Fingerprint.Days)
	require.False(t, c.Fingerprint.Zones)
	require.Equal(t, []string{"2026-12-05 is a holiday now in Bavaria: Day of Mourning."}, texts(c))
	w := c.Windows[0]
	require.True(t, w.Worse)
	require.Equal(t, []string{recheck.StateGood, recheck.StateBlocked}, []string{w.Before.State, w.After.State})
	require.Equal(t, 3.0, w.After.BlockedHours)
	require.Contains(t, w.Text, "no longer free: holidays in Bavaria (Day of Mourning), for 3 hours of what is kept clear")
	require.Equal(t, texts(c)[0], because(c, 0))
	require.False(t, c.Windows[1].Worse, "a week later nothing happened")
	require.Empty(t, c.Windows[1].Because)

	// The other way round the window is free again, and nobody need look.
	back := recheck.Diff(take(t, plan, opts), old)
	require.False(t, back.Attention())
	require.Equal(t, []string{"2026-12-05 is no holiday any more in Bavaria; it was Day of Mourning."}, texts(back))
}

// The customers of a region that are awake then have become many.
func TestCustomersThatMoved(t *testing.T) {
	old := take(t, plan, recheck.Options{})
	now := take(t, edit(t, plan, "1400", "14000"), recheck.Options{Announced: old.Starts()})
	c := recheck.Diff(old, now)
	require.Equal(t, []string{"Gulf has 14000 customers; it had 1400."}, texts(c))
	w := c.Windows[0]
	require.Equal(t, recheck.StateDear, w.After.State)
	require.True(t, w.Worse)
	require.Equal(t, texts(c)[0], because(c, 0))
	require.Equal(t, "Gulf", w.Regions[0].Region)
	require.InDelta(t, 10*w.Regions[0].Before, w.Regions[0].After, 1e-5)
	require.InDelta(t, w.MoreCustomerHours, w.Regions[0].After-w.Regions[0].Before, 1e-5)
	require.Greater(t, *w.After.Factor, 1.1)
	require.Contains(t, w.Text, "free, but no longer good: ")
	require.NotNil(t, c.Best)
	require.Contains(t, c.Text(), "The best start is ")
	// Who allows more slack is not disturbed.
	now = take(t, edit(t, plan, "1400", "14000"), recheck.Options{Announced: old.Starts(), Slack: 100})
	require.False(t, recheck.Diff(old, now).Attention())
}

const spring = `{
  "regions": [{"name": "Bavaria", "customers": 2400, "time_zone": "Europe/Berlin", "activity": "consumer"}, {"name": "Lagos", "customers": 100, "time_zone": "Africa/Lagos"}],
  "window": {"duration": "1h"},
  "search": {"from": "2027-03-20T00:00:00Z", "to": "2027-04-20T00:00:00Z", "candidates": ["2027-04-04T03:00:00Z", "2027-04-04T04:00:00Z"]}
}`

// Two records, one of them taken by another process, whose zone data have no summer time in Berlin. Of a winter they say
// the same, and so does its fingerprint.
func TestZoneThatChanged(t *testing.T) {
	opts := recheck.Options{Announced: []time.Time{time.Date(2027, 4, 4, 4, 0, 0, 0, time.UTC)}}
	old := take(t, spring, opts)
	cmd := exec.Command(os.Args[0], "-test.run=^TestTakenElsewhere$")
	cmd.Env = append(os.Environ(), "ZONEINFO=testdata/zoneinfo", "RECHECK_TAKE=1")
	text, err := cmd.Output()
	require.NoError(t, err)
	record, _, found := bytes.Cut(text, []byte("end of record\n"))
	require.True(t, found)
	now, err := recheck.Read(bytes.NewReader(record))
	require.NoError(t, err)
	winter, err := json.Marshal(take(t, plan, recheck.Options{}).Answer.Fingerprint)
	require.NoError(t, err)
	require.Contains(t, string(text), string(winter))

	c := recheck.Diff(old, now)
	require.False(t, c.Fingerprint.Plan)
	require.True(t, c.Fingerprint.Zones)
	require.Equal(t, []string{"Clocks in Europe/Berlin read UTC+01:00 from 2027-03-28T01:00:00Z to 2027-04-27T00:00:00Z; they were to read UTC+02:00."}, texts(c))
	require.Equal(t, []string{"Bavaria"}, c.Reasons[0].Regions)
	require.Equal(t, texts(c)[0], because(c, 0))
	require.Less(t, c.Windows[0].MoreCustomerHours, 0.0, "05:00 on the clock is quieter than 06:00")
	again := recheck.Diff(now, old)
	require.True(t, again.Attention(), again.Text())
}

// TestTakenElsewhere is the other process of TestZoneThatChanged: it prints a record.
func TestTakenElsewhere(t *testing.T) {
	r := take(t, spring, recheck.Options{Announced: []time.Time{time.Date(2027, 4, 4, 4, 0, 0, 0, time.UTC)}})
	if os.Getenv("RECHECK_TAKE") != "" {
		require.NoError(t, r.Write(os.Stdout))
		fmt.Println("end of record")
		require.NoError(t, json.NewEncoder(os.Stdout).Encode(take(t, plan, recheck.Options{}).Answer.Fingerprint))
	}
}

// Each kind of change is a reason.
func TestReasons(t *testing.T) {
	files := fstest.MapFS{"freezes.ics": {Data: []byte(ics("20261220T000000Z"))}}
	full := edit(t, plan, `"search"`, `"rules": {"blackouts": [{"name": "freeze", "ics": "freezes.ics"}]}, "crew": [{"name": "Ops", "people": 3, "time_zone": "Europe/Berlin", "holidays": ["DE-BY"], "hours": "00:00-24:00"}], "search"`)
	old := take(t, full, recheck.Options{Plan: planfile.Options{Files: files}})
	for _, test := range []struct {
		from, to, want string
	}{
		{"2400", "2401", "Bavaria has 2401 customers; it had 2400."},
		{`"customers": 6200`, `"customers": 6200, "weight": 2.5`, "Customers of Americas weigh 2.5; they weighed 1."},
		{"America/New_York", "America/Chicago", "Americas keeps the clocks of America/Chicago; it kept those of America/New_York."},
		{`"consumer"`, `"always"`, "The usual week of Gulf is another than it was."},
		{"Fri,Sat", "", "The weekly days off in Gulf are none; they were Fri,Sat."},
		{`"Gulf", "customers": 1400`, `"Emirates", "customers": 1500`, "Gulf is no region any more; it had 1400 customers.|Emirates is a new region, with 1500 customers."},
		{`"weekend": "Fri,Sat"`, `"weekend": "Fri,Sat", "extra_holidays": {"2026-12-31": "Closed"}`, "2026-12-31 is a holiday now in Gulf: Closed."},
		{`"weekend": "Fri,Sat"`, `"weekend": "Fri,Sat", "working_days": {"2026-12-12": "Stocktaking"}`, "2026-12-12 is a working day now in Gulf: working Saturday (Stocktaking)."},
		{`"people": 3`, `"people": 3, "extra_holidays": {"2026-12-31": "Closed"}`, `2026-12-31 is a holiday now for the crew Ops: Closed.|crew[0].extra_holidays of the plan is new: {"2026-12-31":"Closed"}.`},
		{`"keep_clear": "3h"`, `"keep_clear": "4h", "rollback": "30m"`, `window.keep_clear of the plan is "4h"; it was "3h".|window.rollback of the plan is new: "30m".`},
		{`"2027-02-01T00:00:00Z"`, `"2027-02-02T00:00:00Z"`, `search.to of the plan is "2027-02-02T00:00:00Z"; it was "2027-02-01T00:00:00Z".`},
		{`, "keep_clear": "3h"`, "", `window.keep_clear of the plan is gone; it was "3h".`},
	} {
		t.Run(test.to, func(t *testing.T) {
			now := take(t, edit(t, full, test.from, test.to), recheck.Options{Announced: old.Starts(), Plan: planfile.Options{Files: files}})
			require.Equal(t, strings.Split(test.want, "|"), texts(recheck.Diff(old, now)))
		})
	}
	best := old.Answer.Suggestions[0].Window.Start.UTC()
	moved := fstest.MapFS{"freezes.ics": {Data: []byte(ics(best.Format("20060102T150405Z")))}}
	c := recheck.Diff(old, take(t, full, recheck.Options{Announced: old.Starts(), Plan: planfile.Options{Files: moved}}))
	require.Equal(t, []string{"The file freezes.ics has other content."}, texts(c))
	require.Contains(t, c.Text(), "no longer free: blackout (freeze), for 1 hour of what is kept clear; it costs ")
	require.Contains(t, c.Text(), "\n    The file freezes.ics has other content.\n")
}

// Where customers weigh, what a window costs is said to be weighted, and so is what it cost where that was not.
func TestWeighted(t *testing.T) {
	heavy := edit(t, plan, `"customers": 1400`, `"customers": 1400, "weight": 5`)
	heavier := edit(t, plan, `"customers": 1400`, `"customers": 1400, "weight": 6`)
	for _, test := range []struct{ name, before, after, window, best string }{
		{"now", plan, heavy, ` weighted customer-hours, \d\.\d\d times the best start; it cost [\d.]+ customer-hours, 1\.00 times\.`, ` weighted customer-hours; it was \S+, [\d.]+ customer-hours\.`},
		{"no more", heavy, plan, `\d customer-hours, \d\.\d\d times the best start; it cost [\d.]+ weighted customer-hours, 1\.00 times\.`, `\d customer-hours; it was \S+, [\d.]+ weighted customer-hours\.`},
		{"still", heavy, heavier, ` weighted customer-hours, \d\.\d\d times the best start; it cost [\d.]+, 1\.00 times\.`, ` weighted customer-hours`},
	} {
		t.Run(test.name, func(t *testing.T) {
			old := take(t, test.before, recheck.Options{})
			c := recheck.Diff(old, take(t, test.after, recheck.Options{Announced: old.Starts()}))
			require.Regexp(t, test.window, c.Windows[0].Text)
			require.Regexp(t, test.best, c.Text())
		})
	}
	campaign := take(t, edit(t, heavy, `"search"`, `"campaign": {"tasks": [{"name": "database", "announced": "2026-12-05T06:00:00Z"}]}, "search"`), recheck.Options{})
	require.Contains(t, recheck.Diff(campaign, campaign).Windows[0].Text, " weighted customer-hours.")
}

func ics(start string) string {
	return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:t\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:" + start + "\r\nDURATION:PT1H\r\nSUMMARY:Freeze\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
}

// A window before the new horizon is judged, and so is one after it.
func TestOldStarts(t *testing.T) {
	announced := []time.Time{time.Date(2026, 12, 5, 6, 0, 0, 0, time.UTC), time.Date(2026, 12, 12, 6, 0, 0, 0, time.UTC), time.Date(2027, 2, 6, 6, 0, 0, 0, time.UTC)}
	old := take(t, plan, recheck.Options{Announced: announced})
	require.Equal(t, []bool{false, false, true}, []bool{old.Announced[0].Outside, old.Announced[1].Outside, old.Announced[2].Outside})
	now := take(t, plan, recheck.Options{Announced: announced, Plan: planfile.Options{From: time.Date(2026, 12, 8, 0, 0, 0, 0, time.UTC)}})
	require.True(t, now.Announced[0].Outside)
	require.True(t, now.Announced[0].Judged.Free)
	c := recheck.Diff(old, now)
	require.False(t, c.Attention(), c.Text())
	require.Equal(t, old.Announced[0].Judged.Impact, now.Announced[0].Judged.Impact)
	require.Equal(t, []string{`search.from of the plan is "2026-12-08T00:00:00Z"; it was "2026-12-01T00:00:00Z".`}, texts(c), "days before the horizon are no change")
}

// Where the data do not reach so far a window is said to be unjudged, and somebody looks.
func TestUnjudged(t *testing.T) {
	var csv strings.Builder
	csv.WriteString("timestamp_utc,region,value\n")
	for h := range 24 * 70 {
		fmt.Fprintf(&csv, "%s,R,0.5\n", time.Date(2026, 12, 1, h, 0, 0, 0, time.UTC).Format("2006-01-02 15:04:05"))
	}
	files := fstest.MapFS{"f.csv": {Data: []byte(csv.String())}}
	text := edit(t, plan, `"customers": 2400`, `"customers": 2400, "forecast": "f.csv"`)
	announced := []time.Time{time.Date(2026, 11, 28, 6, 0, 0, 0, time.UTC)}
	old := take(t, plan, recheck.Options{Announced: announced})
	now := take(t, text, recheck.Options{Announced: announced, Plan: planfile.Options{Files: files}})
	require.Contains(t, now.Announced[0].Problem, "regions[1].forecast: found a forecast for 2026-12-01")
	c := recheck.Diff(old, now)
	require.True(t, c.Attention())
	require.Contains(t, c.Windows[0].Text, "cannot be judged: regions[1].forecast")
	// A record that was not taken with the old starts does not pass for a good one.
	c = recheck.Diff(old, take(t, plan, recheck.Options{}))
	require.True(t, c.Attention())
	require.Contains(t, c.Text(), "cannot be judged: the new record was not taken with it")
}

func TestNothingFitsAnyMore(t *testing.T) {
	old := take(t, plan, recheck.Options{})
	text := edit(t, plan, `"search"`, `"rules": {"blackouts": [{"name": "Freeze", "start": "2026-11-01T00:00:00Z", "end": "2027-04-01T00:00:00Z"}]}, "search"`)
	now := take(t, text, recheck.Options{Announced: old.Starts()})
	c := recheck.Diff(old, now)
	require.True(t, c.Attention())
	require.True(t, strings.HasPrefix(c.Text(), "! Nothing fits any more: every instant of the horizon is blocked;"), c.Text())
	require.Contains(t, c.Text(), "no longer free: blackout (Freeze), for 3 hours of what is kept clear; it costs 1352.2 customer-hours.")
	require.Empty(t, recheck.Diff(now, now).NoWindow, "it did not fit before either")
	require.False(t, recheck.Diff(now, now).Attention())
}

// The windows of a campaign are reviewed: those that customers know of.
func TestCampaign(t *testing.T) {
	campaign := edit(t, plan, `"search"`, `"campaign": {"tasks": [{"name": "database", "announced": "2026-12-05T06:00:00Z"}, {"name": "network", "announced": "2026-12-12T06:00:00Z", "after": [{"task": "database"}]}, {"name": "later"}]}, "search"`)
	old := take(t, campaign, recheck.Options{})
	require.Nil(t, old.Answer)
	require.Equal(t, []string{"later"}, old.Review.Unplanned)
	require.False(t, recheck.Diff(old, take(t, campaign, recheck.Options{})).Attention())
	c := recheck.Diff(old, take(t, campaign, recheck.Options{Plan: planfile.Options{Corrections: corrections(t, "DE-BY,2026-12-12,off,Day of Mourning,all,decree")}}))
	require.True(t, c.Attention())
	require.Equal(t, []bool{false, true}, []bool{c.Windows[0].Worse, c.Windows[1].Worse})
	require.Contains(t, c.Windows[1].Text, "network, 2026-12-12T06:00:00Z: no longer free: holidays in Bavaria (Day of Mourning)")
	c = recheck.Diff(old, take(t, edit(t, campaign, "2026-12-12T06:00:00Z", "2026-12-13T06:00:00Z"), recheck.Options{}))
	require.Contains(t, c.Windows[1].Text, "cannot be judged: the new plan has no window for it")
	c = recheck.Diff(old, take(t, edit(t, campaign, `{"task": "database"}`, `{"task": "database", "at_most": "24h"}`), recheck.Options{}))
	require.Contains(t, c.Windows[1].Text, "no longer free: breaks after database")
}

func TestRefused(t *testing.T) {
	_, err := recheck.Take(t.Context(), []byte(`{`), recheck.Options{})
	require.ErrorContains(t, err, "line 1, column 2")
	_, err = recheck.Take(t.Context(), []byte(plan), recheck.Options{Slack: -1})
	require.ErrorContains(t, err, "slack: found -1; expected a share from 0 to 100")
	_, err = recheck.Take(t.Context(), []byte(plan), recheck.Options{Announced: []time.Time{time.Date(2026, 12, 5, 6, 0, 0, 1, time.UTC)}})
	require.ErrorContains(t, err, "starts[0]")
	for text, says := range map[string]string{
		"": "found no JSON, at byte 0; expected a record as Record.Write writes it", "\x00p": "found no JSON, at byte 1;", "[1]": "the whole: found array; expected a record",
		`{"regions": [{"customers": "many"}]}`: "regions.customers: found string; expected a record", `{"span": {"start": "2027-02-30T00:00:00Z"}}`: "day out of range; expected a record",
		`{"version": 9}`: "found version 9", `{"version": 1, "plan": {}, "regions": [{"calendar": 3}]}`: "regions[0].calendar: found 3", `{"version": 1}`: "plan: missing; expected the plan file",
		`{"version": 1, "plan": {}, "answer": {"suggestions": []}}`: "answer.suggestions",
		`{"version": 1, "plan": {}, "recurring": {"slots": []}}`:    "recurring.slots",
	} {
		_, err := recheck.Read(strings.NewReader(text))
		assert.ErrorContains(t, err, says)
	}
}

// FuzzRead checks that a record that is read is written and reads back, and can be compared.
func FuzzRead(f *testing.F) {
	r, err := recheck.Take(f.Context(), []byte(plan), recheck.Options{})
	require.NoError(f, err)
	var text bytes.Buffer
	require.NoError(f, r.Write(&text))
	f.Add(text.String())
	f.Add(`{"version": 1, "plan": {}, "answer": null, "announced": [{"start": "2026-12-05T06:00:00Z"}], "zones": [{"offsets": []}]}`)
	f.Fuzz(func(t *testing.T, text string) {
		read, err := recheck.Read(strings.NewReader(text))
		if err != nil {
			return
		}
		_ = recheck.Diff(r, read).Text()
		_ = recheck.Diff(read, r).Text()
		var first bytes.Buffer
		if read.Write(&first) == nil { // a date left out is no date
			stored(t, read)
		}
	})
}
