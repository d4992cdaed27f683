package decision_test

import (
	"bytes"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler/decision"
	"github.com/quietwindow/quietwindow/scheduler/planfile"
	"github.com/quietwindow/quietwindow/scheduler/report"
)

// hoursWords finds what impacts are counted in, where they are.
var hoursWords = regexp.MustCompile(`(?i)(weighted[\s]+)?customer-hours`)

// Where any customer counts more or less than 1, every report says weighted customer-hours wherever it says
// customer-hours; elsewhere none does.
func TestReportsSayWhatIsWeighted(t *testing.T) {
	for _, test := range []struct {
		weight   string
		weighted bool
	}{{"1", false}, {"5", true}} {
		t.Run("weight "+test.weight, func(t *testing.T) {
			change := `, "crew": [{"name": "Ops", "people": 2, "time_zone": "UTC", "hours": "08:00-18:00"}], "robustness": [{"case": "work"}]`
			weighted := strings.Replace(text, `"customers": 300,`, `"customers": 300, "weight": `+test.weight+`,`, 1)
			p, err := planfile.Parse(t.Context(), []byte(strings.Replace(weighted, "CHANGE", change, 1)), planfile.Options{})
			require.NoError(t, err)
			want := decision.Report("2026a")
			want.Judge = append(want.Judge, p.Request.Horizon.Start)
			d, err := decision.Make(t.Context(), p, want)
			require.NoError(t, err)
			heat := report.NewHeatMap(d.Request, d.Timeline, d.Result, report.HeatMapOptions{})
			for name, write := range map[string]func(b *bytes.Buffer) error{
				"answer": func(b *bytes.Buffer) error { return report.Answer(b, *d, report.AnswerOptions{}) },
				"text":   func(b *bytes.Buffer) error { return decision.Text(b, d, "plan", true) },
				"assessed": func(b *bytes.Buffer) error {
					return report.AssessmentsText(b, d.Result.Assessments, 1, report.TextOptions{})
				},
				"page":     func(b *bytes.Buffer) error { return report.HTML(b, *d) },
				"markdown": func(b *bytes.Buffer) error { return report.MarkdownFull(b, *d) },
				"heat map": func(b *bytes.Buffer) error { return report.HeatMapText(b, heat, report.HeatTextOptions{}) },
				"picture":  func(b *bytes.Buffer) error { return report.HeatMapSVG(b, heat) },
			} {
				var b bytes.Buffer
				require.NoError(t, write(&b), name)
				said := hoursWords.FindAllString(regexp.MustCompile(`data-customer-hours`).ReplaceAllString(b.String(), ""), -1)
				require.NotEmpty(t, said, name)
				for _, words := range said {
					require.Equal(t, test.weighted, strings.HasPrefix(strings.ToLower(words), "weighted"), "%s: %q", name, words)
				}
			}
		})
	}
}
