package report

import (
	"fmt"
	"strings"

	"github.com/quietwindow/quietwindow/scheduler"
)

// writeRobustness says how the choice holds where the plan is wrong.
func writeRobustness(b *strings.Builder, r *scheduler.Robustness, weighted bool, opts TextOptions) {
	if r == nil || len(r.Cases) == 0 || len(r.Suggestions) == 0 {
		return
	}
	holds := 0
	for _, c := range r.Cases {
		if c.OrderHolds {
			holds++
		}
	}
	b.WriteString("\nIf the plan turns out to be wrong\n\n")
	least, most := r.Suggestions[0].WorstRegret, r.Suggestions[0].WorstRegret
	for _, s := range r.Suggestions {
		least, most = min(least, s.WorstRegret), max(most, s.WorstRegret)
	}
	text := fmt.Sprintf("The most robust is suggestion %d: it loses the least against the best choice in the case that is worst for it.", r.MostRobust+1)
	if least == most && len(r.Suggestions) > 1 {
		text = "No suggestion is more robust than another: each loses as much against the best choice in the case that is worst for it."
	}
	fold(b, "  ", fmt.Sprintf("%s The order of the suggestions holds in %s of %s.", text, grouped(int64(holds)), counted(int64(len(r.Cases)), "case", "cases")))
	b.WriteString("\n")
	t := newTable(">#", ">"+LostHours(weighted)+" lost at worst", "~where")
	shown := opts.rows(len(r.Suggestions))
	for i, s := range r.Suggestions[:shown] {
		where := "in no case"
		if s.WorstRegret > 0 {
			where = clean(r.Cases[s.WorstCase].Change)
		}
		t.add(fmt.Sprint(i+1), amount(s.WorstRegret), where)
	}
	t.write(b, "  ")
	writeMore(b, "  ", len(r.Suggestions)-shown)
}
