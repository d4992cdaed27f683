package scheduler_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
	_ "time/tzdata" // where the system has no time zone database

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
)

// allZones are the zones of zone.tab.
var allZones = strings.Fields(zoneTabText)

// oddZones have offsets, changes or days that differ from the usual.
var oddZones = []string{
	"Australia/Lord_Howe", "Pacific/Apia", "America/St_Johns", "America/Sao_Paulo", "Asia/Kathmandu", "Africa/Monrovia", "Pacific/Kiritimati",
	"Antarctica/Troll", "Asia/Gaza", "Africa/Casablanca", "Europe/Dublin", "America/Havana", "America/Santiago", "Atlantic/Azores", "Africa/Cairo",
	"Asia/Beirut", "Pacific/Chatham", "Pacific/Kwajalein", "America/Caracas", "Asia/Pyongyang", "Australia/Eucla", "Asia/Tehran", "Pacific/Marquesas",
	"Pacific/Niue", "America/Guyana", "Asia/Singapore", "America/Scoresbysund", "America/Asuncion", "UTC",
}

// oddDates are days on which clocks did something odd.
var oddDates = []struct{ zone, date string }{
	{"Pacific/Apia", "2011-12-29"}, {"America/St_Johns", "2010-11-06"}, {"America/Sao_Paulo", "2018-11-03"}, {"Pacific/Kwajalein", "1993-08-20"},
	{"Australia/Lord_Howe", "2026-04-04"}, {"Australia/Lord_Howe", "2026-10-03"}, {"UTC", "2028-12-30"}, {"America/New_York", "2028-12-30"},
	{"America/Caracas", "2007-12-08"}, {"America/Caracas", "2016-04-30"}, {"Asia/Pyongyang", "2015-08-14"}, {"Asia/Pyongyang", "2018-05-04"},
	{"Asia/Kathmandu", "1985-12-31"}, {"Pacific/Kiritimati", "1979-09-30"}, {"Pacific/Kiritimati", "1994-12-30"}, {"Africa/Casablanca", "2026-02-14"},
	{"America/Guyana", "1975-07-31"}, {"Asia/Singapore", "1981-12-31"}, {"Antarctica/Troll", "2026-03-28"}, {"Africa/Monrovia", "1973-01-20"},
	{"Asia/Beirut", "2026-03-28"}, {"Atlantic/Azores", "2026-10-24"}, {"America/Havana", "2023-03-11"}, {"America/Santiago", "2023-09-02"},
	{"Pacific/Chatham", "2200-04-01"}, {"Europe/Berlin", "2099-10-24"},
}

const day = int64(24 * 3600)

// weightSeeds sets the dice of weights apart, so that a seed gives the same plan but for them.
const weightSeeds = 1 << 32

// dice is a source of random choices.
type dice struct{ *rand.Rand }

func newDice(seed uint64) dice { return dice{rand.New(rand.NewPCG(seed, 20260412))} }

func (d dice) chance(percent int) bool { return d.IntN(100) < percent }

// between returns a number from a to b, both included.
func (d dice) between(a, b int64) int64 { return a + d.Int64N(b-a+1) }

func pick[T any](d dice, list ...T) T { return list[d.IntN(len(list))] }

func zoneOf(t testing.TB, name string) *time.Location {
	loc, err := calendar.LoadZone(name)
	require.NoError(t, err)
	return loc
}

// randomPlan returns a plan drawn from the seed.
func randomPlan(t testing.TB, seed uint64) *refPlan {
	d := newDice(seed)
	p := &refPlan{withoutRule: -1, withoutWeekdays: -1, withoutOffday: -1}
	zones := make([]string, pick(d, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 4, 4, 5, 6, 8, 12))
	for i := range zones {
		zones[i] = pick(d, allZones...)
		if d.chance(35) {
			zones[i] = pick(d, oddZones...)
		}
		if i > 0 && d.chance(15) {
			zones[i] = zones[i-1]
		}
	}
	anchor := randomAnchor(t, d, zones)
	length := d.between(4, 24*pick[int64](d, 1, 1, 2, 2, 2, 3, 3, 4, 4, 5, 7, 10)) * 3600
	p.from = anchor - d.between(0, length)
	p.from -= p.from % pick[int64](d, 1, 60, 900, 3600, 3600)
	p.to = p.from + length
	p.randomWindow(d)
	shared := pick(d, true, false)
	sizes := pick(d, []int64{1, 1, 2, 4}, []int64{5, 10, 20, 100}, []int64{6200, 2400, 1400, 1}, []int64{700_000_000, 833_333_333, 1})
	for i, zone := range zones {
		p.regions = append(p.regions, p.randomRegion(t, d, i, zone))
		p.regions[i].customers = pick(d, sizes...)
		if i > 0 && shared {
			copyActivity(&p.regions[i], &p.regions[i-1])
		}
	}
	p.randomRules(t, d)
	p.grid = zoneOf(t, pick(d, "UTC", pick(d, zones...), pick(d, oddZones...), "Australia/Lord_Howe", pick(d, allZones...)))
	p.step = pick[int64](d, 60, 300, 900, 900, 900, 1800, 3600, 7200, 21600, 64, 75, 432, 5400, 10800)
	p.count = pick(d, 1, 2, 3, 5, 8)
	p.spacing = pick[int64](d, 0, 0, 0, 60, 3600, day, 4567)
	p.rollback = pick[int64](d, 0, 0, 60, 2700, p.duration, p.duration+1, 2*day, 20*day)
	if d.chance(12) {
		p.candidates = []int64{}
		for range d.between(1, 12) {
			s := d.between(p.from, p.to-p.duration)
			s -= min(s-p.from, s%pick[int64](d, 1, 60, 900))
			if !slices.Contains(p.candidates, s) {
				p.candidates = append(p.candidates, s)
			}
		}
	}
	p.randomTolerance(d)
	p.addWeights(newDice(seed + weightSeeds))
	return p
}

// randomAnchor chooses an instant of interest for a horizon to hold.
func randomAnchor(t testing.TB, d dice, zones []string) int64 {
	if d.chance(15) {
		odd := pick(d, oddDates...)
		zones[0] = odd.zone
		at, err := time.Parse(time.DateOnly, odd.date)
		require.NoError(t, err)
		return at.Unix() + d.between(0, 2*day)
	}
	year := int(d.between(1973, 2037))
	switch {
	case d.chance(40):
		year = int(d.between(2023, 2030))
	case d.chance(8):
		year = int(d.between(2038, 2199))
	}
	begin := time.Date(year, 1, 15, 0, 0, 0, 0, time.UTC).Unix()
	anchor := begin + d.between(0, 340*day)
	if d.chance(60) { // the last change of some zone's clocks before that day, if there is one
		loc := zoneOf(t, pick(d, zones...))
		for at := anchor; at > begin; at -= day {
			_, now := time.Unix(at, 0).In(loc).Zone()
			if _, before := time.Unix(at-day, 0).In(loc).Zone(); now != before {
				return at - d.between(0, day)
			}
		}
	}
	return anchor
}

// randomWindow draws the window and what may follow it; the window fits into the horizon.
func (p *refPlan) randomWindow(d dice) {
	length := p.to - p.from
	p.duration = min(length, pick[int64](d, 60, 900, 1800, 3600, 3600, 3600, 2*3600, 4*3600, 12*3600, 30*3600, d.between(1, 300)*60, d.between(1, 20_000)))
	p.keep = p.duration
	if d.chance(40) {
		p.keep = min(length, p.duration+pick[int64](d, 1, 1800, 2*3600, 7*3600, day, d.between(1, 20_000)))
	}
	until, probability := p.duration, int64(millionth)
	for range pick(d, 0, 0, 1, 1, 2, 2, 3, 6) {
		until += pick[int64](d, 1800, 2*3600, 7*3600+1800, d.between(1, 30_000), 3*day)
		if d.chance(75) { // else the same as the neighbour
			probability = pick(d, probability*3/4, probability/4, probability/10*10, d.between(0, probability), 0)
		}
		p.stages = append(p.stages, refStage{until, probability})
	}
}

// randomTolerance draws a tolerance, often one that a sum of regions meets exactly.
func (p *refPlan) randomTolerance(d dice) {
	p.skipWeekdays, p.skipHolidays = !d.chance(50), !d.chance(25)
	all, some := int64(0), int64(0)
	for _, r := range p.regions {
		all += r.customers
		if d.chance(60) {
			some += r.customers
		}
	}
	switch d.IntN(4) {
	case 0:
		p.tolerate = min(millionth-1, some*millionth/all) // at the boundary, or just below it
	case 1:
		p.tolerate = d.between(0, millionth-1)
	}
}

func (p *refPlan) describe() string {
	var b strings.Builder
	for _, r := range p.regions {
		fmt.Fprintf(&b, "%s %s x%d weight %d weekend %v %v holidays %v forecast of %d hours from %d\n", r.name, r.loc, r.customers, r.weight, r.weekend, r.changes, r.holidays, len(r.forecast), r.forecastFrom)
	}
	fmt.Fprintf(&b, "%s to %s duration %d keep %d rollback %d stages %v\n", p.instant(p.from), p.instant(p.to), p.duration, p.keep, p.rollback, p.stages)
	fmt.Fprintf(&b, "weekdays %v holidays %v pad %v ignore %v tolerate %d step %d %s candidates %v count %d spacing %d\n",
		p.skipWeekdays, p.skipHolidays, p.pad, p.ignore, p.tolerate, p.step, p.grid, p.candidates, p.count, p.spacing)
	for _, r := range p.rules {
		fmt.Fprintf(&b, "rule %s %q\n", r.name, r.title)
	}
	return b.String()
}
