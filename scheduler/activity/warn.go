package activity

import (
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler/activity/history"
)

// From where on a history is doubtful, by judgement. Noon and business hours are where customers do not sleep.
const (
	fewWeeks     = 8   // fewer are short
	sparseShrunk = 0.2 // the built-in's weight from which counts are sparse
	gapShare     = 0.1 // of hours missing or left out
	oldHistory   = 28  // days from the history's end to now
	driftFactor  = 1.3 // from the eight weeks before to the last four
	goneFactor   = 0.3 // of the weeks before: the region may be all but gone. A fall to a fifth lies below it through noise and season
	goneWeeks    = 2   // in which rare events show that; their weeks vary, and one at Christmas may have none
	noonFrom     = 10  // the quietest hours of customers lie in no zone from 10:00 ...
	noonTo       = 16  // ... to 16:00
	officeFrom   = 8   // and of a business not from 08:00 ...
	officeTo     = 22  // ... to 22:00
	asideHours   = 24  // set aside in the last weeks: more than a day
	asideWeeks   = 4
	recurring    = 0.6 // of an hour of the day missing, while of others hardly any are
)

// warnings returns sentences about what makes the model doubtful.
func (m *Model) warnings(opt Options) []string {
	list := slices.Clone(m.learned.Tally.Warnings)
	add := func(format string, args ...any) { list = append(list, fmt.Sprintf(format, args...)) }
	if m.learned.Tally.Partial > 0 {
		add("%d hours lack some of their parts and count as missing", m.learned.Tally.Partial)
	}
	if m.learned.Weeks < fewWeeks {
		add("the history is short: %d weeks; %d or more make the weekly rhythm sure, a year and more its season", m.learned.Weeks, fewWeeks)
	}
	if m.week.shrunk-m.week.unseen >= sparseShrunk*(1-m.week.unseen) {
		add("counts are sparse: the built-in profile %s makes up %.0f %% of what was learned", m.learned.Builtin, 100*m.learned.Shrunk)
	}
	if years := m.frame.unknown; years != nil {
		add("the holidays of %s are known for the years %d to %d only: days of the history outside of these count as ordinary days", years.Source, years.FirstYear, years.LastYear)
	}
	if text, ok := m.tellAside(); ok {
		add("%s", text)
	}
	if m.zeros >= weekHours {
		add("the history ends with %d days of nothing but 0, from %s on: if its collection has stopped the region is not gone; what was learned is from before%s", m.zeros/dayHours, m.learned.Span.End.Add(-time.Duration(m.zeros)*time.Hour).Format(time.DateOnly), m.seasonSince())
	}
	if lost := m.learned.Missing + m.learned.Outages + m.learned.Bursts; float64(lost) > gapShare*float64(len(m.values)) {
		add("%d of %d hours are missing or were left out (%d outages, %d bursts)", lost, len(m.values), m.learned.Outages, m.learned.Bursts)
	}
	hour, known, ok := m.recurringGap(memory)
	if !ok {
		hour, known, ok = m.recurringGap(asideWeeks) // it may have begun only lately
	}
	if ok && known {
		add("the hour from %02d:00 local time is excluded on most days: what customers do then is hardly known", hour)
	} else if ok {
		add("the hour from %02d:00 local time is missing on most days while others are not; if the export leaves out hours without activity, write them as 0", hour)
	}
	// Hours without a value at the end tell of now as little as hours that are not there.
	now := m.learned.Span.End
	if !opt.Now.IsZero() {
		now = opt.Now
	}
	if days := int(now.Sub(m.known).Hours() / 24); days > oldHistory {
		add("the history ends %d days before it is used, at %s", days, m.known.Format(time.DateOnly))
	}
	if change, weeks, gone := m.gone(); gone {
		add("activity fell to %.2f of what it was: compare the last %d days with the half year before them; are these customers gone, or no longer counted?", change, 7*weeks)
	} else if change, ok := m.drift(); ok {
		add("activity drifts: the last four weeks are %.2f times the eight weeks before them", change)
	}
	if by, ok := m.shifted(); ok {
		remedy := m.shiftFor(by)
		if m.putRight(by) {
			remedy = fmt.Sprintf("the last %d weeks do not look so: if the clock was put right, exclude what is before, and shift nothing", putRightWeeks)
		}
		add("the working day looks about %d hours %s on the clock of %s, compared with the built-in activities: the zone may be wrong, or the timestamps are not in UTC; %s", max(by, -by), lateOrEarly(by), m.cal.Location, remedy)
	} else if hour, ok := m.quietest(); ok && (hour >= noonFrom && hour < noonTo || m.learned.Builtin == "business" && hour >= officeFrom && hour < officeTo) {
		add("the quietest hours lie about %02d:30 local time: the zone %s may be wrong, or the timestamps are not in UTC; if the history's clock is hours early or late, shift puts it right", hour, m.cal.Location)
	}
	if text, ok := m.movesAgainstTheClock(); ok {
		add("%s", text)
	}
	return list
}

// seasonSince completes the warning of zeros at the end: the weeks before them may be of another season.
func (m *Model) seasonSince() string {
	if m.gap < seasonOld || m.learned.Years > 0 {
		return ""
	}
	return ", and no year before tells how the season has changed since"
}

// quietest returns the middle hour of the three quietest hours of a mean day, and false where they are
// hardly quieter than the mean.
func (m *Model) quietest() (int, bool) {
	var sum [dayHours]float64
	all := 0.0
	for d := range m.week.cells {
		for h, v := range m.week.cells[d] {
			sum[h] += v
			all += v
		}
	}
	best, least := 0, math.Inf(1)
	for h := range sum {
		if v := sum[(h+23)%dayHours] + sum[h] + sum[(h+1)%dayHours]; v < least {
			best, least = h, v
		}
	}
	return best, least < 0.9*3*all/dayHours
}

func lateOrEarly(by int) string {
	if by > 0 {
		return "late"
	}
	return "early"
}

// shiftFor says what the shift of the history's times would have to be, where the day lies so many hours late with the
// one that was made already.
func (m *Model) shiftFor(by int) string {
	shift := m.learned.Tally.Shift - time.Duration(by)*time.Hour
	if shift > history.MaxShift || shift < -history.MaxShift {
		shift %= dayHours * time.Hour // the same readings of the clock
	}
	switch {
	case shift > 0:
		return fmt.Sprintf("if the history's clock is %s early, set shift to %[1]s", calendar.FormatDuration(shift))
	case shift < 0:
		return fmt.Sprintf("if the history's clock is %s late, set shift to -%[1]s", calendar.FormatDuration(-shift))
	}
	return "if the history's clock is right, leave shift out"
}

// recurringGap returns an hour of the day that is missing on most days of so many last weeks, and whether that is
// because it was excluded.
func (m *Model) recurringGap(weeks int) (hour int, excluded, ok bool) {
	var missing, known, all [dayHours]float64
	for i := max(0, len(m.values)-weeks*weekHours); i < len(m.values); i++ {
		_, _, hour := m.frame.at(m.frame.cell[i])
		all[hour]++
		if math.IsNaN(m.values[i]) {
			missing[hour]++
		}
		if m.aside[i] == Excluded {
			known[hour]++
		}
	}
	worst, least := 0, 1.0
	for h := range all {
		if all[h] == 0 {
			return 0, false, false
		}
		if missing[h]/all[h] > missing[worst]/all[worst] {
			worst = h
		}
		least = min(least, missing[h]/all[h])
	}
	return worst, 2*known[worst] > missing[worst], missing[worst]/all[worst] > recurring && least < 0.1
}
