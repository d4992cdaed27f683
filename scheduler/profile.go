package scheduler

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler/internal/exact"
)

// Shares is a day of activity: the share for each hour of the local clock, from 00:00 to 23:00,
// relative to the region's busiest usual hour (1). Each is from 0 to 1 and held in whole millionths.
type Shares [24]float64

// ProfileRows are the days that a profile is made of.
type ProfileRows struct {
	// Workday, Weekend and Holiday are the days of each kind.
	Workday, Weekend, Holiday Shares
	// Days override single days of the week that are not holidays, and HolidayDays single days of the
	// week that are. Both may be nil.
	Days, HolidayDays map[time.Weekday]Shares
}

// Profile is how busy a region is, by kind of day and hour of the local clock. It never changes
// once built and may be shared. The zero value is 1 throughout.
type Profile struct {
	table *profileTable
}

// profileTable holds the different rows of a profile, and which of them belongs to a cell: a kind of
// day and a day of the week.
type profileTable struct {
	rows []row
	// sums hold, for each row, the sum of the shares before each hour; the last is that of the day.
	sums [][25]int64
	of   [cells]uint8
}

// row is a day of shares in millionths.
type row [24]int32

// A cell is a kind of day and a weekday in one small number, so that tables can be indexed by it.
const (
	kindShift = 3  // cell = kind<<kindShift | weekday
	cells     = 32 // all kinds and weekdays, with room
	// workedCell is a rest day that is worked: a working day of no day of the week, with the plain row of working
	// days. A working Saturday is as busy as other working days, not as Saturdays are.
	workedCell = uint8(calendar.KindWorkday)<<kindShift | 7
)

func cellOf(kind calendar.DayKind, day time.Weekday) uint8 {
	return uint8(kind)<<kindShift | uint8(day)
}

// always is the table of the zero Profile.
var always = func() *profileTable {
	var r row
	for h := range r {
		r[h] = exact.ShareUnit
	}
	t := &profileTable{}
	t.addRow(r)
	return t
}()

// NewProfile returns a profile of the given rows. Shares outside [0, 1] and NaN, and days that are none of
// the week's seven, are errors (FieldErrors), all reported at once, with paths such as "workday[3]",
// "holiday_monday[0]" or "days".
func NewProfile(rows ProfileRows) (Profile, error) {
	var faults FieldErrors
	t := &profileTable{}
	kinds := [...]struct {
		kind   calendar.DayKind
		shares Shares
		path   string
	}{
		{calendar.KindWorkday, rows.Workday, "workday"},
		{calendar.KindWeekend, rows.Weekend, "weekend"},
		{calendar.KindHoliday, rows.Holiday, "holiday"},
	}
	for _, k := range kinds {
		index := t.add(k.shares, k.path, &faults)
		for day := range time.Weekday(7) {
			t.of[cellOf(k.kind, day)] = index
		}
	}
	t.of[workedCell] = t.of[cellOf(calendar.KindWorkday, time.Sunday)]
	for day := range time.Weekday(7) {
		if shares, ok := rows.Days[day]; ok {
			index := t.add(shares, lowerDay(day), &faults)
			t.of[cellOf(calendar.KindWorkday, day)] = index
			t.of[cellOf(calendar.KindWeekend, day)] = index
		}
		if shares, ok := rows.HolidayDays[day]; ok {
			t.of[cellOf(calendar.KindHoliday, day)] = t.add(shares, "holiday_"+lowerDay(day), &faults)
		}
	}
	for _, days := range []struct {
		path string
		rows map[time.Weekday]Shares
	}{{"days", rows.Days}, {"holiday_days", rows.HolidayDays}} {
		for _, day := range slices.Sorted(maps.Keys(days.rows)) {
			if day < time.Sunday || day > time.Saturday {
				faults.add(days.path, int(day), "a day of the week, 0 (Sunday) to 6 (Saturday)")
			}
		}
	}
	return Profile{table: t}, faults.err()
}

// add puts a row into the table, unless it is there already, and returns its index.
func (t *profileTable) add(shares Shares, path string, faults *FieldErrors) uint8 {
	var r row
	for hour, share := range shares {
		m, ok := exact.Millionths(share)
		if !ok {
			faults.add(fmt.Sprintf("%s[%d]", path, hour), share, "a share from 0 to 1")
		}
		r[hour] = int32(m)
	}
	return t.addRow(r)
}

func (t *profileTable) addRow(r row) uint8 {
	if i := slices.Index(t.rows, r); i >= 0 {
		return uint8(i)
	}
	var sums [25]int64
	for h, share := range r {
		sums[h+1] = sums[h] + int64(share)
	}
	t.rows, t.sums = append(t.rows, r), append(t.sums, sums)
	return uint8(len(t.rows) - 1)
}

// area returns the sum of a row's shares up to a clock reading, in millionths x seconds.
func (t *profileTable) area(row uint8, reading int64) int64 {
	hour := reading / exact.HourSeconds
	sum := t.sums[row][hour] * exact.HourSeconds
	if rest := reading - hour*exact.HourSeconds; rest > 0 {
		sum += int64(t.rows[row][hour]) * rest
	}
	return sum
}

func lowerDay(day time.Weekday) string {
	name := day.String()
	return string(name[0]|0x20) + name[1:]
}

func (p Profile) resolved() *profileTable {
	if p.table == nil {
		return always
	}
	return p.table
}

// Share returns the share active in the hour that a local clock reads, on a day of the given kind
// and weekday. It panics on a reading that is not Valid, on a kind that is not one of the three and
// on a day that is not one of the seven. The reading 24:00 is that of 23:00.
func (p Profile) Share(kind calendar.DayKind, day time.Weekday, reading calendar.Clock) float64 {
	if !reading.Valid() || kind > calendar.KindHoliday || day < time.Sunday || day > time.Saturday {
		panic(fmt.Sprintf("scheduler: no share for %s, weekday %d, reading %d s", kind, int(day), int32(reading)))
	}
	t := p.resolved()
	return float64(t.rows[t.of[cellOf(kind, day)]][min(int(reading)/3600, 23)]) / exact.ShareUnit
}
