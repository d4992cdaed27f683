package planfile_test

import (
	"context"
	"encoding/json"
	"errors"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/planfile"
)

// FuzzParse checks that reading a plan never panics and ends; that what is refused says where, in
// bounded length; that what is accepted is JSON to encoding/json as well, is accepted again, and is
// taken by the planner.
func FuzzParse(f *testing.F) {
	f.Add([]byte(base))
	f.Add(readFile(f, "testdata/example.json"))
	f.Add(small{}.plan())
	f.Add([]byte(`{"regions":[{"name":"A","customers":1e3,"time_zone":"UTC","holidays":["MY",{"code":"MY-01","except":[]},{"ics":"holidays.ics"}],"weekend":""}],"window":{"duration":"PT1H"},` +
		`"search":{"from":"2026-01-01T00:00:00Z","to":"2026-01-20T00:00:00Z"},"rules":{"only_during":[{"name":"f","ics":"plans/freezes.ics"}]}}`))
	f.Add([]byte(`{"regions": null, "regions": {"\ud83d\ude00": [1e999, -0.0, "\u0000"]}}`))
	f.Add([]byte("\xef\xbb\xbf{\"version\": 1.0}"))
	f.Fuzz(func(t *testing.T, data []byte) {
		plan, err := planfile.Parse(t.Context(), data, planfile.Options{Files: feeds})
		if err != nil {
			var all scheduler.FieldErrors
			require.ErrorAs(t, err, &all)
			require.NotEmpty(t, all)
			require.LessOrEqual(t, len(all), planfile.MaxProblems+1)
			for _, fault := range all {
				require.NotEmpty(t, fault.Path)
				require.NotEmpty(t, fault.Expected)
				_, err := json.Marshal(fault.Value)
				require.NoError(t, err)
			}
			return
		}
		if len(data) > 3 && data[0] != 0xef {
			require.True(t, json.Valid(data))
		}
		again, err := planfile.Parse(t.Context(), data, planfile.Options{Files: feeds})
		require.NoError(t, err)
		require.Equal(t, plan.Warnings, again.Warnings)
		stopped, stop := context.WithCancel(context.Background())
		stop()
		_, err = plan.Planner.Suggest(stopped, plan.Request)
		require.True(t, errors.Is(err, context.Canceled), "%v", err)
	})
}
