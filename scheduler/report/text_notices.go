package report

import (
	"fmt"
	"strings"

	"github.com/quietwindow/quietwindow/scheduler/notice"
)

// writeNotices writes when customers are told about suggestion 1. Updates, of which there can be many,
// are counted.
func writeNotices(b *strings.Builder, table *notice.Timetable, opts TextOptions) {
	if table == nil {
		return
	}
	b.WriteString("\nNotices to customers about suggestion 1\n\n")
	for _, warning := range table.Warnings {
		fold(b, "  ", "Warning: "+clean(warning))
		b.WriteString("\n")
	}
	var list []notice.Entry
	updates := 0
	for _, e := range table.Entries {
		if e.Kind == notice.KindUpdate {
			updates++
			continue
		}
		list = append(list, e)
	}
	t := newTable("at ("+zone(table.Start)+")", "notice", "send")
	shown := opts.rows(len(list))
	for _, e := range list[:shown] {
		t.add(stamp(e.At), noticeTitle(e.Kind), sendIf(e.SendIf))
	}
	t.write(b, "  ")
	writeMore(b, "  ", len(list)-shown)
	if updates > 0 {
		fmt.Fprintf(b, "  and %s\n", counted(int64(updates), "update", "updates"))
	}
}

func noticeTitle(kind notice.Kind) string {
	switch kind {
	case notice.KindRollbackBy:
		return "rollback inside the window"
	case notice.KindDecision:
		return "point of no return"
	case notice.KindOverrun:
		return "longer than planned"
	case notice.KindOverrunEnd:
		return "end of an overrun"
	}
	return string(kind)
}

func sendIf(c notice.Condition) string {
	switch c {
	case notice.IfFinished:
		return "when the work is done"
	case notice.IfNotFinished:
		return "if the work is not done"
	case notice.IfRolledBack:
		return "if it is rolled back"
	}
	return "in any case"
}
