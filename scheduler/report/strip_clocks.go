package report

import (
	"time"

	"github.com/quietwindow/quietwindow/calendar"
)

// reading is a label on a row's clocks, and half its width.
type reading struct {
	x, half float64
	text    string
}

// readings writes what the clocks read above the bands: the weekday and date at midnight, and between
// them hours as close together as there is room for.
func (d *stripDrawing) readings(r StripRow, y float64) {
	if len(r.Segments) == 0 {
		return
	}
	perHour := d.form.axis / d.s.To.Sub(d.s.From).Hours()
	step := 24
	for _, hours := range []int{1, 2, 3, 6, 12} {
		if float64(hours)*perHour >= 24 {
			step = hours
			break
		}
	}
	dates, hours := d.fullHours(r.Segments[0].Start.Location(), step, perHour)
	var placed []reading
	for _, m := range append(dates, hours...) {
		free := m.x-m.half >= d.form.left-8 && m.x+m.half <= d.form.left+d.form.axis+12
		for _, other := range placed {
			free = free && (m.x+m.half+4 <= other.x-other.half || other.x+other.half+4 <= m.x-m.half)
		}
		if free {
			placed = append(placed, m)
			d.label(m.x, y-3, "qw-faint qw-small qw-mid qw-halo", m.text)
		}
	}
}

// fullHours returns the full hours that the clocks of loc read along the axis: midnights with their
// dates, and the others whose number the step divides.
func (d *stripDrawing) fullHours(loc *time.Location, step int, perHour float64) (dates, hours []reading) {
	for iv, offset := range calendar.Offsets(loc, calendar.Interval{Start: d.s.From, End: d.s.To}) {
		first := iv.Start.Unix() + int64(offset)
		for local := int64(floorDiv(first+hourSeconds-1, hourSeconds)) * hourSeconds; local < iv.End.Unix()+int64(offset); local += hourSeconds {
			t := time.Unix(local-int64(offset), 0).In(loc)
			switch {
			case t.Hour() == 0 && 24*perHour >= 62:
				dates = append(dates, reading{d.x(t), 27, t.Format("Mon 2 Jan")})
			case t.Hour() == 0:
				dates = append(dates, reading{d.x(t), 7, t.Format("2")})
			case t.Hour()%step == 0:
				hours = append(hours, reading{d.x(t), 7, t.Format("15")})
			}
		}
	}
	return dates, hours
}
