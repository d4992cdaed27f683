package recheck

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler/report"
	"github.com/quietwindow/quietwindow/scheduler/report/document"
)

// window compares what two records say of an announced window.
func (c *Changes) window(old, now *Record, was Window) WindowChange {
	out := WindowChange{Window: document.Interval{Start: was.Start, End: was.Start}, Before: old.judgement(was)}
	is := Window{Start: was.Start, Problem: "the new record was not taken with it"}
	if i := slices.IndexFunc(now.Announced, func(w Window) bool { return w.Start.Equal(was.Start) }); i >= 0 {
		is = now.Announced[i]
	}
	out.After = now.judgement(is)
	for _, judged := range []*document.Assessment{was.Judged, is.Judged} {
		if judged != nil {
			out.Window = judged.Window
		}
	}
	if was.Judged != nil && is.Judged != nil {
		out.Regions = shifts(was.Judged.Impact.Regions, is.Judged.Impact.Regions)
	}
	c.conclude(&out, now)
	return out
}

// task compares what two reviews say of a campaign's window.
func (c *Changes) task(old, now *Record, was document.ReviewedWindow) WindowChange {
	out := WindowChange{Task: was.Task, Window: was.Window, Before: reviewed(was, old.Review.Weighted), After: Judgement{State: StateUnjudged, Problem: "the new plan has no window for it"}}
	if now.Review != nil {
		if i := slices.IndexFunc(now.Review.Windows, func(w document.ReviewedWindow) bool {
			return w.Task == was.Task && w.Window.Start.Equal(was.Window.Start)
		}); i >= 0 {
			out.After = reviewed(now.Review.Windows[i], now.Review.Weighted)
		}
	}
	c.conclude(&out, now)
	return out
}

// judgement says how good a window is in its record.
func (r *Record) judgement(w Window) Judgement {
	if w.Judged == nil {
		return Judgement{State: StateUnjudged, Problem: w.Problem}
	}
	j := Judgement{State: StateGood, CustomerHours: w.Judged.Impact.CustomerHours, Weighted: w.Judged.Impact.Weighted, Blocks: w.Judged.Blocks, BlockedHours: blockedHours(w.Judged.Blocks)}
	if r.Answer != nil {
		best := r.Answer.Suggestions[0].Impact.CustomerHours
		if best > 0 {
			factor := rounded(j.CustomerHours / best)
			j.Factor = &factor
		}
		if beyond(j.CustomerHours, best, r.Slack) {
			j.State = StateDear
		}
	}
	if !w.Judged.Free {
		j.State = StateBlocked
	}
	return j
}

func reviewed(w document.ReviewedWindow, weighted bool) Judgement {
	j := Judgement{State: StateGood, CustomerHours: w.CustomerHours, Weighted: weighted, Blocks: w.Blocks, BlockedHours: blockedHours(w.Blocks), Broken: w.Broken}
	if !w.Free || len(w.Broken) > 0 {
		j.State = StateBlocked
	}
	return j
}

// beyond reports whether a cost is above another by more than the slack. Both are rounded to millionths, so a
// millionth is no difference.
func beyond(cost, other, slack float64) bool { return cost > other*(1+slack)+1e-6 }

func rounded(x float64) float64 { return math.Round(x*1e6) / 1e6 }

// blockedHours is the length of the union of blocks.
func blockedHours(blocks []document.Block) float64 {
	parts := make([]calendar.Interval, len(blocks))
	for i, b := range blocks {
		parts[i] = calendar.Interval{Start: b.Start, End: b.End}
	}
	return rounded(calendar.NewSet(parts...).Duration().Hours())
}

func shifts(before, after []document.Region) []RegionShift {
	var out []RegionShift
	seen := make(map[string]bool)
	cost := func(list []document.Region, name string) float64 {
		for _, r := range list {
			if r.Region == name {
				return r.CustomerHours
			}
		}
		return 0
	}
	for _, r := range slices.Concat(before, after) {
		if seen[r.Region] {
			continue
		}
		seen[r.Region] = true
		if s := (RegionShift{r.Region, cost(before, r.Region), cost(after, r.Region)}); s.Before != s.After {
			out = append(out, s)
		}
	}
	slices.SortStableFunc(out, func(a, b RegionShift) int { return cmp.Compare(math.Abs(b.After-b.Before), math.Abs(a.After-a.Before)) })
	return out
}

// conclude says what became of a window, and why.
func (c *Changes) conclude(w *WindowChange, now *Record) {
	b, a := w.Before, w.After
	dearer := a.State != StateUnjudged && b.State != StateUnjudged && beyond(a.CustomerHours, b.CustomerHours, now.Slack)
	w.Worse = a.State != StateGood && a.State != b.State && !(a.State == StateDear && b.State == StateBlocked) || a.State == StateDear && dearer || (w.Task != "" || now.Slot != nil) && dearer
	if a.State == StateBlocked && b.State == StateBlocked && a.BlockedHours > b.BlockedHours {
		w.Worse = true
	}
	if a.State != StateUnjudged && b.State != StateUnjudged {
		w.MoreCustomerHours = rounded(a.CustomerHours - b.CustomerHours)
	}
	if w.Worse || w.MoreCustomerHours != 0 || a.State != b.State {
		for i := range c.Reasons {
			if c.Reasons[i].touches(w, now) {
				w.Because = append(w.Because, i)
			}
		}
	}
	w.Text = w.say()
}

// touches reports whether a reason can be behind what became of a window: days next to it, clocks while it lasts, and
// customers of the regions that it costs otherwise.
func (r *Reason) touches(w *WindowChange, now *Record) bool {
	end := w.Window.End
	for _, b := range w.After.Blocks {
		if b.End.After(end) {
			end = b.End
		}
	}
	switch {
	case r.Date != nil:
		return !r.Date.Before(calendar.DateOf(w.Window.Start.UTC()).AddDays(-2)) && !calendar.DateOf(end.UTC()).AddDays(2).Before(*r.Date)
	case r.Interval != nil:
		return r.Interval.Start.Before(end.Add(24*time.Hour)) && w.Window.Start.Before(r.Interval.End)
	case slices.Contains([]string{KindCustomers, KindWeight, KindActivity, KindRegion, KindNoRegion}, r.Kind) && w.Task == "" && w.MoreCustomerHours == 0:
		return false
	}
	return true
}

// say puts what became of a window into words.
func (w *WindowChange) say() string {
	b, a := w.Before, w.After
	var s strings.Builder
	if w.Task != "" {
		fmt.Fprintf(&s, "%s, ", w.Task)
	}
	s.WriteString(w.Window.Start.Format(time.RFC3339) + ": ")
	cost := func(now bool) {
		fmt.Fprintf(&s, "%s %s", hours(a.CustomerHours), report.LostHours(a.Weighted))
		if a.Factor != nil {
			fmt.Fprintf(&s, ", %.2f times the best start", *a.Factor)
		}
		if more := w.MoreCustomerHours; now && more != 0 {
			s.WriteString("; it cost " + before(b.CustomerHours, b.Weighted, a.Weighted))
			if b.Factor != nil {
				fmt.Fprintf(&s, ", %.2f times", *b.Factor)
			}
		}
	}
	switch {
	case a.State == StateUnjudged:
		fmt.Fprintf(&s, "cannot be judged: %s", a.Problem)
	case a.State == StateBlocked:
		s.WriteString(map[bool]string{true: "still not free", false: "no longer free"}[b.State == StateBlocked])
		s.WriteString(why(a))
		s.WriteString("; it costs ")
		cost(true)
	case a.State == StateDear:
		s.WriteString(map[bool]string{true: "free, and dear as before: ", false: "free, but no longer good: "}[b.State == StateDear])
		cost(true)
	case b.State == StateGood && w.MoreCustomerHours == 0:
		s.WriteString("as good as it was: ")
		cost(false)
	default:
		s.WriteString("good: ")
		cost(true)
	}
	s.WriteString(".")
	if len(w.Regions) > 0 {
		var parts []string
		for _, r := range w.Regions[:min(len(w.Regions), 5)] {
			parts = append(parts, fmt.Sprintf("%s %s, was %s", r.Region, hours(r.After), hours(r.Before)))
		}
		fmt.Fprintf(&s, " By region: %s.", strings.Join(parts, "; "))
	}
	return s.String()
}

// before writes what something cost before, with its unit where that is another now.
func before(cost float64, was, is bool) string {
	if was == is {
		return hours(cost)
	}
	return hours(cost) + " " + report.LostHours(was)
}

// why lists what blocks a window, most first, and what it breaks.
func why(j Judgement) string {
	var parts []string
	for _, b := range j.Blocks {
		text := b.Rule
		if b.Region != "" {
			text += " in " + b.Region
		}
		if text += " (" + b.Reason + ")"; !slices.Contains(parts, text) {
			parts = append(parts, text)
		}
	}
	for _, x := range j.Broken {
		parts = append(parts, strings.TrimSpace("breaks "+x.Kind+" "+x.Task+x.Limit))
	}
	if len(parts) == 0 {
		return ", outside its horizon"
	}
	text := ": " + strings.Join(parts[:min(len(parts), 5)], ", ")
	if j.BlockedHours > 0 {
		unit := "hours"
		if j.BlockedHours == 1 {
			unit = "hour"
		}
		text += fmt.Sprintf(", for %s %s of what is kept clear", hours(j.BlockedHours), unit)
	}
	return text
}

// hours writes a number with at most two decimals.
func hours(x float64) string {
	return strings.TrimSuffix(strings.TrimRight(fmt.Sprintf("%.2f", x), "0"), ".")
}
