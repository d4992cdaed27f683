package report

import (
	"fmt"
	"time"
)

// blockedSection says what the rules took away.
func blockedSection(doc *DecisionDocument) section {
	s := section{ID: "blocked"}
	if len(doc.Blocked) == 0 {
		return s
	}
	t := pageTable{ID: "blocked-table", Columns: headings("rule", "reason", "region", ">hours")}
	for i, b := range doc.Blocked[:min(mostBlockedRows, len(doc.Blocked))] {
		t.Rows = append(t.Rows, []value{word(clean(b.Rule)), word(clean(b.Reason)), word(clean(b.Region)),
			number(fmt.Sprintf("blocked[%d].hours", i), b.Hours, hoursText(time.Duration(b.Hours*float64(time.Hour))))})
	}
	s.Tables = []pageTable{t}
	s.LeftOut = max(0, len(doc.Blocked)-mostBlockedRows)
	return s
}
