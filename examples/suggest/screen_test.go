package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler/decision"
	"github.com/quietwindow/quietwindow/scheduler/export"
	"github.com/quietwindow/quietwindow/scheduler/planfile"
)

// The first screen has at most twenty lines of at most a hundred columns, and begins with the window.
func TestFirstScreen(t *testing.T) {
	var stdout, stderr bytes.Buffer
	require.Equal(t, statusFound, run(nil, nil, &stdout, &stderr, clock, "2026a"))
	require.Empty(t, stderr.String())
	screen := stdout.String()
	require.LessOrEqual(t, strings.Count(screen, "\n"), 20)
	for line := range strings.Lines(screen) {
		require.LessOrEqual(t, utf8.RuneCountInString(line), 101, line)
	}
	require.True(t, strings.HasPrefix(screen, "Sat 2027-02-13 04:00 to 05:00 (America/New_York), 09:00 to 10:00 UTC: "))
	flat := strings.Join(strings.Fields(screen), " ")
	for _, text := range []string{
		"Tuesday 20:00 in America/New_York costs 2.47 times as much, the median hour 2.79, the worst 5.60; Sunday 02:00 there 1.98, and is blocked: Sunday in Gulf",
		"Same hour, same cost: 6 Mar and 13 Mar.", "Announce by Thu 4 Feb 04:00; roll back by 04:15; point of no return 11:15; free until 12:00.",
		"Price of the rules: DBAs' hours 728 customer-hours (21.2 % of it, else Sat 20 Mar 01:00);", "no other rule raises the price.",
	} {
		require.Contains(t, flat, text)
	}
}

// -all ends with a map of costs and of what blocks, at most a hundred columns wide.
func TestMapOfCosts(t *testing.T) {
	var stdout, stderr bytes.Buffer
	require.Equal(t, statusFound, run([]string{"-all"}, nil, &stdout, &stderr, clock, "2026a"), stderr.String())
	for line := range strings.Lines(stdout.String()) {
		require.LessOrEqual(t, utf8.RuneCountInString(line), 101, line)
	}
	for _, text := range []string{
		"\nSa13|0.8|0.9|0.9|1.0  #1 1.0 1.1 1.1 1.2 1.2<1.2<1.2|1.1|", "\nSa27!0.8!0.9", "\nSu14~0.8~0.9    ~0.9", "\nTu 2/3.2/3.7",
		"     ~ Washington's Birthday: Mo 15; ! Launch freeze: Su 21; ~ Founding Day Holiday: Su 21\n",
		"multiple of 3,434.59 customer-hours", "On every date shown: | DBAs' hours.",
	} {
		require.Contains(t, stdout.String(), text)
	}
}

// The README's first screen is what is printed, to the letter.
func TestReadmeShowsTheFirstScreen(t *testing.T) {
	var stdout, stderr bytes.Buffer
	require.Equal(t, statusFound, run(nil, nil, &stdout, &stderr, clock, "2026a"))
	readme, err := os.ReadFile("../../README.md")
	require.NoError(t, err)
	require.Contains(t, string(readme), "```\n"+stdout.String()+"```\n")
	require.Contains(t, string(readme), fmt.Sprintf("the window in %d forms", len(export.Formats())))
}

// The built-in plan is one in which it matters: a rule of thumb costs at least 1.3 times the best, and a
// working Sunday in the Gulf is among what speaks against it; a lunar holiday, a rest day that is worked in
// China and a freeze each block a Saturday that nothing else blocks.
func TestBuiltInPlanMatters(t *testing.T) {
	plan, err := planfile.Read(t.Context(), bytes.NewReader(builtIn), planfile.Options{})
	require.NoError(t, err)
	d, err := decision.Make(t.Context(), plan, decision.Want{})
	require.NoError(t, err)
	sunday := d.Result.RuleOfThumb.Sunday
	require.GreaterOrEqual(t, *sunday.Factor, 1.3)
	for _, test := range []struct {
		start string
		want  []string
	}{
		{"2027-02-07T02:00:00-05:00", []string{"weekdays Sunday Gulf", "holidays Chinese New Year (Spring Festival) Shanghai", "only_hours DBAs' hours "}},
		{"2027-02-06T04:00:00-05:00", []string{"holidays Chinese New Year (Spring Festival) Shanghai"}},
		{"2027-02-13T04:00:00-05:00", nil},
		{"2027-02-20T04:00:00-05:00", []string{"weekdays working Saturday Shanghai"}},
		{"2027-02-27T04:00:00-05:00", []string{"blackout Launch freeze US East"}},
	} {
		at := instant(t, test.start)
		list, err := plan.Planner.Assess(t.Context(), plan.Request, at)
		require.NoError(t, err)
		var blocks []string
		for _, b := range list[0].Blocks {
			blocks = append(blocks, b.Rule+" "+b.Reason+" "+b.Region)
		}
		require.Equal(t, test.want == nil, list[0].Free, test.start)
		require.Subset(t, blocks, test.want, test.start)
	}
	require.True(t, sunday.Window.Start.Equal(instant(t, "2027-02-07T02:00:00-05:00")))
}

// The reports about the built-in plan are short: for a ticket, and to be sent by mail.
func TestReportsAreShort(t *testing.T) {
	folder := t.TempDir()
	page, short, full := filepath.Join(folder, "a.html"), filepath.Join(folder, "a.md"), filepath.Join(folder, "b.md")
	var stdout, stderr bytes.Buffer
	require.Equal(t, statusFound, run([]string{"-html", page, "-md", short, "-md-full", full}, nil, &stdout, &stderr, clock, "2026a"), stderr.String())
	read := func(name string) string {
		text, err := os.ReadFile(name)
		require.NoError(t, err)
		return string(text)
	}
	require.Less(t, len(read(page)), 250_000)
	require.LessOrEqual(t, strings.Count(read(short), "\n"), 60)
	for _, text := range []string{"3,434.59 customer-hours", "What must happen by when", "Local times", "The week around it"} {
		require.Contains(t, read(short), text)
		require.Contains(t, read(page), text)
	}
	for _, title := range []string{"Assumptions", "Robustness", "Reasons"} {
		require.NotContains(t, read(short), "## "+title)
		require.Contains(t, read(full), "## "+title)
		require.Contains(t, read(page), "<summary>"+title+"</summary>")
	}
}
