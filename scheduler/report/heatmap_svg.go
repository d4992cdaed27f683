package report

import (
	"fmt"
	"html/template"
	"io"
	"strings"
)

// The measures of the drawing, in user units, which are pixels at full size.
const (
	heatLeft    = 104.0 // of the first hour: the dates stand before it
	heatTop     = 44.0
	heatCellW   = 31.0
	heatCellH   = 20.0
	heatWeekGap = 7.0
	heatSkipGap = 22.0 // where weeks are left out
	heatRight   = 76.0
)

// heatDrawing is what the template draws.
type heatDrawing struct {
	ID, Title, Desc, TimeZone string
	Width, Height             float64
	Style                     template.CSS
	Hours, Labels             []label
	Gaps                      []stroke
	Cells                     []heatBox
	Picks, Badges, Swatches   []box

	offset   int  // of the last hour drawn
	weighted bool // the customer-hours
}

// heatBox is a cell. The strings are attributes.
type heatBox struct {
	box
	Start, CustomerHours, State, Blocked, Suggestions string
}

// HeatMapSVG draws the heat map as an SVG document that stands by itself: a row a date, a column an
// hour of the clocks of the search, in every cell the customer-hours that a start in that hour is
// expected to cost. Blocked hours are hatched and say why when pointed at; suggestions are outlined and
// numbered. Cells carry data-start (RFC 3339), data-customer-hours, data-state, data-blocked and
// data-suggestion, as in HeatCell. Colours follow the reader's light or dark setting, and can be told
// apart without telling hues apart. It uses no script, no font and nothing else from elsewhere.
//
// It writes equal bytes for equal input, in one call of Write.
func HeatMapSVG(w io.Writer, m *HeatMap) error {
	d := m.drawing("heatmap")
	d.Style = pictureCSS
	return render(w, "heatmap", d)
}

// drawing lays the picture out. The id keeps the names of several pictures in one page apart.
func (m *HeatMap) drawing(id string) *heatDrawing {
	d := &heatDrawing{ID: id, TimeZone: m.TimeZone, Title: m.title(), Desc: m.describe(), Width: heatLeft + 24*heatCellW + heatRight, weighted: m.Weighted}
	d.Labels = append(d.Labels, label{X: 0, Y: 13, Class: "qw-strong", Text: d.Title})
	for hour := range 24 {
		d.Hours = append(d.Hours, label{X: heatLeft + (float64(hour)+0.5)*heatCellW, Y: heatTop - 7, Text: fmt.Sprintf("%02d", hour)})
	}
	y := heatTop
	for i := range m.Days {
		if i > 0 {
			y += d.gap(y, m.Days[i-1].Date.Days(), m.Days[i].Date.Days())
		}
		y = d.day(&m.Days[i], y)
	}
	d.legend(m, y+14)
	return d
}

// gap leaves space between weeks, and says where some are left out.
func (d *heatDrawing) gap(y float64, before, day int) float64 {
	if skipped := weekOf(day) - weekOf(before) - 1; skipped > 0 {
		d.Labels = append(d.Labels, label{X: heatLeft + 12*heatCellW, Y: y + 15, Class: "qw-faint qw-mid qw-small", Text: counted(int64(skipped), "week", "weeks") + " left out"})
		return heatSkipGap
	}
	if weekOf(day) != weekOf(before) {
		return heatWeekGap
	}
	return 0
}

// day draws one row and returns where the next begins. A date on which clocks go back is as many
// times as high as its hours occur.
func (d *heatDrawing) day(day *HeatDay, y float64) float64 {
	d.Labels = append(d.Labels, label{X: heatLeft - 8, Y: y + 14, Class: "qw-end", Text: day.Date.Weekday().String()[:3] + " " + day.Date.String()})
	var seen [24]int
	rows := 1
	for _, c := range day.Cells {
		b := box{X: heatLeft + float64(c.Hour)*heatCellW, Y: y + float64(seen[c.Hour])*heatCellH, W: heatCellW, H: heatCellH}
		b.TX, b.TY = b.X+b.W/2, b.Y+13.5
		seen[c.Hour]++
		rows = max(rows, seen[c.Hour])
		d.Cells = append(d.Cells, cellBox(c, b, d.weighted))
		d.pick(c, b)
	}
	if len(day.Cells) == 0 {
		d.Labels = append(d.Labels, label{X: heatLeft + 12*heatCellW, Y: y + 14, Class: "qw-faint qw-mid qw-small", Text: "the clocks passed over this date"})
	}
	if d.clocksChange(day) {
		d.Labels = append(d.Labels, label{X: heatLeft + 24*heatCellW + 5, Y: y + 14, Class: "qw-faint qw-small", Text: "clocks change"})
	}
	return y + float64(rows)*heatCellH
}

// clocksChange reports whether the clocks change on the date, or with its beginning.
func (d *heatDrawing) clocksChange(day *HeatDay) bool {
	changed, first := false, len(d.Cells) == len(day.Cells) // the cells of the date are drawn already
	for i, c := range day.Cells {
		_, offset := c.Start.Zone()
		changed = changed || offset != d.offset && !(first && i == 0)
		d.offset = offset
	}
	return changed
}

func cellBox(c HeatCell, b box, weighted bool) heatBox {
	out := heatBox{box: b, Start: rfc3339(c.Start), State: c.State, Blocked: strings.Join(c.Blocked, "; ")}
	out.Text = "–"
	if c.CustomerHours != nil {
		out.CustomerHours, out.Text = plain(*c.CustomerHours), compact(*c.CustomerHours)
	}
	switch c.State {
	case CellFree:
		out.Class = fmt.Sprintf("qw-q%d", c.Level)
	case CellBlocked, CellShort:
		out.Class, out.Hatch = fmt.Sprintf("qw-x qw-x%d", c.Level), hatchLines(b)
	default:
		out.Class = "qw-o"
	}
	numbers := make([]string, len(c.Suggestions))
	for i, n := range c.Suggestions {
		numbers[i] = fmt.Sprint(n)
	}
	out.Suggestions = strings.Join(numbers, " ")
	out.Title = c.words(weighted)
	return out
}

// words says all of a cell in a sentence or two.
func (c HeatCell) words(weighted bool) string {
	text := stamp(c.Start) + c.Start.Format(" -07:00")
	if c.CustomerHours != nil {
		text += ": " + amount(*c.CustomerHours) + " " + LostHours(weighted)
	}
	switch c.State {
	case CellFree:
		text += ", free"
	case CellOff:
		text += ", no start of the search"
	default:
		text += ", blocked by " + strings.Join(c.Blocked, "; ")
	}
	for _, n := range c.Suggestions {
		text += fmt.Sprintf(", suggestion %d", n)
	}
	return text
}

// pick outlines a cell that holds suggestions, and numbers it on its corner.
func (d *heatDrawing) pick(c HeatCell, b box) {
	if len(c.Suggestions) == 0 {
		return
	}
	d.Picks = append(d.Picks, box{X: b.X, Y: b.Y, W: b.W, H: b.H})
	text := fmt.Sprint(c.Suggestions[0])
	if len(c.Suggestions) > 1 {
		text += "+"
	}
	w := 7.0 + 6*float64(len(text))
	d.Badges = append(d.Badges, box{X: b.X - 6, Y: b.Y - 7, W: w, H: 13, R: 6.5, TX: b.X - 6 + w/2, TY: b.Y + 3, Text: text})
}

// legend explains colours and marks, from y on, and sets the height.
func (d *heatDrawing) legend(m *HeatMap, y float64) {
	d.Labels = append(d.Labels, label{X: 0, Y: y + 10, Text: capital(LostHours(m.Weighted)) + " expected to be lost by a start in that hour, the overrun included (k: thousand, M: million). Hatched: nothing can start then."})
	y += 20
	x := 0.0
	add := func(width float64, lines []string, swatches ...box) {
		for _, swatch := range swatches {
			swatch.X, swatch.Y, swatch.W, swatch.H = x, y, 18, 22
			if strings.HasPrefix(swatch.Class, "qw-x") {
				swatch.Hatch = hatchLines(swatch)
			}
			d.Swatches = append(d.Swatches, swatch)
			x += 18
			width -= 18
		}
		for i, line := range lines {
			d.Labels = append(d.Labels, label{X: x + 5, Y: y + 9 + 12*float64(i), Class: "qw-small", Text: line})
		}
		x += width
	}
	for i, level := range m.Levels {
		free, blocked := box{Class: fmt.Sprintf("qw-q%d", i)}, box{Class: fmt.Sprintf("qw-x%d", i)}
		switch {
		case m.Base == nil && i == 0:
			add(106, []string{"nothing"}, free, blocked)
		case m.Base == nil:
		case level.UpTo != nil:
			add(106, []string{"to " + compact(*level.UpTo), "best × " + plain(*level.UpToFactor)}, free, blocked)
		default:
			add(82, []string{"more"}, free, blocked)
		}
	}
	add(100, []string{"suggestion"}, box{Class: "qw-pick-swatch"})
	d.Height = y + 28
}

func (m *HeatMap) title() string {
	if len(m.Days) == 0 {
		return "Impact by hour of start"
	}
	return fmt.Sprintf("Impact by hour of start, %s to %s (%s)", m.Days[0].Date, m.Days[len(m.Days)-1].Date, m.TimeZone)
}

// describe is the text alternative: what someone would say who looks at the picture.
func (m *HeatMap) describe() string {
	n := int64(m.Counts.Free + m.Counts.Blocked + m.Counts.Short + m.Counts.Off)
	text := fmt.Sprintf("A grid of %s by hours of the clocks of %s, with the %s that a start in each hour is expected to cost. Of %s, %s hold a free start and %s are blocked.",
		counted(int64(len(m.Days)), "date", "dates"), m.TimeZone, LostHours(m.Weighted), counted(n, "hour", "hours"), grouped(int64(m.Counts.Free)), grouped(int64(m.Counts.Blocked+m.Counts.Short)))
	var low, high *HeatCell
	var picks []string
	for c := range m.cells() {
		if len(c.Suggestions) > 0 && len(picks) < 10 {
			picks = append(picks, fmt.Sprintf("suggestion %d at %s", c.Suggestions[0], stamp(c.Start)))
		}
		if c.CustomerHours == nil {
			continue
		}
		if c.State == CellFree && (low == nil || *c.CustomerHours < *low.CustomerHours) {
			low = c
		}
		if high == nil || *c.CustomerHours > *high.CustomerHours {
			high = c
		}
	}
	if low != nil {
		text += fmt.Sprintf(" The cheapest free hour is %s, with %s.", stamp(low.Start), amount(*low.CustomerHours))
	}
	if high != nil {
		text += fmt.Sprintf(" The dearest of all is %s, with %s.", stamp(high.Start), amount(*high.CustomerHours))
	}
	if len(picks) > 0 {
		text += " Outlined: " + strings.Join(picks, ", ") + "."
	}
	if m.DaysLeftOut > 0 {
		text += fmt.Sprintf(" %s of the search are left out.", counted(int64(m.DaysLeftOut), "date", "dates"))
	}
	return text
}
