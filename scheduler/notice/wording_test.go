package notice_test

import (
	"encoding/xml"
	"errors"
	"fmt"
	"html"
	"io"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/notice"
)

// plan makes the timetable of one window in regions of these zones, the first the largest.
func plan(t *testing.T, start string, overrun []scheduler.OverrunStage, policy notice.Policy, zones ...string) *notice.Timetable {
	t.Helper()
	var regions []scheduler.Region
	for i, name := range zones {
		regions = append(regions, region(t, fmt.Sprintf("Region %d", i), int64(len(zones)-i), name))
	}
	planner, err := scheduler.New(regions...)
	require.NoError(t, err)
	s := scheduler.Suggestion{Window: calendar.Interval{Start: at(t, start), End: at(t, start).Add(time.Hour)}}
	table, err := notice.Plan(t.Context(), planner, scheduler.Request{Overrun: overrun}, s, policy, notice.Options{})
	require.NoError(t, err)
	return table
}

// find returns the line of a text that begins so.
func find(t *testing.T, text, prefix string) string {
	t.Helper()
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, prefix) {
			return strings.TrimSuffix(strings.TrimPrefix(line, prefix), "\n")
		}
	}
	require.Fail(t, "no such line", "%q in %q", prefix, text)
	return ""
}

func TestLocalLines(t *testing.T) {
	for _, test := range []struct {
		name, zone, start string
		length            time.Duration
		latest            time.Duration
		want              string
	}{
		{"plain", "Europe/Berlin", "2026-12-05T05:00:00Z", time.Hour, 0, "(Berlin time): Sat 5 Dec 2026, 06:00 to 07:00 (UTC+01:00)"},
		{"next day", "Asia/Tokyo", "2026-12-05T14:30:00Z", time.Hour, 0, "(Tokyo time): Sat 5 Dec 2026, 23:30 to Sun 6 Dec 2026, 00:30 (UTC+09:00), next day"},
		{"to midnight", "Asia/Tokyo", "2026-12-05T14:00:00Z", time.Hour, 0, "(Tokyo time): Sat 5 Dec 2026, 23:00 to Sun 6 Dec 2026, 00:00 (UTC+09:00), next day"},
		{"two days later", "Asia/Tokyo", "2026-12-05T14:30:00Z", 25 * time.Hour, 0, "(Tokyo time): Sat 5 Dec 2026, 23:30 to Mon 7 Dec 2026, 00:30 (UTC+09:00), 2 days later"},
		{"longer", "Asia/Tokyo", "2026-12-05T13:00:00Z", time.Hour, 3 * time.Hour, "(Tokyo time): Sat 5 Dec 2026, 22:00 to 23:00 (UTC+09:00); by Sun 6 Dec 2026, 01:00, next day if it takes longer"},
		{"longer on one day", "Asia/Tokyo", "2026-12-05T03:00:00Z", time.Hour, 3 * time.Hour, "(Tokyo time): Sat 5 Dec 2026, 12:00 to 13:00 (UTC+09:00); by 15:00 if it takes longer"},
		{"forward", "America/New_York", "2026-03-08T06:30:00Z", time.Hour, 0, "(New York time): Sun 8 Mar 2026, 01:30 (UTC-05:00) to 03:30 (UTC-04:00), clocks go forward by 1 hour in between"},
		{"back", "America/New_York", "2026-11-01T05:30:00Z", time.Hour, 0, "(New York time): Sun 1 Nov 2026, 01:30 (UTC-04:00) to 01:30 (UTC-05:00), clocks go back by 1 hour in between"},
		{"half an hour", "Australia/Lord_Howe", "2027-04-03T14:00:00Z", 2 * time.Hour, 0, "(Lord Howe time): Sun 4 Apr 2027, 01:00 (UTC+11:00) to 02:30 (UTC+10:30), clocks go back by 30 minutes in between"},
		{"back in the overrun", "America/New_York", "2026-11-01T04:30:00Z", time.Hour, 2 * time.Hour, "(New York time): Sun 1 Nov 2026, 00:30 to 01:30 (UTC-04:00); by 01:30 (UTC-05:00) if it takes longer"},
		{"the day before", "America/St_Johns", "2010-11-07T02:30:30Z", time.Minute, 0, "(St Johns time): Sun 7 Nov 2010, 00:00:30 (UTC-02:30) to Sat 6 Nov 2010, 23:01:30 (UTC-03:30), the day before, clocks go back by 1 hour in between"},
		{"a day left out", "Pacific/Apia", "2011-12-30T09:30:00Z", time.Hour, 0, "(Apia time): Thu 29 Dec 2011, 23:30 (UTC-10:00) to Sat 31 Dec 2011, 00:30 (UTC+14:00), 2 days later, clocks go forward by 24 hours in between"},
		{"no place", "UTC", "2026-12-05T05:00:00Z", time.Hour, 0, ": Sat 5 Dec 2026, 05:00 to 06:00 (UTC+00:00)"},
		{"no place either", "Etc/GMT+8", "2026-12-05T05:00:00Z", time.Hour, 0, ": Fri 4 Dec 2026, 21:00 to 22:00 (UTC-08:00)"},
	} {
		t.Run(test.name, func(t *testing.T) {
			var overrun []scheduler.OverrunStage
			overrun = append(overrun, scheduler.OverrunStage{Until: test.latest, Probability: min(1, test.latest.Seconds())})
			planner, err := scheduler.New(region(t, "Us", 1, test.zone))
			require.NoError(t, err)
			s := scheduler.Suggestion{Window: calendar.Interval{Start: at(t, test.start), End: at(t, test.start).Add(test.length)}}
			table, err := notice.Plan(t.Context(), planner, scheduler.Request{Overrun: overrun}, s, notice.Policy{}, notice.Options{})
			require.NoError(t, err)
			assert.Equal(t, test.want, strings.TrimPrefix(find(t, table.Entries[0].Text, "- Us"), " "))
		})
	}
}

func TestPlaceIsNotSaidTwice(t *testing.T) {
	planner, err := scheduler.New(region(t, "Sydney West", 1, "Australia/Sydney"))
	require.NoError(t, err)
	s := scheduler.Suggestion{Window: calendar.Interval{Start: at(t, "2026-12-05T05:00:00Z"), End: at(t, "2026-12-05T06:00:00Z")}}
	table, err := notice.Plan(t.Context(), planner, scheduler.Request{}, s, notice.Policy{}, notice.Options{})
	require.NoError(t, err)
	assert.Contains(t, table.Entries[0].Text, "- Sydney West: Sat 5 Dec 2026, 16:00")
}

var timeElement = regexp.MustCompile(`<time datetime="([^"]+)">([^<]+)</time>`)

// TestEveryLocalTime reads every time in every notice back, in all zones of zone.tab: it is the instant
// on the clocks of the region whose line it stands in, or of UTC.
func TestEveryLocalTime(t *testing.T) {
	zones := []string{"UTC"}
	tab, err := os.ReadFile("../testdata/zone.tab.txt")
	require.NoError(t, err)
	zones = append(zones, strings.Fields(string(tab))...)
	require.Greater(t, len(zones), 300)
	var wrong []string
	times := 0
	for _, start := range []string{"2026-03-29T00:30:00Z", "2026-11-01T05:30:00Z", "2027-04-03T14:30:00Z"} {
		table := plan(t, start, []scheduler.OverrunStage{{Until: 26 * time.Hour, Probability: 0.1}}, notice.Policy{}, zones...)
		for _, e := range table.Entries {
			for line := range strings.Lines(e.HTML) {
				loc := time.UTC
				if number, _, region := strings.Cut(strings.TrimPrefix(line, "<li>Region "), " "); region && strings.HasPrefix(line, "<li>") {
					index, err := strconv.Atoi(strings.TrimSuffix(number, ":"))
					require.NoError(t, err)
					loc = zone(t, zones[index])
				}
				for _, m := range timeElement.FindAllStringSubmatch(line, -1) {
					local := at(t, m[1]).In(loc)
					reading, _, _ := strings.Cut(m[2], " UTC")
					if local.Format(time.RFC3339) != m[1] || local.Format("Mon 2 Jan 2006, 15:04") != reading && local.Format("15:04") != reading {
						wrong = append(wrong, line)
					}
					times++
				}
			}
			for _, l := range e.Regions {
				if e.At.In(zone(t, l.TimeZone)).Format(time.RFC3339) != l.At.Format(time.RFC3339) {
					wrong = append(wrong, l.Region)
				}
			}
		}
	}
	assert.Empty(t, wrong)
	assert.Greater(t, times, 3*8*len(zones))
}

// TestFormsAgree reads the HTML as XML and without its tags, and the Markdown without its escapes: the
// words are those of the plain text.
func TestFormsAgree(t *testing.T) {
	escapes := regexp.MustCompile(`\\([[:punct:]])`)
	link := regexp.MustCompile(`(?m)^Current state: <(.*)>$`)
	for _, table := range []*notice.Timetable{documented(t), late(t)} {
		for _, e := range table.Entries {
			assert.Equal(t, words(strings.ReplaceAll(e.Text, "\n- ", "\n")), words(stripped(t, e.HTML)))
			unescaped := link.ReplaceAllString(escapes.ReplaceAllString(e.Markdown, "$1"), "Current state: $1")
			assert.Equal(t, words(e.Text), words(unescaped))
		}
	}
}

func words(s string) string { return strings.Join(strings.Fields(s), " ") }

// stripped returns the text of a fragment, which must be well-formed XML made of these elements only.
func stripped(t *testing.T, fragment string) string {
	t.Helper()
	var b strings.Builder
	d := xml.NewDecoder(strings.NewReader("<x>" + fragment + "</x>"))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return b.String()
		}
		require.NoError(t, err)
		switch token := token.(type) {
		case xml.StartElement:
			require.Contains(t, []string{"x", "p", "ul", "li", "time", "a"}, token.Name.Local)
		case xml.CharData:
			b.WriteString(html.UnescapeString(string(token)))
		}
	}
}

// TestNothingInternal reads what customers read.
func TestNothingInternal(t *testing.T) {
	table := documented(t)
	internal := regexp.MustCompile(`(?i)impact|demand|share|probab|region|rollback|roll back|overrun|stage|point of no return|candidate|blackout|runway|customer|6200|6,200|2400|1400|0\.25|25 %|%`)
	for _, e := range table.Entries {
		assert.NotRegexp(t, internal, e.Subject+e.Text+e.Markdown+e.HTML)
		assert.NotContains(t, e.Subject, "\n")
		assert.True(t, strings.HasSuffix(e.Text, "\n") && strings.HasSuffix(e.Markdown, "\n") && strings.HasSuffix(e.HTML, "\n"))
	}
}

// TestLargestFirst has the regions in another order than that of their sizes.
func TestLargestFirst(t *testing.T) {
	for _, e := range documented(t).Entries {
		americas, bavaria, gulf := strings.Index(e.Text, "- Americas"), strings.Index(e.Text, "- Bavaria"), strings.Index(e.Text, "- Gulf")
		utc := strings.Index(e.Text, " UTC")
		if e.Kind == notice.KindReminder {
			continue // one for each region's business hours
		}
		assert.True(t, 0 <= utc && utc < americas && americas < bavaria && bavaria < gulf, e.Text)
	}
}

func TestOnlyWithAnOverrun(t *testing.T) {
	without := plan(t, "2026-12-05T05:00:00Z", nil, notice.Policy{Updates: 30 * time.Minute}, "Europe/Berlin")
	for _, e := range without.Entries {
		assert.NotContains(t, e.Text, "longer")
		assert.NotContains(t, e.Text, "latest")
	}
	with := plan(t, "2026-12-05T05:00:00Z", []scheduler.OverrunStage{{Until: 3 * time.Hour, Probability: 0.5}}, notice.Policy{}, "Europe/Berlin")
	assert.Contains(t, with.Entries[0].Text, "If the work takes longer than planned, we expect it to be over by Sat 5 Dec 2026, 08:00 UTC.")
}

// Data are said to be at risk only where the plan says so, and a rollback only where it plans one.
func TestOnlyWhatThePlanSays(t *testing.T) {
	planner, err := scheduler.New(region(t, "Bavaria", 1, "Europe/Berlin"))
	require.NoError(t, err)
	start := at(t, "2026-12-05T05:00:00Z")
	by := start.Add(15 * time.Minute)
	s := scheduler.Suggestion{Window: calendar.Interval{Start: start, End: start.Add(time.Hour)}, RollbackBy: &by}
	for _, test := range []struct {
		risk, rollback bool
	}{{false, false}, {false, true}, {true, false}, {true, true}} {
		req := scheduler.Request{Notice: scheduler.Notice{AtLeast: 168 * time.Hour}}
		if test.rollback {
			req.Rollback = 45 * time.Minute
		}
		table, err := notice.Plan(t.Context(), planner, req, s, notice.Policy{Reminders: []time.Duration{48 * time.Hour}}, notice.Options{DataAtRisk: test.risk})
		require.NoError(t, err)
		all, undone := "", false
		for _, e := range table.Entries {
			all += e.Subject + "\n" + e.Text
			undone = undone || e.Kind == notice.KindRollbackBy
		}
		require.Equal(t, test.risk, strings.Contains(all, "save your work"))
		require.Equal(t, test.risk && test.rollback, strings.Contains(all, "may be lost: please check it"))
		require.Equal(t, test.rollback, undone)
		require.Equal(t, test.rollback, strings.Contains(all, "are undoing it"))
		require.NotContains(t, all, "another date") // nobody has said that there will be one
		require.NotContains(t, all, "at the latest")
		require.NotContains(t, all, "guarantee")
	}
}
