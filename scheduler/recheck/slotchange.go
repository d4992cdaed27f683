package recheck

import (
	"fmt"

	"github.com/quietwindow/quietwindow/scheduler/report"
)

// SlotJudgement is what one record says of the announced slot.
type SlotJudgement struct {
	// State is that it is good, dear (dearer than the slack allows beyond the best slot, or with more dates that are not free), blocked (no date is
	// free) or unjudged.
	State         string  `json:"state"`
	Occurrences   int     `json:"occurrences"`
	Blocked       int     `json:"blocked"`
	CustomerHours float64 `json:"customer_hours"`
	Weighted      bool    `json:"weighted,omitempty"`
	// Best is the best slot, BestBlocked how many of its dates are not free, and Factor how many times its cost the announced one costs; nil
	// where that is nothing, or there is none.
	Best        string   `json:"best,omitempty"`
	BestBlocked int      `json:"best_blocked"`
	Factor      *float64 `json:"factor"`
	Problem     string   `json:"problem,omitempty"`
}

// SlotChange is what became of the announced slot.
type SlotChange struct {
	Slot   string        `json:"slot"`
	Before SlotJudgement `json:"before"`
	After  SlotJudgement `json:"after"`
	// Worse reports that it must be looked at: it is not good, and was.
	Worse bool `json:"worse"`
	// Text says it in a sentence. Its form may change.
	Text string `json:"text"`
}

// slotJudgement says how good the announced slot is in its record.
func (r *Record) slotJudgement() SlotJudgement {
	if r.Slot == nil {
		return SlotJudgement{State: StateUnjudged, Problem: "the plan has no recurring slot"}
	}
	s := r.Slot
	j := SlotJudgement{State: StateGood, Occurrences: s.Occurrences, Blocked: s.Blocked, CustomerHours: s.CustomerHours, Weighted: s.Weighted, Problem: s.Problem}
	if r.Recurring != nil {
		best := r.Recurring.Slots[0]
		name := slotOf(*r.Recurring, best)
		j.Best, j.BestBlocked = name.String(), len(best.Blocked)
		if s.same(name) {
			j.Best = s.String()
		}
		if best.CustomerHours > 0 {
			factor := rounded(j.CustomerHours / best.CustomerHours)
			j.Factor = &factor
		}
		if j.Blocked > j.BestBlocked || j.Blocked == j.BestBlocked && beyond(j.CustomerHours, best.CustomerHours, r.Slack) {
			j.State = StateDear
		}
	}
	switch {
	case j.Problem != "":
		j.State = StateUnjudged
	case j.Blocked == j.Occurrences:
		j.State = StateBlocked
	}
	return j
}

// slotChange compares what two records say of the announced slot.
func slotChange(old, now *Record) *SlotChange {
	c := &SlotChange{Slot: old.Slot.String(), Before: old.slotJudgement(), After: now.slotJudgement()}
	if now.Slot != nil && now.Slot.String() != c.Slot {
		c.After = SlotJudgement{State: StateUnjudged, Problem: "the new record was not taken with it"}
	}
	c.Worse = c.After.State != StateGood && c.After.State != c.Before.State
	c.Text = c.say()
	return c
}

// say puts what became of the slot into words.
func (c *SlotChange) say() string {
	a := c.After
	if a.State == StateUnjudged {
		return fmt.Sprintf("The slot %s cannot be judged: %s.", c.Slot, a.Problem)
	}
	text := fmt.Sprintf("The slot %s is ", c.Slot)
	switch {
	case a.State == StateBlocked:
		return text + "not free on any of its dates."
	case a.State == StateGood && a.Best == c.Slot:
		text += "the best"
	case a.State == StateGood:
		text += "good"
	case c.Before.State == StateDear:
		text += "dear as before"
	default:
		text += "no longer good"
	}
	cost := hours(a.CustomerHours) + " " + report.LostHours(a.Weighted)
	switch a.Blocked {
	case 0:
		text += fmt.Sprintf(": its %d dates are free, and cost %s", a.Occurrences, cost)
	case 1:
		text += fmt.Sprintf(": 1 of its %d dates is not free, and the others cost %s", a.Occurrences, cost)
	default:
		text += fmt.Sprintf(": %d of its %d dates are not free, and the others cost %s", a.Blocked, a.Occurrences, cost)
	}
	switch {
	case a.Best == "" || a.Best == c.Slot:
	case a.Blocked != a.BestBlocked:
		text += fmt.Sprintf("; of the best, %s, %d are not free", a.Best, a.BestBlocked)
	case a.Factor != nil:
		text += fmt.Sprintf(", %.2f times those of the best, %s", *a.Factor, a.Best)
	}
	return text + "."
}
