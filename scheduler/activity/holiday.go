package activity

import "time"

// roles are weekdays that other days are like.
type roles struct {
	// lastOff is the day off before a working day, firstOff the one after, and firstWork the working
	// day after a day off. Where a week has only one kind of day ok is false.
	lastOff, firstOff, firstWork time.Weekday
	ok                           bool
	// work are the working days, and nights those of them that follow a working day.
	work, nights []time.Weekday
}

// findRoles looks for the roles from Sunday back to Monday, so that of a weekend in two parts (Friday
// and Sunday in Brunei) the later one counts.
func findRoles(week [7]day) roles {
	var r roles
	off := 0
	for i := range 7 {
		d := time.Weekday(i+1) % 7 // Monday to Sunday
		if !week[d].off {
			r.work = append(r.work, d)
			if !week[(d+6)%7].off {
				r.nights = append(r.nights, d)
			}
			continue
		}
		off++
		if !week[(d+6)%7].off {
			r.firstOff = d
		}
		if next := (d + 1) % 7; !week[next].off {
			r.lastOff, r.firstWork = d, next
		}
	}
	r.ok = off > 0 && off < 7
	return r
}

// value predicts an hour of a day: that of its weekday on usual days. A holiday is like the last day
// off of the week. Its night, and the night after it, are like the nights between days of the same two
// kinds: the night to a holiday in midweek like that to the first day off, the night after it like that
// to the first working day. A day off that is worked is like the mean of the working days.
func (u *usualWeek) value(r roles, today, before day, hour int) float64 {
	own, strength := u.cells[today.weekday][hour], u.constants.HolidayStrength
	var like time.Weekday
	switch {
	case !r.ok:
		return own
	case today.worked && hour < nightEnd && !before.off && !before.holiday && len(r.nights) > 0:
		return (1-strength)*own + strength*u.meanOf(r.nights, hour)
	case today.worked && hour >= nightEnd:
		return (1-strength)*own + strength*u.meanOf(r.work, hour)
	case hour >= nightEnd:
		if !today.holiday {
			return own
		}
		like = r.lastOff
	case today.off || !today.holiday && !before.holiday:
		return own
	case today.holiday && (before.holiday || before.off):
		like = r.lastOff
	case today.holiday:
		like = r.firstOff
	default:
		like = r.firstWork
	}
	return (1-strength)*own + strength*u.cells[like][hour]
}

// meanOf returns the mean of an hour over several weekdays.
func (u *usualWeek) meanOf(weekdays []time.Weekday, hour int) float64 {
	sum := 0.0
	for _, d := range weekdays {
		sum += u.cells[d][hour]
	}
	return sum / float64(len(weekdays))
}

// at predicts the hour i of a frame.
func (u *usualWeek) at(r roles, f *frame, i int) float64 {
	today, before, hour := f.at(f.cell[i])
	v := u.value(r, today, before, hour)
	if rest := float64(f.rest[i]) / 60; rest > 0 {
		today, before, hour = f.at(f.cell[i] + 1)
		v = (1-rest)*v + rest*u.value(r, today, before, hour)
	}
	return v
}
