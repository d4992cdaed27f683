package decision_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/decision"
	"github.com/quietwindow/quietwindow/scheduler/internal/markup"
	"github.com/quietwindow/quietwindow/scheduler/planfile"
	"github.com/quietwindow/quietwindow/scheduler/report"
)

// few are the limits of what is fuzzed: small, so that much is tried.
var few = planfile.Limits{Regions: 5, Horizon: 40 * 24 * time.Hour, Occurrences: 200}

// Bytes become a plan, the plan a decision, the decision every form of report: what is refused is refused
// in words, what is not is written whole, and the same each time.
func FuzzBytesToReport(f *testing.F) {
	for _, name := range []string{"plan.json", "testdata/crew.json", "testdata/ics.json", "testdata/candidates.json", "testdata/all-options.json"} {
		text, err := os.ReadFile("../../examples/suggest/" + name)
		require.NoError(f, err)
		f.Add(text)
	}
	f.Add([]byte(`{"regions":[{"name":"<script>","customers":1,"time_zone":"Asia/Kathmandu","holidays":["NP"]}],"window":{"duration":"1h"},"search":{"from":"2026-12-01T00:00:00Z","to":"2026-12-20T00:00:00Z"}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		// What hangs comes up, and no machine is too slow.
		watch := time.AfterFunc(2*time.Minute, func() { panic("no report in time") })
		defer watch.Stop()
		first, ok := reports(t, data)
		if !ok {
			return
		}
		again, ok := reports(t, data)
		require.True(t, ok)
		require.Equal(t, first, again)
		for _, text := range first {
			require.True(t, utf8.ValidString(text))
		}
		require.NoError(t, markup.Nested(first[0]))
		require.True(t, json.Valid([]byte(first[1])))
	})
}

// reports writes all forms: HTML, JSON, Markdown and the answer for a terminal. It reports false where there is
// no window to report about.
func reports(t *testing.T, data []byte) ([]string, bool) {
	t.Helper()
	var faults scheduler.FieldErrors
	plan, err := planfile.Parse(t.Context(), data, planfile.Options{Limits: few})
	if err != nil {
		require.ErrorAs(t, err, &faults)
		return nil, false
	}
	d, err := decision.Make(t.Context(), plan, decision.Report("2026a"))
	if err != nil {
		require.True(t, errors.Is(err, scheduler.ErrNoWindow) || errors.As(err, &faults), "%v", err)
		return nil, false
	}
	var list []string
	for _, write := range []func(io.Writer) error{
		func(w io.Writer) error { return report.HTML(w, *d) },
		func(w io.Writer) error {
			document, err := report.NewDecisionDocument(*d)
			if err != nil {
				return err
			}
			return json.NewEncoder(w).Encode(document)
		},
		func(w io.Writer) error { return report.Markdown(w, *d) },
		func(w io.Writer) error { return report.Answer(w, *d, report.AnswerOptions{}) },
	} {
		var b bytes.Buffer
		require.NoError(t, write(&b))
		require.NotZero(t, b.Len())
		list = append(list, b.String())
	}
	return list, true
}
