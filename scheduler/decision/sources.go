package decision

import (
	"fmt"
	"strings"

	"github.com/quietwindow/quietwindow/scheduler/planfile"
	"github.com/quietwindow/quietwindow/scheduler/report"
)

// sources says where the holidays of regions and crews are from.
func sources(plan *planfile.Plan) []report.Assumption {
	var out []report.Assumption
	add := func(whose string, list []planfile.Region) {
		for _, r := range list {
			if from := sourcesOf(r); len(from) > 0 {
				out = append(out, report.Assumption{About: "Holidays of " + whose + r.Name, Text: strings.Join(from, "; ") + "."})
			}
		}
	}
	add("", plan.Regions)
	add("the crew ", plan.Crews)
	return out
}

func sourcesOf(r planfile.Region) []string {
	var from []string
	for _, s := range r.Holidays {
		if s.National == nil {
			from = append(from, "the calendar file "+s.File)
			continue
		}
		first, last := s.National.Years()
		from = append(from, fmt.Sprintf("%s, %s, known for %d to %d", s.Code, s.National.Origin(), first, last))
	}
	switch r.ExtraHolidays {
	case 0:
	case 1:
		from = append(from, "1 day that the plan lists")
	default:
		from = append(from, fmt.Sprintf("%d days that the plan lists", r.ExtraHolidays))
	}
	return from
}
