package activity

import (
	"math"
	"slices"
)

// What is believed of an hour, and of a day, relative to what it usually is once the level of its week
// is taken out. The first figure must be passed, and besides Constants.OutlierSpread robust standard deviations,
// so that hours that are often quiet, follow the weather, or count a few events are left alone. An outage leaves less
// than half of an hour, and a sale or a load test makes three of it; a day as a whole varies less. With these no hour of
// eleven regions' electricity demand is set aside, and 1.5 to 1.8 % of London's bicycles and Melbourne's pedestrians.
const (
	lowHour, highHour = 0.5, 3.0
	lowDay, highDay   = 0.5, 1.5
	// leastSpread is that of a series that hardly varies.
	leastSpread = 0.03
	// dayKnown is how many hours of a day must be known for the day to be judged as a whole.
	dayKnown = 12
	// usualDays is the part of days whose busiest hour is taken for usual.
	usualDays = 0.99
	// outlierSamples is how many values an hour is judged by, at least.
	outlierSamples = 4
	// silentRun is how many hours of 0 in a row are an outage, where those hours usually are not 0.
	silentRun = 24
	// madToDeviation makes a median absolute deviation that of a normal distribution's standard one.
	madToDeviation = 1.4826
)

// setOutliersAside makes hours missing that tell of an outage, of collection or of the service itself,
// or of a burst such as a load test or a sale, rather than of customers. Holidays are left alone, but
// for bursts: they are known to be unlike their weekdays.
//
// Every 26 weeks are judged by themselves. The level of each week, the median of its hours relative to
// their cells, is taken out first: in a series with a season, an hour of 0 would else lie within the
// spread that the season makes.
func setOutliersAside(f *frame, values []float64, aside []Cause, spread float64) {
	for end := len(values); end > 0; end -= memory * weekHours {
		b := newBlock(f, values, max(0, end-memory*weekHours), end)
		b.outlierSpread = spread
		b.silences(aside)
		b.days(aside)
		b.hours(aside)
		b.contrasts(aside)
		b.strays(aside)
	}
	for i, cause := range aside {
		if cause != "" {
			values[i] = math.NaN()
		}
	}
}

// block is up to 26 weeks of a series, each usual hour with the cell that it belongs to.
type block struct {
	f        *frame
	values   []float64
	from, to int
	cell     []int16 // of the hours from on; -1 where the hour is unusual or missing
	cells    [7 * dayHours]cellOfBlock
	level    [memory]float64 // of the weeks, the last first
	// outlierSpread is that of Constants.
	outlierSpread float64
}

// cellOfBlock is one hour of the week; in a block of less than outlierSamples weeks one hour of all
// working days, or of all days off.
type cellOfBlock struct {
	hours  []int
	middle float64
	// spread is the robust standard deviation relative to the middle, the level of each week taken out.
	spread float64
}

func newBlock(f *frame, values []float64, from, to int) *block {
	b := &block{f: f, values: values, from: from, to: to, cell: make([]int16, to-from)}
	pooled := to-from < outlierSamples*weekHours
	for i := from; i < to; i++ {
		b.cell[i-from] = -1
		d, hour, usual := f.usual(i)
		if !usual || math.IsNaN(values[i]) {
			continue
		}
		c := int(d.weekday)*dayHours + hour
		if pooled {
			c = hour
			if d.off {
				c += dayHours
			}
		}
		b.cell[i-from] = int16(c)
		b.cells[c].hours = append(b.cells[c].hours, i)
	}
	for k := range b.level {
		b.level[k] = 1
	}
	// Levels and middles depend on each other; twice is enough, since both are medians.
	b.middles()
	for range 2 {
		b.levels()
		b.middles()
	}
	b.spreads()
	return b
}

func (b *block) week(i int) int { return (b.to - 1 - i) / weekHours }

// middles sets the medians of the cells.
func (b *block) middles() {
	scratch := make([]float64, 0, memory)
	for c := range b.cells {
		scratch = scratch[:0]
		for _, i := range b.cells[c].hours {
			scratch = append(scratch, b.values[i]/b.level[b.week(i)])
		}
		if len(scratch) > 0 {
			b.cells[c].middle = median(scratch)
		}
	}
}

// levels sets the median of each week's hours relative to their cells. A week of which little is
// known, or most is 0, keeps the level 1.
func (b *block) levels() {
	scratch := make([]float64, 0, weekHours)
	for w := range b.level {
		scratch = scratch[:0]
		for i := max(b.from, b.to-(w+1)*weekHours); i < b.to-w*weekHours; i++ {
			if c := b.cell[i-b.from]; c >= 0 && b.cells[c].middle > 0 {
				scratch = append(scratch, b.values[i]/b.cells[c].middle)
			}
		}
		b.level[w] = 1
		if len(scratch) >= rowHours {
			if m := median(scratch); m > 0 {
				b.level[w] = m
			}
		}
	}
}

func (b *block) spreads() {
	scratch := make([]float64, 0, memory)
	for c := range b.cells {
		cell := &b.cells[c]
		scratch = scratch[:0]
		for _, i := range cell.hours {
			if cell.middle > 0 {
				scratch = append(scratch, math.Abs(b.ratio(i, cell)-1))
			}
		}
		if len(scratch) > 0 {
			cell.spread = max(leastSpread, madToDeviation*median(scratch))
		}
	}
}

// ratio is an hour relative to what it usually is in a week of this level.
func (b *block) ratio(i int, cell *cellOfBlock) float64 {
	return b.values[i] / b.level[b.week(i)] / cell.middle
}

// judged returns the cell of an hour that can be judged, nil for others.
func (b *block) judged(i int) *cellOfBlock {
	c := b.cell[i-b.from]
	if c < 0 || b.cells[c].middle == 0 || len(b.cells[c].hours) < outlierSamples {
		return nil
	}
	return &b.cells[c]
}

// hours sets single hours aside.
func (b *block) hours(aside []Cause) {
	for i := b.from; i < b.to; i++ {
		if cell := b.judged(i); cell != nil && aside[i] == "" {
			aside[i] = verdict(b.ratio(i, cell), b.outlierSpread*cell.spread, lowHour, highHour)
		}
	}
}

// days sets whole days aside that lie high or low as such: a sale, a day off that nobody told of.
func (b *block) days(aside []Cause) {
	type date struct {
		from, to int
		ratio    float64
	}
	var dates []date
	var scratch, away []float64
	for i := b.from; i < b.to; {
		day, j := floorDiv(int64(b.f.cell[i]), dayHours), i
		scratch = scratch[:0]
		for ; j < b.to && floorDiv(int64(b.f.cell[j]), dayHours) == day; j++ {
			if cell := b.judged(j); cell != nil {
				scratch = append(scratch, b.ratio(j, cell))
			}
		}
		if len(scratch) >= dayKnown {
			d := date{i, j, median(scratch)}
			dates, away = append(dates, d), append(away, math.Abs(d.ratio-1))
		}
		i = j
	}
	if len(dates) < 2*outlierSamples {
		return
	}
	spread := max(leastSpread, madToDeviation*median(away))
	for _, d := range dates {
		cause := verdict(d.ratio, b.outlierSpread*spread, lowDay, highDay)
		for i := d.from; i < d.to && cause != ""; i++ {
			if b.cell[i-b.from] >= 0 {
				aside[i] = cause
			}
		}
	}
}

// strays sets hours aside that no cell judges, those of holidays and those that usually are 0, where they are highHour
// times as busy as the busiest hour of a day is: a load test on a holiday, a counter that went wrong at night. One of
// them would be what a share of 1 stands for, and all that customers do next to nothing. Rare events are left alone.
func (b *block) strays(aside []Cause) {
	if sparse(b.values[b.from:b.to]) {
		return
	}
	var most []float64 // of every day
	last := int64(math.MinInt64)
	for i := b.from; i < b.to; i++ {
		if math.IsNaN(b.values[i]) || aside[i] != "" {
			continue
		}
		if day := floorDiv(int64(b.f.cell[i]), dayHours); day != last {
			last, most = day, append(most, 0)
		}
		most[len(most)-1] = max(most[len(most)-1], b.values[i])
	}
	if len(most) < 2*outlierSamples {
		return
	}
	slices.Sort(most)
	limit := highHour * most[int(usualDays*float64(len(most)-1))]
	for i := b.from; i < b.to; i++ {
		if aside[i] == "" && b.values[i] > limit && limit > 0 && b.judged(i) == nil {
			aside[i] = Burst
		}
	}
}

// silences sets runs of 0 aside, in hours of which three in four usually are not 0.
func (b *block) silences(aside []Cause) {
	for i := b.from; i < b.to; i++ {
		busy, known, j := 0, 0, i
		for ; j < b.to && (b.values[j] == 0 || math.IsNaN(b.values[j])); j++ {
			if c := b.cell[j-b.from]; c >= 0 {
				known++
				if b.cells[c].middle > 0 {
					busy++
				}
			}
		}
		if known >= silentRun && 4*busy >= 3*known {
			for ; i < j; i++ {
				if b.values[i] == 0 {
					aside[i] = Outage
				}
			}
		}
		i = max(i, j)
	}
}

// verdict judges a ratio to what is usual, by its distance from 1 and by low and high.
func verdict(ratio, least, low, high float64) Cause {
	switch {
	case ratio < low && 1-ratio > least:
		return Outage
	case ratio > high && ratio-1 > least:
		return Burst
	}
	return ""
}
