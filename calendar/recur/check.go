package recur

import (
	"fmt"
	"slices"
	"strings"
)

// check refuses what RFC 5545 gives no meaning.
func (p *parser) check() {
	if !p.has("FREQ") {
		p.problem("", "no FREQ", "FREQ=DAILY, FREQ=WEEKLY, FREQ=MONTHLY or FREQ=YEARLY")
		return // What the other parts may be depends on it.
	}
	if p.has("COUNT") && p.has("UNTIL") {
		p.problem("", "COUNT with UNTIL", "one of them")
	}
	p.checkFrequency("BYWEEKNO", yearly)
	p.checkFrequency("BYYEARDAY", yearly)
	p.checkFrequency("BYMONTHDAY", daily, monthly, yearly)
	p.checkNumberedDays()
	p.checkWorkingDays()
	if p.has("BYWEEKNO") && p.interval > 1 {
		p.problem("", "BYWEEKNO with INTERVAL", "BYWEEKNO alone: to which year the first week's days in December belong is open")
	}
	if p.has("BYWEEKNO") && p.has("BYSETPOS") {
		p.problem("", "BYWEEKNO with BYSETPOS", "one of them: to which year the first week's days in December belong is open")
	}
	if n := p.readingsPerDay(); n > MaxReadingsPerDay {
		p.problem("", fmt.Sprintf("%d readings a day from BYHOUR, BYMINUTE and BYSECOND", n), "at most %d", MaxReadingsPerDay)
	}
	p.checkPositions()
	p.checkMonthDays()
}

func (p *parser) checkFrequency(part string, allowed ...frequency) {
	if !p.has(part) || slices.Contains(allowed, p.freq) {
		return
	}
	names := make([]string, len(allowed))
	for i, f := range allowed {
		names[i] = frequencyNames[f]
	}
	p.problem("", fmt.Sprintf("%s with FREQ=%s", part, frequencyNames[p.freq]), "it with FREQ=%s only", strings.Join(names, " or FREQ="))
}

func (p *parser) checkNumberedDays() {
	plain, numbered := false, false
	limit := 53 // weeks of a year, begun ones included
	if p.freq == monthly || p.has("BYMONTH") {
		limit = 5
	}
	for _, d := range p.days {
		plain = plain || d.n == 0
		if d.n == 0 {
			continue
		}
		numbered = true
		if max(d.n, -d.n) > limit {
			p.problem("BYDAY", fmt.Sprintf("%d%s", d.n, weekdayNames[d.day]), "a number from 1 to %d or -%d to -1", limit, limit)
		}
	}
	switch {
	case numbered && p.freq != monthly && p.freq != yearly:
		p.problem("", "BYDAY with a number and FREQ="+frequencyNames[p.freq], "numbers with FREQ=MONTHLY or FREQ=YEARLY only")
	case numbered && p.has("BYWEEKNO"):
		p.problem("", "BYDAY with a number and BYWEEKNO", "days without a number")
	case numbered && plain:
		p.problem("", "BYDAY with numbers and without", "either every day with a number or none")
	}
}

// checkWorkingDays holds WD, which is no part of RFC 5545, to the rules of its weekdays.
func (p *parser) checkWorkingDays() {
	if len(p.workingDays) == 0 {
		return
	}
	limit := 366
	if p.freq == monthly || p.has("BYMONTH") {
		limit = 31
	}
	numbered := false
	for _, n := range p.workingDays {
		numbered = numbered || n != 0
		if max(n, -n) > limit {
			p.problem("BYDAY", fmt.Sprintf("%dWD", n), "a number from 1 to %d or -%d to -1", limit, limit)
		}
	}
	switch {
	case len(p.days) > 0:
		p.problem("", "BYDAY with WD and days of the week", "one of them")
	case numbered && p.freq != monthly && p.freq != yearly:
		p.problem("", "BYDAY with a number and FREQ="+frequencyNames[p.freq], "numbers with FREQ=MONTHLY or FREQ=YEARLY only")
	case numbered && slices.Contains(p.workingDays, 0):
		p.problem("", "BYDAY with numbers and without", "either every day with a number or none")
	case numbered && p.has("BYWEEKNO"):
		p.problem("", "BYDAY with a number and BYWEEKNO", "days without a number")
	}
}

func (p *parser) readingsPerDay() int {
	return max(1, len(p.hours)) * max(1, len(p.minutes)) * max(1, len(p.seconds))
}

// checkPositions refuses BYSETPOS where there is no set to choose from, and positions past the
// largest set that a period can give.
func (p *parser) checkPositions() {
	if !p.has("BYSETPOS") {
		return
	}
	if !slices.ContainsFunc(p.seen, func(s string) bool { return strings.HasPrefix(s, "BY") && s != "BYSETPOS" }) {
		p.problem("", "BYSETPOS alone", "another BY part that gives the set to choose from")
		return
	}
	if len(p.positions) > MaxPositions {
		p.problem("", fmt.Sprintf("%d values of BYSETPOS", len(p.positions)), "at most %d", MaxPositions)
	}
	largest := p.readingsPerDay()
	switch p.freq {
	case weekly:
		largest *= max(1, len(p.days), 7*min(1, len(p.workingDays)))
	case monthly:
		largest *= 31
	case yearly:
		largest *= 366
	}
	for _, n := range p.positions {
		if max(n, -n) > largest {
			p.problem("BYSETPOS", fmt.Sprint(n), "a position within the set, which holds at most %d", largest)
		}
	}
}

// monthLengths are the longest that each month can be, from January.
var monthLengths = [12]int{31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}

// checkMonthDays refuses days that none of the months has, such as 30 February.
func (p *parser) checkMonthDays() {
	if len(p.months) == 0 || len(p.monthDays) == 0 {
		return
	}
	for _, m := range p.months {
		for _, d := range p.monthDays {
			if max(d, -d) <= monthLengths[m-1] {
				return
			}
		}
	}
	p.problem("", "a BYMONTHDAY that no BYMONTH has", "a day that occurs")
}
