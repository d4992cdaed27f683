package report_test

import (
	"bytes"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler/report"
)

// The answer fits a screen and says everything that a ticket asks first.
func TestAnswer(t *testing.T) {
	late := decision(t, announced(t))
	late.Result.Warnings = []string{"The zone data of this machine are old.\x1b"}
	all := decisions(t)
	for _, test := range []struct {
		name string
		d    report.Decision
		opts report.AnswerOptions
	}{
		{"answer.golden", late, report.AnswerOptions{Heading: "The plan in \"a.json\".", More: "-why gives the reasons."}},
		{"answer_bare.golden", all["bare"], report.AnswerOptions{}},
		{"answer_full.golden", all["full"], report.AnswerOptions{}},
		{"answer_hostile.golden", all["hostile"], report.AnswerOptions{Rows: 2}},
		{"answer_clocks.golden", decision(t, springForward(t)), report.AnswerOptions{}},
	} {
		t.Run(test.name, func(t *testing.T) {
			var first, second bytes.Buffer
			require.NoError(t, report.Answer(&first, test.d, test.opts))
			require.NoError(t, report.Answer(&second, test.d, test.opts))
			require.Equal(t, first.String(), second.String())
			golden(t, test.name, first.Bytes())
			lines := strings.Split(strings.TrimSuffix(first.String(), "\n"), "\n")
			require.LessOrEqual(t, len(lines), 26)
			for _, line := range lines {
				require.LessOrEqual(t, len([]rune(line)), 100, line)
				require.Equal(t, strings.TrimRight(line, " "), line)
				require.Equal(t, -1, strings.IndexFunc(line, func(r rune) bool { return !unicode.IsPrint(r) && r != unicode.ReplacementChar }), line)
			}
			flat := strings.Join(strings.Fields(first.String()), " ")
			require.Contains(t, flat, " customer-hours expected to be lost")
			require.Contains(t, flat, "free until ")
		})
	}
	require.Error(t, report.Answer(&bytes.Buffer{}, report.Decision{}, report.AnswerOptions{}))
}
