package audience

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"math"
	"slices"
	"strings"

	"github.com/quietwindow/quietwindow/scheduler"
)

// Collect makes regions of rows. It reads the sequence once, to its end, and keeps no row.
//
// A *[RowError] of the sequence is gathered and reading goes on, so that one answer names the first [MaxFaults] rows that cannot
// be counted, as a *[RowsError]; any other error ends it and is returned. So do more than scheduler.MaxCustomers customers,
// more than [MaxPiles] different places and more than scheduler.MaxRegions regions. Wrong options are
// scheduler.FieldErrors. A sequence without rows is an error; rows of which none can be placed are a result without regions. Once ctx is
// done its error is returned.
//
// Equal rows and options give equal results, byte for byte; so does another order of the rows, but for the lines
// that findings name and which of more than [MaxFindings] are named.
func Collect(ctx context.Context, rows iter.Seq2[Row, error], opt Options) (*Result, error) {
	if err := opt.check(); err != nil {
		return nil, err
	}
	c := &collector{
		opt: opt, placer: placer{atlas: loadAtlas(), shares: opt.Shares, at: opt.OffsetsAt, shown: make(map[int][]part)},
		seen: make(map[where]target), at: make(map[pileKey]int), unplaced: newFindings(), doubts: newFindings(),
	}
	var faults RowsError
	for row, err := range rows {
		if c.count&0xfff == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		c.count++
		var bad *RowError
		if err == nil {
			err = c.add(&row)
		}
		switch {
		case err == nil:
		case !errors.As(err, &bad):
			return nil, err
		case len(faults.Faults) == MaxFaults:
			faults.More++
		default:
			faults.Faults = append(faults.Faults, *bad)
		}
	}
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case len(faults.Faults) > 0:
		return nil, &faults
	case c.count == 0:
		return nil, errors.New("audience: there are no rows")
	}
	return c.result()
}

// collector adds up rows. A pile is what is alike in way, place and tier, so its customers are divided once, together.
type collector struct {
	opt      Options
	placer   placer
	seen     map[where]target
	at       map[pileKey]int
	piles    []pile
	unplaced *findings
	doubts   *findings
	rows     int64 // counted
	count    int64 // read
	total    int64 // customers, in thousandths
}

type pileKey struct {
	way       Way
	key, code string
	tier      Tier
}

type pile struct {
	pileKey
	parts []part
	rows  int64
	milli int64 // customers, in thousandths
}

// target is what rows of one kind are added to.
type target struct {
	pile   int // -1: not placed
	doubts []*finding
}

// maxSeen bounds how many different rows are remembered with their place; past it they are looked up again.
const maxSeen = 1 << 16

func (c *collector) add(row *Row) error {
	milli, err := row.milli()
	if err != nil {
		return err
	}
	if c.total += milli; c.total > scheduler.MaxCustomers*1000 {
		return fmt.Errorf("audience: more than %d customers", int64(scheduler.MaxCustomers))
	}
	t, ok := c.seen[row.where()]
	if !ok {
		if t, err = c.find(row); err != nil {
			return err
		}
	}
	c.rows++
	if t.pile >= 0 {
		c.piles[t.pile].rows++
		c.piles[t.pile].milli += milli
	}
	for _, f := range t.doubts {
		f.add(row.Line, milli)
	}
	return nil
}

// milli returns the customers of a row in thousandths.
func (r *Row) milli() (int64, error) {
	switch {
	case r.Nobody:
		return 0, nil
	case r.Seats == 0:
		return 1000, nil
	}
	milli := math.Round(r.Seats * 1000)
	if !(r.Seats > 0 && r.Seats <= scheduler.MaxCustomers) || milli/1000 != r.Seats {
		return 0, &RowError{r.Line, fmt.Sprintf("seats %v: expected a number from 0.001 to %d, in whole thousandths", r.Seats, int64(scheduler.MaxCustomers))}
	}
	return int64(milli), nil
}

// find looks up the place of a row that was not seen before.
func (c *collector) find(row *Row) (target, error) {
	w := row.where().clone()
	tier, known := c.opt.tier(w.tier)
	pl := c.placer.place(w)
	t := target{pile: -1}
	if !known {
		pl.doubts = append(pl.doubts, doubt{"unknown tier", shorten(w.tier)})
	}
	list := c.doubts
	if pl.way == NotPlaced {
		if list = c.unplaced; len(pl.doubts) == 0 || !known && len(pl.doubts) == 1 {
			pl.doubts = []doubt{{"nothing that says where", ""}}
		}
		pl.doubts = pl.doubts[:1] // each is listed once, so that the counts add up
	} else {
		key := pileKey{pl.way, pl.key, pl.parts[0].code, tier}
		at, ok := c.at[key]
		if !ok {
			if at = len(c.piles); at == MaxPiles {
				return t, fmt.Errorf("audience: the rows name more than %d different places, calendars and tiers", MaxPiles)
			}
			c.piles, c.at[key] = append(c.piles, pile{pileKey: key, parts: pl.parts}), at
		}
		t.pile = at
	}
	for _, d := range pl.doubts {
		t.doubts = append(t.doubts, list.of(d))
	}
	if len(c.seen) == maxSeen {
		clear(c.seen)
	}
	c.seen[w] = t
	return t, nil
}

// result divides the piles.
func (c *collector) result() (*Result, error) {
	r := &Result{Unplaced: c.unplaced.list(), Doubts: c.doubts.list(), Account: Account{Rows: c.rows, milli: c.total}}
	slices.SortFunc(c.piles, func(a, b pile) int { return a.compare(b.pileKey) })
	sums := make(map[regionKey]int64)
	placed := int64(0)
	for _, way := range ways {
		p := Placed{Way: way}
		for _, pile := range c.piles {
			if pile.way == way {
				p.Rows += pile.rows
				p.milli += pile.milli
				pile.deal(sums)
			}
		}
		if p.Rows > 0 {
			r.Account.Placed = append(r.Account.Placed, p)
		}
		placed += p.milli
	}
	r.Account.NotPlaced = Placed{Way: NotPlaced, Rows: c.rows - rowsOf(r.Account.Placed), milli: c.total - placed}
	r.Account.fill()
	var err error
	r.Regions, err = regionsOf(sums, placed, c.placer, c.opt)
	return r, err
}

func (k pileKey) compare(o pileKey) int {
	return cmp.Or(strings.Compare(string(k.way), string(o.way)), strings.Compare(k.key, o.key), strings.Compare(k.code, o.code), strings.Compare(k.tier.Activity, o.tier.Activity), cmp.Compare(k.tier.Weight, o.tier.Weight))
}

func rowsOf(list []Placed) (n int64) {
	for _, p := range list {
		n += p.Rows
	}
	return n
}
