package httpapi

import "github.com/quietwindow/quietwindow/scheduler"

// What the parts of a request take of the memory, in bytes, rounded up. Measured as the growth of the
// heap's peak over many plans of each kind by the attack suite, which fails where the sum is too small.
const (
	textWeight      = 24    // of a byte of a body: its copies, and what reading it makes of it
	regionDayWeight = 24    // of a day of a region: its kind, in the search and in a second search
	impactWeight    = 2_000 // of a region in a suggestion: the figures, and their text
	regionWeight    = 4_000
	slotWeight      = 200 // of a step of demand
	shareDayWeight  = 450 // of a day of a rule that looks at demand: the time it blocks
	hoursDayWeight  = 160 // of a day of a rule that allows hours only
	baseWeight      = 2 << 20
)

// weightOfText is the memory for reading a body of so many bytes.
func weightOfText(n int) int64 { return int64(n) * textWeight }

// weight is the memory for the work on a plan that has been read.
func (t *task) weight() int64 {
	regions := int64(len(t.plan.Regions))
	days := int64(t.plan.Request.Horizon.Duration().Hours()/24) + 40
	n := int64(baseWeight)
	n += regions * regionWeight
	n += regions * days * regionDayWeight
	n += days * 24 * 4 * slotWeight
	n += days * daily(t.plan.Request.Rules)
	n += regions * int64(max(t.suggestionsWanted(), len(t.ask.starts), 1)) * impactWeight
	return n + t.campaignWeight()
}

// daily is the memory for a day of the rules that block time on every day.
func daily(rules []scheduler.Rule) int64 {
	n := int64(0)
	for i := range rules {
		switch rules[i].Name {
		case scheduler.RuleLimitShare, scheduler.RuleLimitPeak:
			n += shareDayWeight
		case scheduler.RuleOnlyHours:
			n += hoursDayWeight
		}
	}
	return n
}
