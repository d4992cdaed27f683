package history

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
)

// maxToken is the longest single value of a JSON file, in bytes. It bounds the memory that a file can
// make the reader take.
const maxToken = 1 << 20

// ReadPrometheus reads hourly history from the JSON that Prometheus answers to a range query
// (/api/v1/query_range), of one series or several, with a step of an hour or an equal part of one. Where there
// are several Options.Label tells which label names them. Name is how errors call the file.
//
// A value tells of the step that ends with its timestamp, as rate and increase do, unless
// Options.Instant says otherwise. So query with a range equal to the step, from a whole hour:
//
//	query=sum by (region) (increase(http_requests_total[1h]))&start=...T00:00:00Z&end=...&step=1h
//
// Values are strings; "NaN" is a missing hour. Errors are a *FileError: the error form of an answer
// with Prometheus' own words, a result that is no matrix, negative or infinite values, times out of
// order or given twice, mixed steps, text that ends too early; or the error of ctx once that is done.
//
// Form: https://prometheus.io/docs/prometheus/latest/querying/api/#range-queries
func ReadPrometheus(ctx context.Context, r io.Reader, name string, opt Options) ([]Series, error) {
	if err := opt.check(); err != nil {
		return nil, err
	}
	faults := &faultList{name: name}
	p := &promReader{faults: faults, set: newSeriesSet(opt), opt: opt}
	in := &tokenLimit{r: obedient{ctx, r}}
	p.dec = json.NewDecoder(in)
	in.dec = p.dec
	p.dec.UseNumber()
	if err := p.document(); err != nil {
		if se := (*json.SyntaxError)(nil); !errors.As(err, &se) && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, errForm) {
			return nil, fileError(name, err)
		}
		faults.add(0, fmt.Sprintf("byte %d", p.dec.InputOffset()), "%s", p.explain(err))
		return nil, faults.result()
	}
	if p.status == "error" {
		faults.add(0, "", "Prometheus answered with an error (%s): %s", p.errorType, p.errorText)
		return nil, faults.result()
	}
	if p.status != "success" {
		faults.add(0, "status", "found %s, expected \"success\": this is no answer of Prometheus", quote(p.status))
		return nil, faults.result()
	}
	return p.set.finish(faults, p.warnings)
}

// errForm is the fault of JSON that is not of Prometheus' form.
var errForm = errors.New("unexpected form")

// tokenLimit fails once a single token of the decoder is longer than maxToken.
type tokenLimit struct {
	r    io.Reader
	dec  *json.Decoder
	read int64
}

func (l *tokenLimit) Read(p []byte) (int, error) {
	if l.read-l.dec.InputOffset() > maxToken {
		return 0, fmt.Errorf("a single value is longer than %d bytes: %w", maxToken, errForm)
	}
	n, err := l.r.Read(p)
	l.read += int64(n)
	return n, err
}

type promReader struct {
	dec    *json.Decoder
	faults *faultList
	set    *seriesSet
	opt    Options

	status, errorType, errorText string
	warnings                     []string
}

func (p *promReader) explain(err error) string {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return "the file ends in the middle of the answer; it was cut off"
	}
	return strings.TrimSuffix(err.Error(), ": "+errForm.Error())
}

// document reads the whole answer.
func (p *promReader) document() error {
	err := p.object(func(key string) error {
		switch key {
		case "status":
			return p.text(&p.status)
		case "errorType":
			return p.text(&p.errorType)
		case "error":
			return p.text(&p.errorText)
		case "warnings", "infos":
			return p.array(func(int) error {
				var w string
				err := p.text(&w)
				if len(p.warnings) < maxFaults {
					p.warnings = append(p.warnings, "Prometheus: "+w)
				}
				return err
			})
		case "data":
			return p.object(p.data)
		}
		return p.skip()
	})
	if err != nil {
		return err
	}
	if _, err := p.dec.Token(); !errors.Is(err, io.EOF) {
		return fmt.Errorf("there is more text behind the answer: %w", errForm)
	}
	return nil
}

func (p *promReader) data(key string) error {
	switch key {
	case "resultType":
		var kind string
		if err := p.text(&kind); err != nil {
			return err
		}
		if kind != "matrix" {
			return fmt.Errorf("data.resultType: found %s, expected \"matrix\"; ask /api/v1/query_range: %w", quote(kind), errForm)
		}
		return nil
	case "result":
		return p.array(p.result)
	}
	return p.skip()
}

// result reads one series.
func (p *promReader) result(i int) error {
	at := fmt.Sprintf("data.result[%d]", i)
	labels := make(map[string]string)
	var b *builder
	named := false
	return p.object(func(key string) error {
		switch key {
		case "metric":
			return p.object(func(label string) error {
				var v string
				err := p.text(&v)
				labels[label] = v
				return err
			})
		case "values":
			if named {
				return fmt.Errorf("%s.values: given twice: %w", at, errForm)
			}
			named = true
			var err error
			if b, err = p.name(labels, at); err != nil {
				return err
			}
			return p.array(func(j int) error { return p.sample(b, at, j) })
		case "value":
			return fmt.Errorf("%s: a single value, expected values; ask /api/v1/query_range: %w", at, errForm)
		case "histograms":
			return fmt.Errorf("%s.histograms: native histograms are not read; query a number, such as histogram_count(rate(...)): %w", at, errForm)
		}
		return p.skip()
	})
}

// name returns the builder of the series with these labels.
func (p *promReader) name(labels map[string]string, at string) (*builder, error) {
	name := ""
	if p.opt.Label != "" {
		v, ok := labels[p.opt.Label]
		if !ok {
			return nil, fmt.Errorf("%s.metric: no label %s; found %s: %w", at, quote(p.opt.Label), quote(labelText(labels)), errForm)
		}
		name = v
	} else {
		name = labelText(labels)
	}
	if b := p.set.by[name]; b != nil {
		return nil, fmt.Errorf("%s.metric: a second series %s; choose a label that tells them apart, or sum by it: %w", at, quote(name), errForm)
	}
	b, err := p.set.named([]byte(name), p.faults, 0)
	if b != nil {
		b.report = func(i int, problem string) { p.faults.add(0, place(at, i), "%s", problem) }
		b.unit = "values[%d]"
		if !p.opt.Instant {
			b.back = 1
		}
	}
	return b, err
}

// place names a value: the builder's line is its index.
func place(at string, i int) string { return fmt.Sprintf("%s.values[%d]", at, i) }

// labelText writes labels as Prometheus does, sorted by name.
func labelText(labels map[string]string) string {
	names := make([]string, 0, len(labels))
	for n := range labels {
		names = append(names, n)
	}
	slices.Sort(names)
	for i, n := range names {
		names[i] = fmt.Sprintf("%s=%q", n, labels[n])
	}
	return "{" + strings.Join(names, ",") + "}"
}

// sample reads [time, "value"].
func (p *promReader) sample(b *builder, at string, index int) error {
	var stamp json.Number
	var text string
	n := 0
	err := p.array(func(i int) error {
		n++
		switch i {
		case 0:
			tok, err := p.dec.Token()
			num, ok := tok.(json.Number)
			if err == nil && !ok {
				err = fmt.Errorf("%s: found %v for a time, expected seconds since 1970: %w", place(at, index), tok, errForm)
			}
			stamp = num
			return err
		case 1:
			return p.text(&text)
		}
		return fmt.Errorf("%s: more than a time and a value: %w", place(at, index), errForm)
	})
	if err != nil || b == nil {
		return err
	}
	if n != 2 {
		return fmt.Errorf("%s: expected a time and a value: %w", place(at, index), errForm)
	}
	seconds, err := stamp.Float64()
	if whole := err == nil && seconds == math.Trunc(seconds) && seconds >= float64(firstUnix) && seconds < float64(endUnix); !whole {
		p.faults.add(0, place(at, index), "time %s: expected whole seconds in the years 1973 to 2200; let start be a whole hour", quote(stamp.String()))
		return nil
	}
	value, err := parseValue([]byte(text), '.')
	if err != nil {
		p.faults.add(0, place(at, index), "%s", err)
		return nil
	}
	b.add(sample{unix: int64(seconds), value: value, line: index})
	return nil
}
