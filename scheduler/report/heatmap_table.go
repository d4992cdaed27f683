package report

import (
	"fmt"
	"html/template"
	"slices"
	"strings"

	"github.com/quietwindow/quietwindow/calendar"
)

// heatTable is a heat map as a table of a page: it fits a telephone, can be read aloud, and takes a
// fifth of what the drawing takes.
type heatTable struct {
	ID, Caption string
	Hours       []string
	Rows        []heatRow
	// Why says that the rows say what is in the way on their day.
	Why    bool
	Legend []heatKey
	Note   string
}

// heatRow is a date, or a note about dates left out. A date on which clocks go back has a row for each
// time that its hours occur.
type heatRow struct {
	Head, Why, Note string
	Week            bool // a new week begins
	Cells           []heatTD
}

// heatTD is an hour. One that clocks pass over has neither class nor text.
type heatTD struct{ Class, Text, Mark, Title string }

type heatKey struct{ Free, Blocked, Text string }

// table lays the map out. With titles every blocked hour says why when pointed at; without, every date does
// in a column of its own.
func (m *HeatMap) table(id, caption string, titles bool) *heatTable {
	t := &heatTable{ID: id, Caption: caption, Why: !titles}
	for hour := range 24 {
		t.Hours = append(t.Hours, fmt.Sprintf("%02d", hour))
	}
	for i := range m.Days {
		week := i > 0 && weekOf(m.Days[i].Date.Days()) != weekOf(m.Days[i-1].Date.Days())
		if i > 0 {
			if skipped := m.Days[i].Date.Days() - m.Days[i-1].Date.Days() - 1; skipped > 0 {
				t.Rows = append(t.Rows, heatRow{Note: counted(int64(skipped), "date", "dates") + " left out"})
			}
		}
		rows := m.Days[i].rows(titles)
		rows[0].Week = week
		t.Rows = append(t.Rows, rows...)
	}
	for i, level := range m.Levels {
		key := heatKey{Free: fmt.Sprintf("q%d", i), Blocked: fmt.Sprintf("x%d", i)}
		switch {
		case m.Base == nil && i > 0:
			continue
		case m.Base == nil:
			key.Text = "nothing"
		case level.UpTo != nil:
			key.Text = fmt.Sprintf("to %s (best × %s)", compact(*level.UpTo), plain(*level.UpToFactor))
		default:
			key.Text = "more"
		}
		t.Legend = append(t.Legend, key)
	}
	t.Note = capital(LostHours(m.Weighted)) + " expected to be lost by a start in that hour, the overrun included (k: thousand, M: million). Hatched: nothing can start then. Outlined: suggestions, by number."
	if m.DaysLeftOut > 0 {
		t.Note += fmt.Sprintf(" %s of the search are left out.", counted(int64(m.DaysLeftOut), "date", "dates"))
	}
	return t
}

// rows returns the rows of a date.
func (day *HeatDay) rows(titles bool) []heatRow {
	head := day.Date.Weekday().String()[:3] + " " + shortDate(day.Date)
	if len(day.Cells) == 0 {
		return []heatRow{{Head: head, Note: "the clocks passed over this date"}}
	}
	rows := []heatRow{{Head: head, Cells: make([]heatTD, 24)}}
	var seen [24]int
	for _, c := range day.Cells {
		n := seen[c.Hour]
		if seen[c.Hour]++; n == len(rows) {
			rows = append(rows, heatRow{Head: "again", Cells: make([]heatTD, 24)})
		}
		rows[n].Cells[c.Hour] = c.td(titles)
	}
	if !titles {
		rows[0].Why = day.why()
	}
	return rows
}

func (c HeatCell) td(titles bool) heatTD {
	td := heatTD{Text: "–"}
	if c.CustomerHours != nil {
		td.Text = compact(*c.CustomerHours)
	}
	switch c.State {
	case CellFree:
		td.Class = fmt.Sprintf("q%d", c.Level)
	case CellBlocked, CellShort:
		td.Class = fmt.Sprintf("x%d", c.Level)
		if titles {
			td.Title = strings.Join(c.Blocked, "; ")
		}
	default:
		td.Class = "o"
	}
	if len(c.Suggestions) > 0 {
		td.Class += " s"
		if td.Mark = fmt.Sprint(c.Suggestions[0]); len(td.Mark) > 1 {
			td.Mark = "+" // there is room for one character
		}
	}
	return td
}

// why says what is in the way on a date, what blocks most hours first.
func (day *HeatDay) why() string {
	hours := make(map[string]int)
	var order []string
	for _, c := range day.Cells {
		for _, reason := range c.reasons {
			if hours[reason.name]++; hours[reason.name] == 1 {
				order = append(order, reason.name)
			}
		}
	}
	slices.SortStableFunc(order, func(a, b string) int { return hours[b] - hours[a] })
	return listedUpTo(order, 2)
}

// shortDate returns a date without its year, such as "13 Feb".
func shortDate(d calendar.Date) string { return fmt.Sprintf("%d %s", d.Day, d.Month.String()[:3]) }

// around returns the part of the map that lies within three days of a date.
func (m *HeatMap) around(date calendar.Date) *HeatMap {
	part := &HeatMap{TimeZone: m.TimeZone, Base: m.Base, Weighted: m.Weighted, Levels: m.Levels}
	for _, day := range m.Days {
		if distance := day.Date.Days() - date.Days(); -3 <= distance && distance <= 3 {
			part.Days = append(part.Days, day)
		}
	}
	for c := range part.cells() {
		part.Counts.add(c.State)
	}
	return part
}

// heatCSS is the style of heat maps as tables. Hours are as narrow as the screen asks for: where there is no
// room for numbers the colours stand alone, and the outlines of suggestions.
var heatCSS = template.CSS(buildHeatCSS())

func buildHeatCSS() string {
	var b strings.Builder
	b.WriteString(`.heat{width:100%;table-layout:fixed;border-collapse:separate;border-spacing:0;font-size:.62rem;margin:.75rem 0 .25rem}
.heat caption{font-size:.9rem}
.heat th,.heat td{padding:0;border:0;text-align:center;vertical-align:middle;height:1.25rem;line-height:1.25rem;overflow:hidden;white-space:nowrap;position:relative}
.heat th{font-weight:400;color:var(--qw-faint)}
.heat tr>:first-child{width:4.6rem;text-align:left;font-size:.75rem}
.heat .w>*{border-top:.35rem solid var(--qw-bg)}
.heat .note{color:var(--qw-faint);font-size:.75rem}
.heat td.why,.heat th.why{width:26%;text-align:left;padding-left:.5rem;font-size:.7rem;white-space:normal;line-height:1.1;color:var(--qw-text)}
.heat .o{color:var(--qw-faint);box-shadow:inset 0 0 0 .5px color-mix(in srgb,var(--qw-line) 40%,transparent)}
.heat .s{box-shadow:inset 0 0 0 2px var(--qw-accent)}
.heat b{position:absolute;left:0;top:0;line-height:1.1;font-size:.5rem;color:var(--qw-on-accent);background:var(--qw-accent);padding:0 .12rem}
.legend{list-style:none;display:flex;flex-wrap:wrap;gap:.1rem .9rem;margin:.25rem 0;padding:0;font-size:.75rem}
.legend i{display:inline-block;width:1.1rem;height:.8rem;vertical-align:-.1rem}
.legend i+i{margin-right:.3rem}
@media (max-width:40rem){.heat.reasons .why{display:none}.heat td{font-size:0}.heat b{right:0;bottom:0;line-height:1.25rem;font-size:.6rem}.heat thead th{font-size:.5rem}.heat tr>:first-child{width:4rem;font-size:.65rem}}
`)
	for i := range light.ramp {
		fmt.Fprintf(&b, ".heat .q%d,.legend .q%d{background:var(--qw-q%d);color:var(--qw-on-q%d)}\n", i, i, i, i)
	}
	for i := range light.blocked {
		fmt.Fprintf(&b, ".heat .x%d,.legend .x%d{background:repeating-linear-gradient(135deg,var(--qw-hatch%d) 0 .7px,var(--qw-x%d) .7px 5px);color:var(--qw-on-x%d);text-shadow:0 0 2px var(--qw-x%d),0 0 2px var(--qw-x%d),0 0 3px var(--qw-x%d)}\n", i, i, i, i, i, i, i, i)
	}
	return b.String()
}
