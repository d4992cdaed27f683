package history

import (
	"context"
	"fmt"
	"io"
	"math"
	"time"

	"github.com/quietwindow/quietwindow/scheduler"
)

// ReadForecast reads a series of shares for the horizon and takes it as it is: the forms are those of
// ReadCSV, every value is a share from 0 to 1 of the region's busiest usual hour, and no hour may be
// missing. Series names the one wanted of several; empty means the only one. Name is how errors call the file.
func ReadForecast(ctx context.Context, r io.Reader, name, series string, opt Options) (scheduler.Forecast, error) {
	opt.Keep = MaxHours
	opt.Series = nil
	if series != "" {
		opt.Series = []string{series}
	}
	list, err := ReadCSV(ctx, r, name, opt)
	if err != nil {
		return scheduler.Forecast{}, err
	}
	faults := &faultList{name: name}
	if len(list) > 1 {
		faults.add(0, "", "the file holds %d series, the first %s and %s; name the one wanted", len(list), quote(list[0].Region), quote(list[1].Region))
		return scheduler.Forecast{}, faults.result()
	}
	s := list[0]
	if s.Tally.Forgotten > 0 || len(s.Values) > scheduler.MaxForecastHours {
		faults.add(0, where(s.Region), "more than %d hours", scheduler.MaxForecastHours)
		return scheduler.Forecast{}, faults.result()
	}
	for i, v := range s.Values {
		hour := s.Start.Add(time.Duration(i) * time.Hour).Format(time.RFC3339)
		switch {
		case math.IsNaN(v):
			faults.add(0, where(s.Region), "the hour of %s is missing; a forecast has no gaps", hour)
		case v > 1:
			faults.add(0, where(s.Region), "the hour of %s: found %v, expected a share from 0 to 1", hour, v)
		}
	}
	if err := faults.result(); err != nil {
		return scheduler.Forecast{}, err
	}
	f, err := scheduler.NewForecast(s.Start, s.Values)
	if err != nil {
		return scheduler.Forecast{}, fmt.Errorf("%s: %w", name, err)
	}
	return f, nil
}
