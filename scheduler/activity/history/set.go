package history

import (
	"slices"
	"strings"
)

// seriesSet holds the series of a file while it is read.
type seriesSet struct {
	opt    Options
	keep   int
	by     map[string]*builder
	order  []*builder
	others []string // names passed over, at most maxFaults
}

func newSeriesSet(opt Options) *seriesSet {
	s := &seriesSet{opt: opt, keep: opt.Keep, by: make(map[string]*builder)}
	if s.keep == 0 {
		s.keep = defaultKeep
	}
	return s
}

// named returns the builder of a series, nil if it is not wanted.
func (s *seriesSet) named(name []byte, faults *faultList, line int) (*builder, error) {
	if b, ok := s.by[string(name)]; ok {
		return b, nil
	}
	n := string(name)
	if s.opt.Series != nil && !slices.Contains(s.opt.Series, n) {
		if len(s.others) < maxFaults && !slices.Contains(s.others, n) {
			s.others = append(s.others, n)
		}
		if len(s.by) < 2*maxSeries {
			s.by[n] = nil // so that its other rows are passed over quickly
		}
		return nil, nil
	}
	if len(s.order) == maxSeries {
		faults.add(line, "", "the file holds more than %d series; name those wanted", maxSeries)
		return nil, faults.result()
	}
	b := &builder{keep: s.keep, series: Series{Region: n}, unit: "line %d", loc: s.opt.Location, report: func(line int, problem string) {
		faults.add(line, where(n), "%s", problem)
	}}
	s.by[n] = b
	s.order = append(s.order, b)
	return b, nil
}

// finish ends all series.
func (s *seriesSet) finish(faults *faultList, warnings []string) ([]Series, error) {
	for _, n := range s.opt.Series {
		if s.by[n] == nil {
			faults.add(0, "", "there is no series %s; the file has %s", quote(n), quote(strings.Join(append(s.names(), s.others...), ", ")))
		}
	}
	if len(s.order) == 0 && faults.result() == nil {
		faults.add(0, "", "the file holds no rows")
	}
	var list []Series
	for _, b := range s.order {
		series := b.finish()
		if series.Start.IsZero() && faults.result() == nil {
			faults.add(0, where(series.Region), "there is no hour in it")
		}
		series.Tally.Warnings = warnings
		list = append(list, series.Shifted(s.opt.Shift))
	}
	if err := faults.result(); err != nil {
		return nil, err
	}
	return list, nil
}

func (s *seriesSet) names() []string {
	var names []string
	for _, b := range s.order {
		names = append(names, b.series.Region)
	}
	return names
}
