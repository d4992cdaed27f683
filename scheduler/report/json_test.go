package report_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/report/document"
)

// decode reads JSON that may hold no key that the target does not know.
func decode(t *testing.T, text []byte, into any) {
	t.Helper()
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.DisallowUnknownFields()
	require.NoError(t, dec.Decode(into))
}

// What a client reads back is what was written, and writing it again gives the same bytes.
func TestJSONReadsBack(t *testing.T) {
	for _, res := range []*scheduler.Result{documented(t), odd(t), {}} {
		var first, second bytes.Buffer
		require.NoError(t, document.JSON(&first, res))
		var doc document.Result
		decode(t, first.Bytes(), &doc)
		require.NoError(t, document.Encode(&second, doc))
		require.Equal(t, first.String(), second.String())
		require.True(t, strings.HasSuffix(first.String(), "}\n"))
	}
	for _, err := range []error{workingWeek(t), twentyHours(t), faults(), errors.New("other")} {
		var first, second bytes.Buffer
		require.NoError(t, document.ErrorJSON(&first, err))
		var doc document.ErrorResult
		decode(t, first.Bytes(), &doc)
		require.NoError(t, document.Encode(&second, doc))
		require.Equal(t, first.String(), second.String())
	}
}

// The first suggestion of the documented example, key by key and in the order of the document.
func TestJSONOfTheDocumentedExample(t *testing.T) {
	doc := document.NewResult(documented(t))
	s := doc.Suggestions[0]
	s.Impact.Regions = s.Impact.Regions[:1]
	text, err := json.Marshal(s)
	require.NoError(t, err)
	require.Equal(t, `{"window":{"start":"2026-12-04T21:00:00-08:00","end":"2026-12-04T22:00:00-08:00"},`+
		`"impact":{"customer_hours":2986.46,"planned_customer_hours":1251.4,"overrun_customer_hours":1735.06,`+
		`"mean_share":0.12514,"peak_share":0.12514,`+
		`"regions":[{"region":"Gulf","time_zone":"Asia/Riyadh",`+
		`"local":{"start":"2026-12-05T08:00:00+03:00","end":"2026-12-05T09:00:00+03:00"},`+
		`"days":[{"date":"2026-12-05","kind":"weekend"}],`+
		`"customer_hours":1323,"planned_customer_hours":420,"overrun_customer_hours":903,"mean_share":0.3,"peak_share":0.3}]},`+
		`"free_until":"2026-12-05T13:00:00-08:00","runway":"15h0m0s",`+
		`"rollback_by":"2026-12-04T21:15:00-08:00","point_of_no_return":"2026-12-05T12:15:00-08:00"}`, string(text))
	require.EqualValues(t, 318, doc.Considered)
	require.Contains(t, doc.Blocked, document.Blocked{Rule: "weekdays", Region: "Bavaria", Reason: "Friday", Hours: 168})

	a := doc.Assessments[0]
	a.Impact = document.Impact{}
	text, err = json.Marshal(a)
	require.NoError(t, err)
	require.Contains(t, string(text), `"free":false,"on_grid":true,"blocks":[{"rule":"weekdays","region":"Americas","reason":"Tuesday",`)
	require.Contains(t, string(text), `{"rule":"weekdays","region":"Bavaria","reason":"Wednesday","start":"2026-12-08T20:00:00-08:00","end":"2026-12-08T23:00:00-08:00"}`)
	require.True(t, strings.HasSuffix(string(text), `"factor":1.785408,"rank":319}`))
}

func TestJSONNumbers(t *testing.T) {
	res := &scheduler.Result{
		Assessments: []scheduler.Assessment{{Impact: scheduler.Impact{CustomerHours: 7_440_000_000_000, OverrunCustomerHours: 0.000001, MeanShare: 0.1}}},
		Blocked: []scheduler.Blocked{
			{Duration: 5 * 366 * 24 * time.Hour}, {Duration: 10 * time.Second}, {Duration: 90 * time.Minute}, {Duration: 7 * time.Millisecond},
			{Duration: 5*366*24*time.Hour - time.Second}, {Duration: 5400 * time.Microsecond}, {Duration: 1800 * time.Microsecond},
		},
	}
	var b bytes.Buffer
	require.NoError(t, document.JSON(&b, res))
	for _, want := range []string{
		`"customer_hours": 7440000000000,`, `"overrun_customer_hours": 0.000001,`, `"mean_share": 0.1,`, `"factor": null,`, `"blocks": []`, `"regions": []`,
		`"hours": 43920` + "\n", `"hours": 0.002778`, `"hours": 1.5` + "\n", `"hours": 43919.999722`,
		// Half a millionth goes to the even neighbour: 1.5 to 2, 0.5 to 0.
		`"hours": 0.000002`, `"hours": 0` + "\n",
	} {
		require.Contains(t, b.String(), want)
	}
}

func TestProblemValues(t *testing.T) {
	for _, test := range []struct {
		value any
		want  string
	}{
		{nil, `{"path":"p","expected":"e"}`},
		{0, `{"path":"p","value":0,"expected":"e"}`},
		{"", `{"path":"p","value":"","expected":"e"}`},
		{false, `{"path":"p","value":false,"expected":"e"}`},
		{1.2, `{"path":"p","value":1.2,"expected":"e"}`},
		{math.NaN(), `{"path":"p","value":"NaN","expected":"e"}`},
		{math.Inf(-1), `{"path":"p","value":"-Inf","expected":"e"}`},
		{json.RawMessage(`[1,  2]`), `{"path":"p","value":[1,2],"expected":"e"}`},
		{json.RawMessage(`[1,`), `{"path":"p","value":"[1,","expected":"e"}`},
		{json.Number("1e400"), `{"path":"p","value":1e400,"expected":"e"}`},
		{json.Number("--"), `{"path":"p","value":"--","expected":"e"}`},
		{time.Hour, `{"path":"p","value":"1h","expected":"e"}`},
		{time.Date(2026, 12, 4, 21, 0, 0, 500, time.UTC), `{"path":"p","value":"2026-12-04T21:00:00.0000005Z","expected":"e"}`},
		{calendar.Date{Year: 2026, Month: 13, Day: 40}, `{"path":"p","value":"2026-13-40","expected":"e"}`},
		{[]string{"a"}, `{"path":"p","value":["a"],"expected":"e"}`},
	} {
		doc := document.NewErrorResult(&scheduler.FieldError{Path: "p", Value: test.value, Expected: "e"})
		text, err := json.Marshal(doc.Error.Problems[0])
		require.NoError(t, err)
		require.Equal(t, test.want, string(text))
	}
}

func TestErrorKinds(t *testing.T) {
	none := &scheduler.NoWindowError{}
	for _, test := range []struct {
		err  error
		kind string
	}{
		{none, document.KindNoWindow},
		{fmt.Errorf("plan.json: %w", none), document.KindNoWindow},
		{faults(), document.KindInvalidPlan},
		{fmt.Errorf("plan.json: %w", faults()), document.KindInvalidPlan},
		{fmt.Errorf("plan.json: %w", faults()[0]), document.KindInvalidPlan},
		{errors.New("other"), document.KindFailed},
	} {
		doc := document.NewErrorResult(test.err)
		require.Equal(t, test.kind, doc.Error.Kind)
		require.Equal(t, test.err.Error(), doc.Error.Message)
	}
}

// A document shares nothing with the result that it was made of.
func TestDocumentIsACopy(t *testing.T) {
	res := documented(t)
	doc := document.NewResult(res)
	was := *res.Suggestions[0].RollbackBy
	*doc.Suggestions[0].RollbackBy = time.Time{}
	*doc.Assessments[0].Factor = -1
	doc.Warnings = append(doc.Warnings, "x")
	require.Equal(t, was, *res.Suggestions[0].RollbackBy)
	require.Equal(t, 1.785408, *res.Assessments[0].Factor)
	require.Equal(t, document.NewResult(res), document.NewResult(res))
	require.Len(t, document.NewAssessments(res.Assessments), 2)
}
