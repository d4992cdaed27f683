package scheduler

import (
	"math"
	"sort"

	"github.com/quietwindow/quietwindow/scheduler/internal/exact"
)

// The kinds of exclusion that a day can have. A working day next to an estimated holiday is left out
// twice, and still counts once.
const (
	offNone = iota
	offWork // by the weekdays rule only
	offHoliday
	offBoth
	offKinds
)

// offDays counts, over time, the customers on excluded kinds of day.
type offDays struct {
	slots  exact.Slots
	kindOf [2 * cells]uint8 // the exclusion of a cell
	diff   [offKinds][]int64
	at     []int64           // start of every step; last, math.MaxInt64
	count  [offKinds][]int64 // customers during the step
}

// newOffDays decides once which cells are left out.
func newOffDays(s exact.Slots, j *job) offDays {
	o := offDays{slots: s}
	for cell := range o.kindOf {
		k := j.exclusion(uint8(cell))
		o.kindOf[cell] = k
		if k != offNone && o.diff[k] == nil { // else nothing is ever counted there
			o.diff[k] = make([]int64, s.Len())
		}
	}
	return o
}

// exclusion returns by which rules a day is left out.
func (j *job) exclusion(cell uint8) uint8 {
	kind := cell & (cells - 1) >> kindShift
	work := j.weekdays && kind == 0
	holiday := j.holidays && (kind == 2 || cell&isPadded != 0)
	return exclusionBy(work, holiday)
}

func exclusionBy(work, holiday bool) uint8 {
	switch {
	case work && holiday:
		return offBoth
	case work:
		return offWork
	case holiday:
		return offHoliday
	}
	return offNone
}

// spread turns the counts by day of one offset into steps at the local midnights.
func (o *offDays) spread(counts *offsetDays, offset int64, first int) {
	for k := offWork; k < offKinds; k++ {
		previous := int64(0)
		for day, customers := range counts.kinds[k] {
			if customers != previous {
				o.diff[k][o.slots.At(int64(first+day)*exact.DaySeconds-offset)] += customers - previous
			}
			previous = customers
		}
		if previous != 0 {
			o.diff[k][o.slots.At(int64(first+len(counts.kinds[k]))*exact.DaySeconds-offset)] -= previous
		}
	}
}

func (o *offDays) addPiece(cell uint8, p exact.Piece, customers int64) {
	if k := o.kindOf[cell]; k != offNone {
		o.diff[k][o.slots.At(p.From)] += customers
		o.diff[k][o.slots.At(p.To)] -= customers
	}
}

// finish adds the steps up over the span [lo, hi).
func (o *offDays) finish(lo, hi int64) {
	var level [offKinds]int64
	put := func(t int64) {
		o.at = append(o.at, t)
		for k := offWork; k < offKinds; k++ {
			o.count[k] = append(o.count[k], level[k])
		}
	}
	var used [offKinds]bool
	for k := range used {
		used[k] = o.diff[k] != nil
	}
	changes := func(i int) bool {
		return used[offWork] && o.diff[offWork][i] != 0 || used[offHoliday] && o.diff[offHoliday][i] != 0 || used[offBoth] && o.diff[offBoth][i] != 0
	}
	for i := range o.slots.Len() {
		if !changes(i) {
			continue
		}
		t := o.slots.Time(i)
		if t >= hi {
			break
		}
		if t > lo && len(o.at) == 0 {
			put(lo)
		}
		for k := offWork; k < offKinds; k++ {
			if used[k] {
				level[k] += o.diff[k][i]
			}
		}
		if t > lo {
			put(t)
		}
	}
	if len(o.at) == 0 {
		put(lo)
	}
	o.at = append(o.at, math.MaxInt64)
	o.diff = [offKinds][]int64{}
}

// find returns the step that holds the instant t.
func (o *offDays) find(t int64) int {
	return sort.Search(len(o.at), func(i int) bool { return o.at[i] > t }) - 1
}

// customers returns how many are on an excluded kind of day during step i.
func (o *offDays) customers(i int) int64 {
	return o.count[offWork][i] + o.count[offHoliday][i] + o.count[offBoth][i]
}

// over returns where more of all customers are on excluded kinds of day than is tolerated, from the
// start of the horizon to end, in order.
func (o *offDays) over(j *job, all, end int64) []exact.Span {
	var spans []exact.Span
	for i := range len(o.at) - 1 {
		from, to := max(o.at[i], j.from), min(o.at[i+1], end)
		if from < to && tooMany(o.customers(i), all, j.tolerate) {
			spans = exact.AppendSpan(spans, exact.Span{From: from, To: to})
		}
	}
	return spans
}

// tooMany compares exactly: customers / all > tolerate / 10^6. Both products are below 10^17.
func tooMany(customers, all, tolerate int64) bool { return customers*exact.ShareUnit > tolerate*all }
