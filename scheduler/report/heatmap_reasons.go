package report

import (
	"cmp"
	"fmt"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
)

// mostReasons is the most reasons that a cell names; more are counted.
const mostReasons = 4

// reasons are the blocks of a day, numbered, so that each of its hours can be asked about without
// comparing names again: a plan may have thousands of regions.
type reasons struct {
	blocks []scheduler.Block
	from   []int64 // of each block, in seconds
	to     []int64
	group  []int // of each block: the number of its rule and reason
	pair   []int // of each block: the number of its rule, reason and region
	groups int
	// seen is the last question in which a pair came up.
	seen     []int
	question int
}

func newReasons(blocks []scheduler.Block) *reasons {
	type group struct{ rule, reason string }
	type pair struct {
		group  int
		region string
	}
	groups, pairs := make(map[group]int), make(map[pair]int)
	r := &reasons{blocks: blocks}
	for _, b := range blocks {
		g, ok := groups[group{b.Rule, b.Reason}]
		if !ok {
			g = len(groups)
			groups[group{b.Rule, b.Reason}] = g
		}
		p, ok := pairs[pair{g, b.Region}]
		if !ok {
			p = len(pairs)
			pairs[pair{g, b.Region}] = p
		}
		r.from, r.to = append(r.from, b.Interval.Start.Unix()), append(r.to, b.Interval.End.Unix())
		r.group, r.pair = append(r.group, g), append(r.pair, p)
	}
	r.groups, r.seen = len(groups), make([]int, len(pairs))
	return r
}

// heatReason is a rule and a reason, whatever the regions.
type heatReason struct{ rule, name string }

// within names what blocks a part of the interval, each rule and reason once with its regions, in the
// order of the blocks, and the rules and reasons alone, all of them.
func (r *reasons) within(iv calendar.Interval) (texts []string, all []heatReason) {
	r.question++
	from, to := iv.Start.Unix(), iv.End.Unix()
	regions := make([][]string, r.groups) // the first few names
	counts := make([]int, r.groups)
	var order []int // the first block of each group
	for i := range r.blocks {
		if r.to[i] <= from || to <= r.from[i] || r.seen[r.pair[i]] == r.question {
			continue
		}
		r.seen[r.pair[i]] = r.question
		g := r.group[i]
		if counts[g]++; counts[g] == 1 {
			order = append(order, i)
		}
		if len(regions[g]) < mostListed {
			regions[g] = append(regions[g], r.blocks[i].Region)
		}
	}
	for n, i := range order {
		all = append(all, heatReason{r.blocks[i].Rule, clean(cmp.Or(r.blocks[i].Reason, r.blocks[i].Rule))})
		if more := len(order) - n; n >= mostReasons && len(order) > mostReasons+1 {
			if n == mostReasons {
				texts = append(texts, fmt.Sprintf("and %s more", grouped(int64(more))))
			}
			continue
		}
		text := clean(r.blocks[i].Rule) + ": " + clean(r.blocks[i].Reason)
		if g := r.group[i]; r.blocks[i].Region != "" {
			text += " in " + listedOf(regions[g], counts[g])
		}
		texts = append(texts, text)
	}
	return texts, all
}

// mostListed is the most names of a list; of more the first three stand there.
const mostListed = 5

// listedOf joins the names of regions as listed does, of which there are count and perhaps only the
// first few given.
func listedOf(names []string, count int) string {
	names = each(names, clean)
	if count > mostListed {
		names = append(names[:3], grouped(int64(count-3))+" more")
	}
	return listed(names)
}
