package scheduler

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler/internal/exact"
)

// MarshalJSON writes the rows of the profile under the keys of an activity in a plan file: workday, weekend and
// holiday, and monday to sunday and holiday_monday to holiday_sunday where a day of the week has a row of its own. Every
// share reads back exactly. The zero value is written as rows of 1.
func (p Profile) MarshalJSON() ([]byte, error) {
	t := p.resolved()
	work, weekend, holiday := t.of[workedCell], t.of[cellOf(calendar.KindWeekend, time.Saturday)], t.of[cellOf(calendar.KindHoliday, time.Sunday)]
	for day := range time.Weekday(7) {
		// A day of the week has one row for its working days and weekends. Where it has two, they are the plain ones.
		if own := t.of[cellOf(calendar.KindWeekend, day)]; own != t.of[cellOf(calendar.KindWorkday, day)] {
			weekend = own
		}
	}
	rows := map[string]Shares{"workday": t.shares(work), "weekend": t.shares(weekend), "holiday": t.shares(holiday)}
	for day := range time.Weekday(7) {
		if of := t.of[cellOf(calendar.KindWorkday, day)]; of != work || t.of[cellOf(calendar.KindWeekend, day)] != weekend {
			rows[lowerDay(day)] = t.shares(of)
		}
		if of := t.of[cellOf(calendar.KindHoliday, day)]; of != holiday {
			rows["holiday_"+lowerDay(day)] = t.shares(of)
		}
	}
	return json.Marshal(rows)
}

// shares returns a row in the form of NewProfile.
func (t *profileTable) shares(row uint8) Shares {
	var out Shares
	for h, m := range t.rows[row] {
		out[h] = float64(m) / exact.ShareUnit
	}
	return out
}

// UnmarshalJSON reads the form of [Profile.MarshalJSON], with the checks of NewProfile. Other keys, a row that is
// missing and a row of other than 24 shares are FieldErrors, all reported at once.
func (p *Profile) UnmarshalJSON(data []byte) error {
	var rows map[string][]float64
	if err := json.Unmarshal(data, &rows); err != nil {
		return err
	}
	in := ProfileRows{Days: map[time.Weekday]Shares{}, HolidayDays: map[time.Weekday]Shares{}}
	var faults FieldErrors
	take := func(key string, required bool, set func(Shares)) {
		row, ok := rows[key]
		delete(rows, key)
		switch {
		case ok && len(row) == len(Shares{}):
			set(Shares(row))
		case ok:
			faults.add(key, len(row), "24 shares")
		case required:
			faults.add(key, nil, "24 shares")
		}
	}
	take("workday", true, func(s Shares) { in.Workday = s })
	take("weekend", true, func(s Shares) { in.Weekend = s })
	take("holiday", true, func(s Shares) { in.Holiday = s })
	for day := range time.Weekday(7) {
		take(lowerDay(day), false, func(s Shares) { in.Days[day] = s })
		take("holiday_"+lowerDay(day), false, func(s Shares) { in.HolidayDays[day] = s })
	}
	for _, key := range slices.Sorted(maps.Keys(rows)) {
		faults.add(key, "an unknown key", "workday, weekend, holiday or a day of the week")
	}
	if err := faults.err(); err != nil {
		return fmt.Errorf("scheduler: profile: %w", err)
	}
	read, err := NewProfile(in)
	if err != nil {
		return err
	}
	if read.table.of == always.of && read.table.rows[0] == always.rows[0] {
		read = Profile{}
	}
	*p = read
	return nil
}

// storedForecast is the form of a forecast.
type storedForecast struct {
	Start  time.Time `json:"start"`
	Shares []float64 `json:"shares"`
}

// MarshalJSON writes {"start", "shares"}: the first hour and the share of every hour from there on, which read back
// exactly. The zero value, which is no forecast, is null.
func (f Forecast) MarshalJSON() ([]byte, error) {
	if len(f.shares) == 0 {
		return []byte("null"), nil
	}
	form := storedForecast{f.Span().Start, make([]float64, len(f.shares))}
	for i, m := range f.shares {
		form.Shares[i] = float64(m) / exact.ShareUnit
	}
	return json.Marshal(form)
}

// UnmarshalJSON reads the form of [Forecast.MarshalJSON], with the checks of NewForecast.
func (f *Forecast) UnmarshalJSON(data []byte) error {
	if bytes.Equal(data, []byte("null")) {
		*f = Forecast{}
		return nil
	}
	var form storedForecast
	if err := json.Unmarshal(data, &form); err != nil {
		return err
	}
	read, err := NewForecast(form.Start, form.Shares)
	if err != nil {
		return err
	}
	*f = read
	return nil
}
