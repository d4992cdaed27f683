package history_test

import (
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler/activity/history"
)

// matrix wraps series as Prometheus answers them.
func matrix(series ...string) string {
	return `{"status":"success","data":{"resultType":"matrix","result":[` + strings.Join(series, ",") + `]}}`
}

func TestReadPrometheus(t *testing.T) {
	const eu = `{"metric":{"region":"eu","job":"api"},"values":[[1767574800,"4"],[1767578400.000,"NaN"],[1767582000,"5.125"],[1767592800,"1e2"]]}`
	const us = `{"metric":{"job":"api","region":"us"},"values":[[1767571200,"1.500"],[1767574800,"2"]]}`
	list, err := history.ReadPrometheus(t.Context(), strings.NewReader(matrix(eu, us)), "p.json", history.Options{Label: "region"})
	require.NoError(t, err)
	require.Len(t, list, 2)
	assert.Equal(t, "eu", list[0].Region)
	// 01:00 tells of the hour before it.
	assert.Equal(t, "2026-01-05T00:00:00Z", list[0].Start.Format(time.RFC3339))
	equalValues(t, []float64{4, nan, 5.125, nan, nan, 100}, list[0].Values)
	assert.Equal(t, history.Tally{Rows: 4, Blank: 1}, list[0].Tally)
	equalValues(t, []float64{1.5, 2}, list[1].Values)

	list, err = history.ReadPrometheus(t.Context(), strings.NewReader(matrix(us)), "p.json", history.Options{Instant: true})
	require.NoError(t, err)
	assert.Equal(t, `{job="api",region="us"}`, list[0].Region)
	assert.Equal(t, "2026-01-05T00:00:00Z", list[0].Start.Format(time.RFC3339))

	list, err = history.ReadPrometheus(t.Context(), strings.NewReader(matrix(eu, us)), "p.json", history.Options{Label: "region", Series: []string{"us"}})
	require.NoError(t, err)
	require.Len(t, list, 1)
	assert.Equal(t, "us", list[0].Region)
}

// Steps of a quarter of an hour are gathered into the hours that end with them.
func TestReadPrometheusQuarters(t *testing.T) {
	var values []string
	for i := range 9 {
		values = append(values, fmt.Sprintf(`[%d,"%d"]`, 1767571200+900*(i+1), i))
	}
	list, err := history.ReadPrometheus(t.Context(), strings.NewReader(matrix(`{"metric":{},"values":[`+strings.Join(values, ",")+`]}`)), "p.json", history.Options{})
	require.NoError(t, err)
	assert.Equal(t, "2026-01-05T00:00:00Z", list[0].Start.Format(time.RFC3339))
	equalValues(t, []float64{1.5, 5.5, nan}, list[0].Values)
	assert.Equal(t, 1, list[0].Tally.Partial)
}

func TestReadPrometheusKeepsItsWarnings(t *testing.T) {
	list, err := history.ReadPrometheus(t.Context(), strings.NewReader(`{"status":"success","infos":["metric might not be a counter"],"stats":{"a":[1,{}]},"data":{"resultType":"matrix","result":[{"metric":{},"values":[[1767574800,"4"]]}]}}`), "p.json", history.Options{})
	require.NoError(t, err)
	assert.Equal(t, []string{"Prometheus: metric might not be a counter"}, list[0].Tally.Warnings)
}

func TestReadPrometheusFaults(t *testing.T) {
	one := func(values string) string { return matrix(`{"metric":{"region":"eu"},"values":[` + values + `]}`) }
	for _, tc := range []struct{ name, file, want string }{
		{"error form", `{"status":"error","errorType":"bad_data","error":"invalid parameter \"query\""}`, `p.json: Prometheus answered with an error (bad_data): invalid parameter "query"`},
		{"no answer", `{"hello":1}`, `p.json: status: found "", expected "success"`},
		{"instant query", `{"status":"success","data":{"resultType":"vector","result":[]}}`, `data.resultType: found "vector", expected "matrix"; ask /api/v1/query_range`},
		{"one value", matrix(`{"metric":{},"value":[1767574800,"4"]}`), "data.result[0]: a single value, expected values"},
		{"histogram", matrix(`{"metric":{},"histograms":[]}`), "native histograms are not read"},
		{"no series", matrix(), "p.json: the file holds no rows"},
		{"twice", one(`[1767574800,"4"],[1767574800,"5"]`), "p.json: data.result[0].values[1]: 2026-01-05T01:00:00Z was given already in values[0]"},
		{"unsorted", one(`[1767574800,"4"],[1767582000,"4"],[1767578400,"5"]`), "data.result[0].values[2]: 2026-01-05T02:00:00Z comes after 2026-01-05T03:00:00Z in values[1]"},
		{"negative", one(`[1767574800,"-4"]`), `data.result[0].values[0]: value "-4": expected 0 or more`},
		{"infinite", one(`[1767574800,"+Inf"]`), `value "+Inf": expected a finite number`},
		{"milliseconds", one(`[1767574800.781,"4"]`), `time "1767574800.781": expected whole seconds`},
		{"number", one(`[1767574800,4]`), `found "4", expected text`},
		{"one field", one(`[1767574800]`), "data.result[0].values[0]: expected a time and a value"},
		{"three fields", one(`[1767574800,"4","5"]`), "more than a time and a value"},
		{"text for a time", one(`["x","4"]`), "found x for a time"},
		{"same labels", matrix(`{"metric":{"region":"eu"},"values":[[1767574800,"4"]]}`, `{"metric":{"region":"eu"},"values":[]}`), `data.result[1].metric: a second series "eu"`},
		{"no label", matrix(`{"metric":{"job":"api"},"values":[]}`), `data.result[0].metric: no label "region"; found "{job=\"api\"}"`},
		{"values twice", matrix(`{"metric":{"region":"eu"},"values":[],"values":[]}`), "data.result[0].values: given twice"},
		{"cut off", one(`[1767574800,"4"]`)[:80], "the file ends in the middle of the answer; it was cut off"},
		{"empty", "", "the file ends in the middle of the answer"},
		{"no JSON", "<html>", "invalid character '<'"},
		{"more text", one(`[1767574800,"4"]`) + "{}", "there is more text behind the answer"},
		{"list", "[]", `found "[", expected {`},
		{"deep", `{"x":` + strings.Repeat("[", 200), "nested more than 100 deep"},
		{"long value", `{"x":"` + strings.Repeat("y", 3<<20) + `"}`, "a single value is longer than 1048576 bytes"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			list, err := history.ReadPrometheus(t.Context(), strings.NewReader(tc.file), "p.json", history.Options{Label: "region"})
			assert.ErrorContains(t, err, tc.want)
			fe := (*history.FileError)(nil)
			require.ErrorAs(t, err, &fe)
			assert.Nil(t, list)
		})
	}
	_, err := history.ReadPrometheus(t.Context(), failing{io.ErrClosedPipe}, "p.json", history.Options{})
	assert.ErrorIs(t, err, io.ErrClosedPipe)
}
