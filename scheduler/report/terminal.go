package report

import (
	"fmt"
	"io"
	"strings"
)

// HeatTextOptions says how a heat map is written in characters.
type HeatTextOptions struct {
	// Numbers shows in each hour how many times the base it costs, in place of a shade. A blocked hour
	// then has its mark before the number.
	Numbers bool
}

// heatShades are the levels from the least impact to the most, in characters that get darker.
const heatShades = ".:-=+*#"

// HeatMapText writes the heat map at most 100 columns wide, but for single words of names that are longer: a row
// a date, a column an hour of the clocks of the search, in plain ASCII but for the names of what blocks. Hours that hold a free start have a shade, or a number,
// for what they cost; blocked ones a mark that says by what kind of rule. Below each week stands what blocks its
// dates beside their being working days. Suggestions stand there by number, #1 and so on, from the tenth on as #+.
// Of an hour that occurs twice, because clocks go back, the cheaper one is shown, a free one before any other, and
// a note says so. Its form may change.
//
// It writes equal bytes for equal input, in one call of Write.
func HeatMapText(w io.Writer, m *HeatMap, opts HeatTextOptions) error {
	var b strings.Builder
	fold(&b, "", m.title())
	b.WriteString("\n")
	cell := 3
	if opts.Numbers {
		cell = 4
	}
	dateOf := func(day HeatDay) string {
		if opts.Numbers {
			return day.Date.Weekday().String()[:2] + fmt.Sprintf("%2d", day.Date.Day)
		}
		return day.Date.Weekday().String()[:3] + " " + day.Date.String()
	}
	notes := m.reasonNotes()
	for i, day := range m.Days {
		last := 0
		if i > 0 {
			last = weekOf(m.Days[i-1].Date.Days())
		}
		if week := weekOf(day.Date.Days()); i == 0 || week != last {
			if skipped := week - last - 1; i > 0 && skipped > 0 {
				fmt.Fprintf(&b, "\n(%s left out)\n", counted(int64(skipped), "week", "weeks"))
			}
			if i > 0 {
				b.WriteString("\n")
			}
			writeHeatHours(&b, day, len(dateOf(day)), cell, opts)
		}
		line := dateOf(day)
		cells, note := byHour(day)
		for _, c := range cells {
			line += c.mark(m, cell-1, opts)
		}
		b.WriteString(strings.TrimRight(line, " ") + "\n")
		if note != "" {
			b.WriteString(strings.Repeat(" ", len(dateOf(day))) + " " + note + "\n")
		}
		if i+1 == len(m.Days) || weekOf(m.Days[i+1].Date.Days()) != weekOf(day.Date.Days()) {
			notes.write(&b, weekOf(day.Date.Days()), strings.Repeat(" ", len(dateOf(day))+1))
		}
	}
	b.WriteString("\n")
	writeHeatLegend(&b, m, opts)
	notes.writeAlways(&b)
	_, err := io.WriteString(w, b.String())
	return err
}

// writeWeek writes a few dates with numbers under one line of hours, and a short legend.
func writeWeek(b *strings.Builder, m *HeatMap) {
	if len(m.Days) == 0 {
		return
	}
	opts := HeatTextOptions{Numbers: true}
	const before, cell = 4, 4
	line := strings.Repeat(" ", before)
	for hour := range 24 {
		line += fmt.Sprintf("%*d", cell, hour)
	}
	b.WriteString(line + "\n")
	for _, day := range m.Days {
		line := day.Date.Weekday().String()[:2] + fmt.Sprintf("%2d", day.Date.Day)
		cells, _ := byHour(day)
		for _, c := range cells {
			line += c.mark(m, cell-1, opts)
		}
		b.WriteString(strings.TrimRight(line, " ") + "\n")
	}
	text := "No start costs anything. "
	if m.Base != nil {
		text = fmt.Sprintf("Numbers: what a start in that hour, on the clocks of %s, is expected to cost, as a multiple of %s %s. ", m.TimeZone, about(*m.Base), LostHours(m.Weighted))
	}
	fold(b, "", text+"#1: suggestion 1. "+m.marksText(true))
}

// writeHeatHours writes the hours above a week. Rows with numbers have no room for the month, so the
// first date stands there too.
func writeHeatHours(b *strings.Builder, day HeatDay, before, cell int, opts HeatTextOptions) {
	if opts.Numbers {
		fmt.Fprintf(b, "from %s\n", day.Date)
	}
	line := strings.Repeat(" ", before)
	for hour := range 24 {
		line += fmt.Sprintf("%*d", cell, hour)
	}
	b.WriteString(line + "\n")
}

// byHour returns the cell to show for each hour, nil where there is none, and what to say about hours
// that occur twice.
func byHour(day HeatDay) (cells [24]*HeatCell, note string) {
	var twice []string
	for i := range day.Cells {
		c := &day.Cells[i]
		before := cells[c.Hour]
		if before != nil {
			twice = append(twice, fmt.Sprintf("%02d", c.Hour))
		}
		if before == nil || c.better(before) {
			cells[c.Hour] = c
		}
	}
	if len(twice) > 0 {
		note = "(clocks go back: there are two of " + strings.Join(twice, ", ") + "; the better is shown)"
	}
	return cells, note
}

// better reports whether c is shown rather than other.
func (c *HeatCell) better(other *HeatCell) bool {
	switch {
	case len(c.Suggestions) > 0 || len(other.Suggestions) > 0:
		return len(other.Suggestions) == 0
	case (c.State == CellFree) != (other.State == CellFree):
		return c.State == CellFree
	case c.CustomerHours == nil || other.CustomerHours == nil:
		return c.CustomerHours != nil
	}
	return *c.CustomerHours < *other.CustomerHours
}

// mark returns a cell in so many characters.
func (c *HeatCell) mark(m *HeatMap, columns int, opts HeatTextOptions) string {
	text := ""
	blocked := c != nil && (c.State == CellBlocked || c.State == CellShort)
	switch {
	case c == nil:
	case len(c.Suggestions) > 0 && c.Suggestions[0] <= 9:
		text = fmt.Sprintf("#%d", c.Suggestions[0])
	case len(c.Suggestions) > 0:
		text = "#+"
	case blocked && (!opts.Numbers || c.CustomerHours == nil):
		text = strings.Repeat(c.markOf().sign, columns)
	case c.State == CellOff || c.CustomerHours == nil:
		text = "_"
	case !opts.Numbers:
		text = strings.Repeat(heatShades[c.Level:c.Level+1], columns)
	case m.Base == nil:
		text = "0"
	default:
		text = timesBase(*c.CustomerHours / *m.Base)
	}
	before := " "
	if blocked && opts.Numbers {
		before = c.markOf().sign
	}
	return fmt.Sprintf("%s%*s", before, columns, text)
}

// timesBase returns a factor in at most three characters.
func timesBase(factor float64) string {
	switch {
	case factor < 9.95:
		return fmt.Sprintf("%.1f", factor)
	case factor < 999.5:
		return fmt.Sprintf("%.0f", factor)
	}
	return ">1k"
}

// writeHeatLegend explains the characters.
func writeHeatLegend(b *strings.Builder, m *HeatMap, opts HeatTextOptions) {
	text := "Each column is an hour in which to start. "
	switch {
	case m.Base == nil:
		text += "No start costs anything. "
	case opts.Numbers:
		text += fmt.Sprintf("Numbers: what a start in that hour is expected to cost, as a multiple of %s %s. ", amount(*m.Base), LostHours(m.Weighted))
	default:
		text += capital(LostHours(m.Weighted)) + " expected to be lost: "
		for i, level := range m.Levels {
			shade := heatShades[i : i+1]
			if level.UpTo == nil {
				text += shade + shade + " more. "
			} else {
				text += fmt.Sprintf("%s up to %s, ", shade+shade, compact(*level.UpTo))
			}
		}
	}
	first := 0
	for c := range m.cells() {
		if len(c.Suggestions) > 0 {
			first = max(first, c.Suggestions[0])
		}
	}
	switch {
	case first > 9:
		text += "#1: suggestion 1, and so on; #+: one after the ninth. "
	case first > 0:
		text += "#1: suggestion 1, and so on. "
	}
	text += m.marksText(opts.Numbers) + " _: no start of the search."
	if m.DaysLeftOut > 0 {
		text += fmt.Sprintf(" %s of the search are not shown.", counted(int64(m.DaysLeftOut), "date", "dates"))
	}
	fold(b, "", text)
}
