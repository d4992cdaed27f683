package planfile

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"strings"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/activity"
	"github.com/quietwindow/quietwindow/scheduler/activity/history"
)

// MaxHistoryBytes is the most that the files of history and forecasts may hold, each by itself.
const MaxHistoryBytes = 64 << 20

var historyKeys = table{
	{"history", true, aTable, "", "a file of hourly history that the activity is learned from: CSV with timestamp_utc, region and value, or with a column a series; or the JSON of Prometheus, CloudWatch, Datadog, Grafana or Cloudflare"},
	{"series", false, "the name of a series in the file", "the only one", "which series of the file is the region's, or which measure where its points have several"},
	{"time_zone", false, aZone, "none: times need a zone of their own", "whose clocks the file's times without a zone are read on"},
	{"shift", false, aClockShift, "none: the clock was right", "puts a wrong clock right: it is added to every time of the file, 8h where the clock that stamped it was eight hours early, -3h where it was three hours late"},
	{"exclude", false, noExclude, "none", "known maintenance, which is left out of the history: entries as in rules.blackouts, and paths of CSV files of past windows with the columns start and end"},
}

const (
	aTable      = "the path of a CSV or JSON file, with slashes and inside the folder that the program reads from"
	aClockShift = `whole hours from "-24h" to "24h", such as "8h" or "-3h"`
)

// learned is what was learned for one region. A forecast is made of it once the horizon is known.
type learned struct {
	region int
	path   string
	at     int32
	file   string
	model  *activity.Model
}

// history learns a region's activity from a file, once for all regions that say the same. It returns how the
// activity is called.
func (r *reader) history(region *object, v value, d *draft, cal calendar.Calendar) (string, scheduler.Profile) {
	key := learnKey(region)
	model, first, fault := r.once.begin(key, v.path())
	if first {
		path, model := r.learn(region, v, d, cal)
		if r.once.models[key] = model; model == nil {
			return "", scheduler.Profile{}
		}
		r.once.places[key] = path
		return "learned from " + path, model.Profile()
	}
	if model == nil {
		r.add(v.offset(), v.path(), found("the same as "+fault), "hourly history that an activity can be learned from")
		return "", scheduler.Profile{}
	}
	path := r.once.places[key]
	d.learned = append(d.learned, learned{region: len(d.regions), path: v.path(), at: v.offset(), file: path, model: model})
	return "learned from " + path, model.Profile()
}

// seriesOf reads a series of a file, each once.
func (r *reader) seriesOf(file value, path string, opt history.Options) ([]history.Series, bool) {
	key := fmt.Sprintf("%s\x00%q\x00%v", path, opt.Series, opt.Location)
	if list, ok := r.once.series[key]; ok {
		return list, true
	}
	if list, ok := r.together(file, path, opt); ok {
		return list, true
	}
	_, f := r.open(file)
	if f == nil {
		return nil, false
	}
	defer f.Close()
	list, err := history.Read(r.ctx, f, path, opt)
	if r.fileFaults(file, f, err) {
		return nil, false
	}
	r.once.series[key] = list
	return list, true
}

// historyOf returns the series that an activity names, on a right clock, and the file's path. It returns false where there is
// a fault. A wrong zone or shift leaves the file to be looked at: it is read on UTC then, which every local time is of.
func (r *reader) historyOf(o *object, v value) (series history.Series, path string, sound bool) {
	opt := history.Options{}
	wanted := r.optional(o, "series")
	if wanted != "" {
		opt.Series = []string{wanted}
	}
	sound = true
	if v, ok := o.get("time_zone"); ok {
		if opt.Location = r.zone(v); opt.Location == nil {
			opt.Location, sound = time.UTC, false
		}
	}
	var shift time.Duration
	if v, ok := o.get("shift"); ok {
		var right bool
		shift, right = r.clockShift(v)
		sound = sound && right
	}
	file, ok := o.get("history") // that it is missing is told already
	if ok {
		path, ok = r.text(file)
	}
	if !ok || r.full() {
		return series, "", false
	}
	list, ok := r.seriesOf(file, path, opt)
	if !ok {
		return series, path, false
	}
	if len(list) != 1 {
		names := make([]string, len(list))
		for i, s := range list {
			names[i] = fmt.Sprintf("%q", s.Region)
		}
		r.add(v.offset(), v.path(), found(fmt.Sprintf("%d series in %q", len(list), shorten(path))), "the key series, with one of "+shorten(strings.Join(names, ", ")))
		return series, path, false
	}
	return list[0].Shifted(shift), path, sound // the file is kept as it is: other regions may shift it by other hours
}

// learn learns from a file. The model is nil where there is a fault, which is added.
func (r *reader) learn(region *object, v value, d *draft, cal calendar.Calendar) (string, *activity.Model) {
	o, ok := r.object(v, historyKeys)
	if !ok {
		return "", nil
	}
	series, path, ok := r.historyOf(o, v)
	span := series.Span()
	if cal.Location == nil {
		cal.Location, ok = time.UTC, false // the zone has its own fault
	}
	if !ok {
		// What is left out is looked at all the same, on any day.
		span = calendar.Interval{Start: d.req.Horizon.Start, End: d.req.Horizon.Start.Add(day)}
	}
	known, fine := r.exclude(o, region, span, d, cal)
	if !fine || !ok {
		return "", nil
	}
	model, err := activity.Learn(r.ctx, series, cal, activity.Options{Now: d.req.Horizon.Start, Exclude: known})
	if err != nil {
		file, _ := o.get("history")
		r.add(file.offset(), file.path(), found(fmt.Sprintf("%q: %v", shorten(path), err)), "hourly history that an activity can be learned from")
		return "", nil
	}
	for _, text := range model.Fit().Warnings {
		d.learnedWarnings = append(d.learnedWarnings, v.path()+": "+text)
	}
	d.learned = append(d.learned, learned{region: len(d.regions), path: v.path(), at: v.offset(), file: path, model: model})
	return path, model
}

// forecast reads the series that holds instead of a region's activity over the horizon.
func (r *reader) forecast(v value) scheduler.Forecast {
	path, f := r.open(v)
	if f == nil {
		return scheduler.Forecast{}
	}
	defer f.Close()
	forecast, err := history.ReadForecast(r.ctx, f, path, "", history.Options{})
	if r.fileFaults(v, f, err) {
		return scheduler.Forecast{}
	}
	return forecast
}

// bounded is a file that ends with an error beyond its limit, rather than in silence.
type bounded struct {
	fs.File
	left int64
}

var errTooLarge = fmt.Errorf("larger than %d MiB", MaxHistoryBytes>>20)

func (b *bounded) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, errTooLarge
	}
	n, err := b.File.Read(p[:min(int64(len(p)), b.left)])
	b.left -= int64(n)
	return n, err
}

// open opens the file that v names; nil where it cannot be had.
func (r *reader) open(v value) (string, io.ReadCloser) {
	path, ok := r.text(v)
	switch {
	case !ok || r.full():
		return "", nil
	case r.opts.Files == nil:
		r.wrong(v, "no file: this program does not read the files that a plan names; give the activity by its name or its shares")
		return "", nil
	case !fs.ValidPath(path) || path == ".":
		r.wrong(v, v.expected)
		return "", nil
	}
	f, err := r.file(path)
	if err != nil {
		r.wrong(v, v.expected+aside(err.Error()))
		return "", nil
	}
	return path, f
}

// file opens a file of the plan; it tells no fault.
func (r *reader) file(path string) (io.ReadCloser, error) {
	if r.opts.Files == nil {
		return nil, fs.ErrNotExist
	}
	f, err := r.opts.Files.Open(path)
	if err != nil {
		return nil, err
	}
	return &bounded{f, MaxHistoryBytes}, nil
}

// fileFaults reports whether reading a file failed, and adds why, line by line.
func (r *reader) fileFaults(v value, _ io.ReadCloser, err error) bool {
	var bad *history.FileError
	switch {
	case err == nil:
		return false
	case errors.Is(err, errTooLarge):
		r.wrong(v, fmt.Sprintf("a file of at most %d MiB", MaxHistoryBytes>>20))
	case errors.As(err, &bad):
		for _, f := range bad.Faults {
			where := fmt.Sprintf("%q", shorten(bad.Name))
			if f.Line > 0 {
				where += fmt.Sprintf(", line %d", f.Line)
			}
			if f.Where != "" {
				where += ", " + f.Where
			}
			r.add(v.offset(), v.path(), found(where+": "+f.Problem), "a file that can be read without guessing")
		}
	default:
		r.wrong(v, aTable+aside(err.Error()))
	}
	return true
}

// forecasts makes a forecast for the horizon and its overrun of everything that was learned: it knows
// the season, and the nights about holidays. Where there can be none the weekly profile stands, and a
// warning says why.
func (r *reader) forecasts(d *draft) {
	if d.span().Empty() || r.err() != nil {
		return
	}
	// Longer than is needed: a robustness case may take the work to last many times as long.
	cover := d.req.Horizon
	cover.End = cover.End.Add(2 * d.tail())
	made := make(map[*activity.Model]scheduler.Forecast)
	for _, h := range d.learned {
		if r.full() {
			return
		}
		if forecast, ok := made[h.model]; ok {
			d.regions[h.region].Forecast = forecast
			continue
		}
		forecast, err := h.model.Forecast(cover)
		if err == nil {
			made[h.model] = forecast
		}
		if err != nil {
			d.learnedWarnings = append(d.learnedWarnings, fmt.Sprintf("%s: the usual week of %s is used, not a forecast: %v", h.path, h.file, err))
			continue
		}
		d.regions[h.region].Forecast = forecast
	}
}

// tail returns how long the window with its overrun lasts.
func (d *draft) tail() time.Duration {
	tail := d.req.Duration
	for _, s := range d.req.Overrun {
		tail = max(tail, s.Until)
	}
	return tail
}

// forecastsCover refuses forecasts that do not reach over the horizon and its overrun.
func (r *reader) forecastsCover(plan value, d *draft) {
	if d.span().Empty() {
		return
	}
	needed := calendar.Interval{Start: d.req.Horizon.Start, End: d.req.Horizon.End.Add(d.tail() - d.req.Duration)}
	for i, region := range d.regions {
		span := region.Forecast.Span()
		if span.Empty() || span.Covers(needed) {
			continue
		}
		path := fmt.Sprintf("regions[%d].forecast", i)
		at, ok := plan.lookUp(path)
		offset := int32(math.MaxInt32)
		if ok {
			offset = at.offset()
		}
		r.add(offset, path, found(fmt.Sprintf("a forecast for %s to %s", span.Start.Format(time.RFC3339), span.End.Format(time.RFC3339))),
			fmt.Sprintf("one for the horizon and its overrun, %s to %s", needed.Start.UTC().Format(time.RFC3339), needed.End.UTC().Format(time.RFC3339)))
	}
}
