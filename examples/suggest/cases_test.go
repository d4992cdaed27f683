package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
)

const caseFolder = "testdata/cases"

// span is a stretch of time of a right answer.
type caseSpan struct{ from, to time.Time }

var (
	instantPair = regexp.MustCompile(`(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ) to (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)`)
	wholeSpan   = regexp.MustCompile(`\(from (\S+) to (\S+)\)`)
	dateOf      = regexp.MustCompile(`\d{4}-\d\d-\d\d`)
)

func instant(t *testing.T, text string) time.Time {
	t.Helper()
	at, err := time.Parse(time.RFC3339, text)
	require.NoError(t, err)
	return at
}

func spansOf(t *testing.T, text string) []caseSpan {
	t.Helper()
	var list []caseSpan
	for _, m := range instantPair.FindAllStringSubmatch(text, -1) {
		list = append(list, caseSpan{instant(t, m[1]), instant(t, m[2])})
	}
	return list
}

// answer is what suggest says: whether each start is free, what it warns of, and what it printed.
type answer struct {
	Assessments []struct {
		Free   bool
		Window struct{ Start time.Time }
	}
	Warnings []string
}

// ask writes a plan and its file into a folder and asks suggest about the starts.
func ask(t *testing.T, plan map[string]any, file string, starts []time.Time) (answer, int, string) {
	t.Helper()
	folder := t.TempDir()
	if file != "" {
		data, err := os.ReadFile(filepath.Join(caseFolder, file))
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(filepath.Join(folder, filepath.Base(file)), data, 0o644))
	}
	data, err := json.Marshal(plan)
	require.NoError(t, err)
	path := filepath.Join(folder, "plan.json")
	require.NoError(t, os.WriteFile(path, data, 0o644))
	args := []string{"-json"}
	for _, at := range starts {
		args = append(args, "-at", at.UTC().Format(time.RFC3339))
	}
	var stdout, stderr bytes.Buffer
	status := run(append(args, path), nil, &stdout, &stderr, clock, "2026a")
	var a answer
	require.NoError(t, json.Unmarshal(stdout.Bytes(), &a), stdout.String())
	return a, status, stdout.String()
}

// probes are starts of a quarter of an hour around every end of the spans, and every few hours besides.
func probes(within caseSpan, spans []caseSpan) []time.Time {
	const quarter = 15 * time.Minute
	set := map[time.Time]bool{}
	for t := within.from; t.Before(within.to); t = t.Add(7*time.Hour + quarter) {
		set[t] = true
	}
	for _, s := range spans {
		for _, t := range []time.Time{s.from.Add(-quarter), s.from, s.to.Add(-quarter), s.to} {
			set[t] = true
		}
	}
	var list []time.Time
	for t := within.from; t.Before(within.to); t = t.Add(quarter) {
		if set[t] {
			list = append(list, t)
		}
	}
	return list
}

// requireBlocked has suggest say that the spans, and they alone, are blocked, or allowed.
func requireBlocked(t *testing.T, plan map[string]any, file string, within caseSpan, spans []caseSpan, allowed bool) answer {
	t.Helper()
	require.NotEmpty(t, spans)
	a, status, out := ask(t, plan, file, probes(within, spans))
	require.Zero(t, status, out)
	for _, got := range a.Assessments {
		inside := false
		for _, s := range spans {
			inside = inside || !got.Window.Start.Before(s.from) && got.Window.Start.Before(s.to)
		}
		require.Equal(t, inside == allowed, got.Free, got.Window.Start)
	}
	return a
}

// casePlan is a plan of one region that nothing blocks but what is added to it.
func casePlan(zone string, within caseSpan) map[string]any {
	return map[string]any{
		"regions": []any{map[string]any{"name": "R", "customers": 100, "time_zone": zone, "weekend": "", "activity": "always"}},
		"window":  map[string]any{"duration": "15m"},
		"search":  map[string]any{"from": within.from.Format(time.RFC3339), "to": within.to.Format(time.RFC3339), "step": "15m", "count": 1},
		"rules":   map[string]any{"exclude_weekdays": false, "exclude_holidays": false},
	}
}

func rowsOf(t *testing.T, folder string) map[string]string {
	t.Helper()
	f, err := os.Open(filepath.Join(caseFolder, "cases.csv"))
	require.NoError(t, err)
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	require.NoError(t, err)
	found := map[string]string{}
	for _, row := range rows[1:] {
		if strings.HasPrefix(row[0], folder+"/") {
			found[row[0]] = row[3]
		}
	}
	return found
}

// Every calendar of cases.csv, through a plan file, gives its right answer.
func TestCalendarCases(t *testing.T) {
	rows := rowsOf(t, "ical")
	require.Len(t, rows, 28)
	for file, right := range rows {
		t.Run(file, func(t *testing.T) {
			within := caseSpan{instant(t, "2027-06-20T00:00:00Z"), instant(t, "2027-06-30T00:00:00Z")}
			if m := wholeSpan.FindStringSubmatch(right); m != nil {
				within = caseSpan{instant(t, m[1]), instant(t, m[2])}
			}
			entry := map[string]any{"name": "File", "ics": filepath.Base(file)}
			blackouts := func(zone string) map[string]any {
				plan := casePlan(zone, within)
				plan["rules"].(map[string]any)["blackouts"] = []any{entry}
				return plan
			}
			switch {
			case strings.HasPrefix(right, "Refused"):
				_, status, out := ask(t, blackouts("Europe/Berlin"), file, nil)
				require.Equal(t, 2, status)
				require.Contains(t, out, filepath.Base(file)+`\", line `)
			case strings.Contains(right, "holidays"):
				before, _, _ := strings.Cut(right, " (from")
				zones, dates, _ := strings.Cut(before, ": holidays ")
				for zone := range strings.SplitSeq(zones, ", ") {
					requireHolidays(t, zone, file, within, dateOf.FindAllString(dates, -1))
				}
			default:
				before, _, _ := strings.Cut(right, " (from")
				for part := range strings.SplitSeq(before, " | ") {
					zone, spans, _ := strings.Cut(part, ": blocked ")
					if strings.Contains(right, "a warning that names") {
						_, status, out := ask(t, blackouts(zone), file, nil)
						require.Equal(t, 2, status)
						require.Contains(t, out, `\"on_flaw\": \"skip\"`)
						entry["on_flaw"] = "skip"
					}
					a := requireBlocked(t, blackouts(zone), file, within, spansOf(t, spans), false)
					if entry["on_flaw"] != nil {
						require.Len(t, a.Warnings, 1)
						require.Regexp(t, `line 4: .*Broken entry`, a.Warnings[0])
					}
				}
			}
		})
	}
}

func requireHolidays(t *testing.T, zone, file string, within caseSpan, dates []string) {
	t.Helper()
	loc, err := calendar.LoadZone(zone)
	require.NoError(t, err)
	plan := casePlan(zone, within)
	plan["rules"].(map[string]any)["exclude_holidays"] = true
	plan["regions"].([]any)[0].(map[string]any)["holidays"] = []any{map[string]any{"ics": filepath.Base(file)}}
	var spans []caseSpan
	for _, text := range dates {
		day, err := time.ParseInLocation("2006-01-02", text, loc)
		require.NoError(t, err)
		spans = append(spans, caseSpan{day, day.AddDate(0, 0, 1)})
	}
	requireBlocked(t, plan, file, within, spans, false)
}

// recurrenceKeys are the keys that say what a recurrence of the cases is to mean, where it did not.
var recurrenceKeys = map[string]map[string]any{
	"recurrence/nth-weekday-plus-days.json":         {"shift": "5 days"},
	"recurrence/first-business-day-no-holiday.json": {"rrule": "FREQ=MONTHLY;BYDAY=1WD", "working_days_of": "Berlin"},
}

// recurrenceStarts are the right answers that are given in words: the starts, and how long each lasts.
var recurrenceStarts = map[string]struct {
	starts string
	length time.Duration
}{
	"recurrence/nth-weekday-plus-days.json": {"2027-02-02T04:00:00Z 2027-03-02T04:00:00Z 2027-04-06T03:00:00Z 2027-05-04T03:00:00Z 2027-06-01T03:00:00Z", 3 * time.Hour},
	"recurrence/first-business-day-no-holiday.json": {"2027-01-04T08:00:00Z 2027-02-01T08:00:00Z 2027-03-01T08:00:00Z 2027-04-01T07:00:00Z 2027-05-03T07:00:00Z 2027-06-01T07:00:00Z",
		2 * time.Hour},
}

// Every recurrence of cases.csv gives its right answer, in blackouts and in only_during.
func TestRecurrenceCases(t *testing.T) {
	rows := rowsOf(t, "recurrence")
	require.Len(t, rows, 6)
	for file, right := range rows {
		t.Run(file, func(t *testing.T) {
			data, err := os.ReadFile(filepath.Join(caseFolder, file))
			require.NoError(t, err)
			before, _, _ := strings.Cut(right, " (from")
			spans := spansOf(t, before)
			if words, ok := recurrenceStarts[file]; ok {
				spans = nil
				for text := range strings.FieldsSeq(words.starts) {
					spans = append(spans, caseSpan{instant(t, text), instant(t, text).Add(words.length)})
				}
			}
			for _, list := range []string{"blackouts", "only_during"} {
				var plan map[string]any
				require.NoError(t, json.Unmarshal(data, &plan))
				rules := plan["rules"].(map[string]any)
				entries, ok := rules["blackouts"].([]any)
				if !ok {
					entries = rules["only_during"].([]any)
				}
				delete(rules, "blackouts")
				delete(rules, "only_during")
				rules[list] = entries
				for key, value := range recurrenceKeys[file] {
					entries[0].(map[string]any)[key] = value
				}
				plan["regions"] = append(plan["regions"].([]any), map[string]any{"name": "Berlin", "customers": 1, "time_zone": "Europe/Berlin", "holidays": []any{"DE-BE"}, "activity": "always"})
				search := plan["search"].(map[string]any)
				within := caseSpan{instant(t, search["from"].(string)), instant(t, search["to"].(string))}
				requireBlocked(t, plan, "", within, spans, list == "only_during")
			}
		})
	}
}
