package planfile

import (
	"fmt"

	"github.com/quietwindow/quietwindow/scheduler"
)

// Doubts returns a sentence for every suggestion that lies, in a region whose activity was learned, on a
// sharp dip that recurs at the same local time: the quiet may be the owner's maintenance rather than the
// customers'. The order is that of the suggestions, and within each that of the regions.
func (p *Plan) Doubts(suggestions []scheduler.Suggestion) []string {
	var list []string
	for i, s := range suggestions {
		for _, l := range p.learned {
			dip, ok := l.model.DipWithin(s.Window)
			if !ok {
				continue
			}
			list = append(list, fmt.Sprintf("suggestions[%d]: the quietest hour may be your own maintenance: in %s %s local time has %.0f %% of the activity of the hours beside it, again and again; if it is maintenance name it in %s.exclude",
				i, p.Regions[l.region].Name, dip, 100*dip.Share, l.path))
		}
	}
	return list
}
