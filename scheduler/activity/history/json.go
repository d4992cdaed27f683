package history

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"time"
)

// MaxJSONBytes is the most that ReadJSON reads: it holds the whole answer.
const MaxJSONBytes = 64 << 20

// ReadJSON reads hourly history from the JSON of other tools, told by their keys:
//
//   - CloudWatch: GetMetricData (MetricDataResults) and GetMetricStatistics (Datapoints);
//   - Datadog: the query of version 1 (series, pointlist) and of version 2 (data.attributes, times, values);
//   - Grafana: data frames, as /api/ds/query answers (results, frames);
//   - Cloudflare: GraphQL analytics (data.viewer, groups with dimensions);
//   - Prometheus, which ReadPrometheus reads without holding it whole.
//
// A value tells of the time that begins with its stamp, as these tools have it. Points may come in any order. null
// is a missing hour. Where a point holds several measures, requests are taken, then visits, then sums, and
// Tally.Warnings says so; Options.Series names another by itself. Errors are a *FileError, as those of ReadCSV.
//
// Forms, read on 2026-11-25: docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference,
// docs.datadoghq.com/api/latest/metrics, grafana.com/docs/grafana/latest/developers/http_api/data_source and
// developers.cloudflare.com/analytics/graphql-api. Memory is a few times that of the file.
func ReadJSON(ctx context.Context, r io.Reader, name string, opt Options) ([]Series, error) {
	if err := opt.check(); err != nil {
		return nil, err
	}
	data, err := io.ReadAll(io.LimitReader(obedient{ctx, r}, MaxJSONBytes+1))
	if err != nil {
		return nil, fileError(name, err)
	}
	faults := &faultList{name: name}
	if len(data) > MaxJSONBytes {
		faults.add(0, "", "the file is larger than %d MiB", MaxJSONBytes>>20)
		return nil, faults.result()
	}
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	j := &jsonReader{faults: faults, opt: opt}
	if err := j.read(data); err != nil {
		faults.add(0, "", "%s", explainJSON(err, data))
		return nil, faults.result()
	}
	if j.prometheus {
		return ReadPrometheus(ctx, bytes.NewReader(data), name, opt)
	}
	if err := ctx.Err(); err != nil {
		return nil, fileError(name, err)
	}
	return j.finish()
}

// explainJSON says what is wrong with the text, and where.
func explainJSON(err error, data []byte) string {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF), errors.As(err, &syntax) && syntax.Offset >= int64(len(data)):
		return "the file ends in the middle of the answer; it was cut off"
	case errors.As(err, &syntax):
		return fmt.Sprintf("byte %d: %s", syntax.Offset, strings.TrimPrefix(syntax.Error(), "json: "))
	case errors.As(err, &kind):
		return fmt.Sprintf("%s: found a %s, which is not what the tool writes there", cmp.Or(kind.Field, "the answer"), kind.Value)
	}
	return err.Error()
}

// jsonReader gathers the points of the series of one answer.
type jsonReader struct {
	faults     *faultList
	opt        Options
	list       []*points
	names      map[string]bool
	warnings   []string
	prometheus bool
}

// points are those of one series, by measure where they have several.
type points struct {
	name  string
	where string
	rows  []sample
}

// answer has the keys by which the tools are told apart.
type answer struct {
	Data              json.RawMessage
	MetricDataResults json.RawMessage
	Datapoints        json.RawMessage
	Series            json.RawMessage
	Results           json.RawMessage
	Frames            json.RawMessage
	Errors            json.RawMessage
	Error             json.RawMessage
	Message           string
	Label             string
}

var errNoTool = errors.New("this is the JSON of no tool that is known here: Prometheus, CloudWatch, Datadog, Grafana or Cloudflare")

func (j *jsonReader) read(data []byte) error {
	var a answer
	if bytes.HasPrefix(bytes.TrimLeft(data, " \t\r\n"), []byte("[")) {
		return errNoTool
	}
	if err := json.Unmarshal(data, &a); err != nil {
		return err
	}
	switch {
	case a.MetricDataResults != nil:
		return j.cloudWatchData(a.MetricDataResults)
	case a.Datapoints != nil:
		return j.cloudWatchStatistics(a.Datapoints)
	case a.Series != nil:
		return j.datadog(a.Series)
	case a.Results != nil:
		return j.grafanaResults(a.Results)
	case a.Frames != nil:
		return j.grafanaFrames(a.Frames, "frames")
	case a.Data == nil || string(a.Data) == "null":
		if text := problemOf(a); text != "" {
			return fmt.Errorf("the tool answered with an error: %s", text)
		}
		return errNoTool
	}
	var inner struct {
		ResultType json.RawMessage
		Viewer     json.RawMessage
		Attributes json.RawMessage
	}
	if err := json.Unmarshal(a.Data, &inner); err != nil {
		return errNoTool
	}
	switch {
	case inner.ResultType != nil:
		j.prometheus = true
		return nil
	case inner.Viewer != nil:
		return j.cloudflare(inner.Viewer)
	case inner.Attributes != nil:
		return j.datadogV2(inner.Attributes)
	}
	return errNoTool
}

// problemOf returns the error that a tool answered with.
func problemOf(a answer) string {
	for _, raw := range []json.RawMessage{a.Errors, a.Error} {
		if text := strings.TrimSpace(string(raw)); text != "" && text != "null" && text != "[]" {
			return quote(text)
		}
	}
	return a.Message
}

// series begins a series. A name that stands already is a fault: its points would be mixed.
func (j *jsonReader) series(name, where string) *points {
	p := &points{name: name, where: where}
	switch {
	case j.names[name]:
		j.faults.add(0, where, "a second series %s; expected series of different names", quote(name))
		return p
	case len(j.list) == maxSeries:
		j.faults.add(0, where, "the file holds more than %d series", maxSeries)
		return p
	}
	if j.names == nil {
		j.names = make(map[string]bool)
	}
	j.names[name] = true
	j.list = append(j.list, p)
	return p
}

// add adds a point; a nil value is a missing hour.
func (j *jsonReader) add(p *points, i int, unix float64, value *float64) {
	s := sample{unix: int64(unix), value: math.NaN(), line: i}
	switch {
	case unix != math.Trunc(unix) || unix < float64(firstUnix) || unix >= float64(endUnix):
		j.faults.add(0, fmt.Sprintf("%s[%d]", p.where, i), "time %v: expected whole seconds in the years 1973 to 2200", unix)
		return
	case value != nil && (*value < 0 || *value > maxValue):
		j.faults.add(0, fmt.Sprintf("%s[%d]", p.where, i), "value %v: expected a finite number, 0 or more and %.0e at most: activity is never negative", *value, maxValue)
		return
	case value != nil:
		s.value = *value
	}
	p.rows = append(p.rows, s)
}

// addTime adds a point whose time is text.
func (j *jsonReader) addTime(p *points, i int, text string, value *float64) {
	if t, err := time.Parse(time.RFC3339, text); err == nil {
		j.add(p, i, float64(t.Unix()), value)
		return
	}
	unix, err := parseTime([]byte(text), false)
	if err != nil {
		j.faults.add(0, fmt.Sprintf("%s[%d]", p.where, i), "%s", err)
		return
	}
	j.add(p, i, float64(unix), value)
}

// finish sorts the points and makes series of them.
func (j *jsonReader) finish() ([]Series, error) {
	opt := j.opt
	opt.Location = nil // points are instants
	set := newSeriesSet(opt)
	for _, p := range j.list {
		b, err := set.named([]byte(p.name), j.faults, 0)
		if err != nil {
			return nil, err
		}
		if b == nil {
			continue
		}
		b.unit = "point %d"
		b.report = func(i int, problem string) { j.faults.add(0, fmt.Sprintf("%s[%d]", p.where, i), "%s", problem) }
		slices.SortStableFunc(p.rows, func(x, y sample) int { return cmp.Compare(x.unix, y.unix) })
		for _, s := range p.rows {
			b.add(s)
		}
	}
	return set.finish(j.faults, j.warnings)
}

// measures are the names of measures that a point may have, the ones first that say best how busy it was.
var measures = []string{"requests", "visits", "sessions", "pageViews", "pageviews", "uniques", "Sum", "SampleCount", "Average", "count", "Maximum", "Minimum"}

// chosen returns which of several measures is taken: the one that Options.Series names, or else the first of the
// list, or of the names in order. It warns where there was a choice.
func (j *jsonReader) chosen(names []string) string {
	slices.Sort(names)
	for _, n := range names {
		if slices.Contains(j.opt.Series, n) {
			j.opt.Series = nil // it names the measure, not a series
			return n
		}
	}
	best := names[0]
	for _, m := range slices.Backward(measures) {
		if slices.Contains(names, m) {
			best = m
		}
	}
	if len(names) > 1 {
		j.warnings = append(j.warnings, fmt.Sprintf("its points have %s; %s were taken (series names another)", strings.Join(names, ", "), best))
	}
	return best
}
