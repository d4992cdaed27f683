package report

import (
	"fmt"
	"html/template"
	"io"
	"math"
	"strings"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler/report/document"
)

// The measures of the drawing, in user units, which are pixels at full size.
const (
	stripTop    = 62.0
	stripNight  = 7.0 // the upper band
	stripBand   = 16.0
	stripTicks  = 11.0 // the readings above the bands
	stripLetter = 5.8  // about what a letter of the small labels takes
)

// stripForm is how wide a drawing is, and where the names stand.
type stripForm struct {
	left, axis float64 // of the axis of time
	row        float64
	above      float64 // what the names take above the bands, where they do not stand before them
	columns    int     // of a name
}

var (
	wideStrip = stripForm{left: 214, axis: 660, row: 48, columns: 28}
	// narrowStrip fits a telephone, all of it, so that the window is in view.
	narrowStrip = stripForm{left: 8, axis: 326, row: 62, above: 17, columns: 22}
)

// stripDrawing is what the template draws.
type stripDrawing struct {
	ID, Title, Desc string
	Width, Height   float64
	Style           template.CSS
	Rows            []stripBoxes
	Veils           []box
	Lines, Marks    []stroke
	Labels          []label

	s    *ClockStrip
	form stripForm
}

// stripBoxes are the bands of a row. The strings are attributes.
type stripBoxes struct {
	Region, Start, End, Title string
	Boxes                     []box
}

// ClockStripSVG draws the strip as an SVG document that stands by itself: a row a region, most customers
// first, along one axis of time. The upper band of a row is dark where its clocks read 22:00 to 06:00,
// the lower one tells working hours (09:00 to 18:00), other hours of working days, weekend and holiday,
// and the readings of its clocks stand above. The window and the stages of its overrun run across all
// rows; changes of clocks are marked. Colours are as in HeatMapSVG, and what they mean stands in the
// bands where there is room, and in titles.
//
// It writes equal bytes for equal input, in one call of Write.
func ClockStripSVG(w io.Writer, s *ClockStrip) error {
	d := s.drawing("strip", wideStrip)
	d.Style = pictureCSS
	return render(w, "strip", d)
}

func (s *ClockStrip) drawing(id string, form stripForm) *stripDrawing {
	d := &stripDrawing{ID: id, s: s, form: form, Width: form.left + form.axis + 12}
	window := calendar.Interval{Start: s.Window.Start, End: s.Window.End}
	d.Title = fmt.Sprintf("Local clocks around %s (%s)", between(window), s.TimeZone)
	d.Desc = s.describe()
	if form.above == 0 {
		d.label(0, 13, "qw-strong", d.Title)
	} else {
		d.label(0, 13, "qw-strong", "Around "+between(window))
	}
	y := stripTop
	for _, r := range s.Rows {
		d.row(r, y)
		y += form.row
	}
	d.overrun(y - 6)
	if s.RegionsLeftOut > 0 {
		d.label(0, y+8, "qw-faint qw-small", fmt.Sprintf("and %s with %s", counted(int64(s.RegionsLeftOut), "more region", "more regions"), counted(s.CustomersLeftOut, "customer", "customers")))
		y += 16
	}
	d.key(y + 4)
	return d
}

func (d *stripDrawing) label(x, y float64, class, text string) {
	d.Labels = append(d.Labels, label{X: round(x), Y: round(y), Class: class, Text: text})
}

// x returns the place of an instant on the axis, cut to it.
func (d *stripDrawing) x(t time.Time) float64 {
	part := t.Sub(d.s.From).Seconds() / d.s.To.Sub(d.s.From).Seconds()
	return round(d.form.left + d.form.axis*min(1, max(0, part)))
}

// round keeps the drawing short, and the same on every machine.
func round(x float64) float64 { return math.Round(x*100) / 100 }

// row draws a region.
func (d *stripDrawing) row(r StripRow, y float64) {
	window := calendar.Interval{Start: r.Window.Start, End: r.Window.End}
	name, local := fit(clean(r.Region), d.form.columns), stripLocal(window)
	if d.form.above > 0 {
		d.label(0, y+9, "qw-strong", name)
		d.label(d.Width, y+9, "qw-faint qw-end", local)
		y += d.form.above
	} else {
		d.label(0, y+15, "qw-strong", name)
		d.label(0, y+28, "qw-faint qw-small", local+", "+counted(r.Customers, "customer", "customers"))
	}
	boxes := stripBoxes{Region: clean(r.Region), Start: rfc3339(r.Window.Start), End: rfc3339(r.Window.End),
		Title: clean(r.Region) + ": " + between(window) + " " + window.Start.Format("-07:00") + " (" + clean(r.TimeZone) + ")"}
	upper := y + stripTicks
	for _, seg := range r.Segments {
		from, to := d.x(seg.Start), d.x(seg.End)
		b := box{X: from, Y: upper, W: round(to - from), H: stripNight, Class: "qw-day"}
		if seg.Night {
			b.Class = "qw-night"
		}
		class, _ := seg.look()
		lower := box{X: from, Y: upper + stripNight, W: b.W, H: stripBand, Class: "qw-" + class, Dotted: class == "holiday", Title: seg.words()}
		if lower.Dotted {
			lower.Class = "qw-dots"
		}
		boxes.Boxes = append(boxes.Boxes, b, lower)
	}
	d.Rows = append(d.Rows, boxes)
	d.names(r.Segments, upper+stripNight+11.5)
	d.readings(r, upper)
	for _, c := range r.Changes {
		x := d.x(c.At)
		d.Lines = append(d.Lines, stroke{X: x, Y: upper, Length: stripNight + stripBand, Class: "qw-change-line"})
		d.Marks = append(d.Marks, stroke{X: x, Y: upper + stripNight + stripBand + 1})
		d.label(x+7, upper+stripNight+stripBand+8.5, "qw-small qw-halo", "clocks change, "+signed(c))
	}
}

// signed returns by how much clocks change, such as "+1 h".
func signed(c document.ClockChange) string {
	before, _ := time.ParseDuration(c.Before) // written by NewClockStrip
	after, _ := time.ParseDuration(c.After)
	if after < before {
		return "-" + span(before-after)
	}
	return "+" + span(after-before)
}

// stripLocal returns a window as the label of a row has room for it.
func stripLocal(iv calendar.Interval) string {
	return iv.Start.Format("Mon ") + clock(iv.Start) + " to " + clock(iv.End)
}

// look returns the class of a segment's lower band, and the word for it.
func (s StripSegment) look() (class, word string) {
	switch {
	case s.Kind == calendar.KindHoliday.String():
		return "holiday", clean(s.Name)
	case s.Kind == calendar.KindWeekend.String():
		return "weekend", "weekend"
	case s.Working:
		return "working", "working hours"
	}
	return "workday", "working day"
}

func (s StripSegment) words() string {
	class, word := s.look()
	if class == "holiday" {
		word = "holiday: " + word
	}
	if s.Night {
		word += ", night"
	}
	return between(calendar.Interval{Start: s.Start, End: s.End}) + ": " + word
}

// names writes what the lower bands are, where there is room: neighbours alike share a name.
func (d *stripDrawing) names(segments []StripSegment, y float64) {
	for i := 0; i < len(segments); {
		class, word := segments[i].look()
		j := i + 1
		for j < len(segments) && segments[j].Date == segments[i].Date {
			if c, w := segments[j].look(); c != class || w != word {
				break
			}
			j++
		}
		from, to := d.x(segments[i].Start), d.x(segments[j-1].End)
		columns := int((to - from - 6) / stripLetter)
		if class == "holiday" && columns >= 8 {
			word = fit(word, columns)
		}
		if width(word) <= columns {
			d.label((from+to)/2, y, "qw-name qw-on-"+class, word)
		}
		i = j
	}
}

// overrun draws the window and what may follow it, across the rows down to the bottom.
func (d *stripDrawing) overrun(bottom float64) {
	s := d.s
	top := stripTop - 10
	from, to := d.x(s.Window.Start), d.x(s.Window.End)
	d.Veils = append(d.Veils, box{X: from, Y: top, W: round(to - from), H: bottom - top, Class: "qw-window-veil"},
		box{X: from, Y: top - 17, W: max(3, round(to-from)), H: 15, R: 2, Class: "qw-window"})
	for _, t := range []time.Time{s.Window.Start, s.Window.End} {
		d.Lines = append(d.Lines, stroke{X: d.x(t), Y: top - 2, Length: bottom - top + 2, Class: "qw-window-line"})
	}
	if to-from >= 50 {
		d.label((from+to)/2, top-6, "qw-on-accent", "window")
	} else if from >= 45 {
		d.label(from-5, top-6, "qw-small qw-end", "window")
	} else {
		d.label(from, top-21, "qw-small", "window")
	}
	last := to
	for i, stage := range s.Stages {
		x := d.x(stage.Until)
		d.Veils = append(d.Veils, box{X: last, Y: top - 17, W: round(x - last), H: 15, Class: "qw-stage"})
		d.Lines = append(d.Lines, stroke{X: x, Y: top - 2, Length: bottom - top + 2, Class: "qw-stage-line"})
		text := probability(stage.Probability)
		if room := (x - last) / stripLetter; room >= float64(width(text)+14) && i == 0 {
			text = "overrun, " + text
		}
		if (x-last)/stripLetter >= float64(width(text)+1) {
			d.label((last+x)/2, top-6, "qw-small qw-mid", text)
		}
		last = x
	}
}

// key explains the bands and sets the height.
func (d *stripDrawing) key(y float64) {
	row := stripBoxes{Title: "Key"}
	x := 0.0
	for _, k := range []struct{ class, text string }{
		{"night", "22:00 to 06:00"}, {"working", "09:00 to 18:00 on a working day"}, {"workday", "other hours of a working day"}, {"weekend", "weekend"}, {"dots", "holiday"},
	} {
		row.Boxes = append(row.Boxes, box{X: x, Y: y, W: 16, H: 12, Class: "qw-" + k.class, Dotted: k.class == "dots"})
		d.label(x+21, y+10, "qw-small", k.text)
		x += 40 + stripLetter*float64(len(k.text))
		if x > d.Width-100 && d.form.above > 0 {
			x, y = 0, y+17
		}
	}
	d.Marks = append(d.Marks, stroke{X: x + 6, Y: y + 3})
	d.label(x+16, y+10, "qw-small", "clocks change")
	d.Rows = append(d.Rows, row)
	d.Height = y + 20
}

// describe is the text alternative.
func (s *ClockStrip) describe() string {
	window := calendar.Interval{Start: s.Window.Start, End: s.Window.End}
	var b strings.Builder
	fmt.Fprintf(&b, "The window is %s on the clocks of %s.", between(window), s.TimeZone)
	for _, stage := range s.Stages {
		fmt.Fprintf(&b, " With a probability of %s it is not over before %s.", probability(stage.Probability), stamp(stage.Until))
	}
	for i, r := range s.Rows {
		if i == 12 {
			fmt.Fprintf(&b, " %s follow.", counted(int64(len(s.Rows)-i), "more region", "more regions"))
			break
		}
		local := calendar.Interval{Start: r.Window.Start, End: r.Window.End}
		fmt.Fprintf(&b, " %s: %s", clean(r.Region), between(local))
		for _, seg := range r.Segments {
			if !seg.Start.After(r.Window.Start) && r.Window.Start.Before(seg.End) {
				_, word := seg.look()
				fmt.Fprintf(&b, ", %s", word)
				if seg.Night {
					b.WriteString(", night")
				}
			}
		}
		b.WriteString(".")
		for _, c := range r.Changes {
			fmt.Fprintf(&b, " Clocks change there at %s.", stamp(c.At))
		}
	}
	return b.String()
}
