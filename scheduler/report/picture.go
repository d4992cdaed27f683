package report

import (
	"embed"
	"fmt"
	"html/template"
	"io"
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"
)

//go:embed heatmap.tmpl strip.tmpl page.tmpl
var templateFiles embed.FS

// templates are parsed once. A template that does not parse is a fault of this package, which every
// test would show.
var templates = template.Must(template.New("").Funcs(template.FuncMap{"prose": prose, "heatCSS": func() template.CSS { return heatCSS }}).ParseFS(templateFiles, "*.tmpl"))

// label is a text in a picture.
type label struct {
	X, Y  float64
	Class string
	Text  string
}

// box is a rectangle in a picture, with a text in it.
type box struct {
	X, Y, W, H, R float64
	TX, TY        float64
	Class, Text   string
	Title         string
	// Hatch is the path of the lines across the box, empty without any. Dotted boxes have a pattern.
	Hatch  string
	Dotted bool
}

// stroke is a straight line.
type stroke struct {
	X, Y, Length float64
	Class        string
}

// render writes the whole of a template in one call of Write.
func render(w io.Writer, name string, data any) error {
	var b strings.Builder
	if err := templates.ExecuteTemplate(&b, name, data); err != nil {
		return err
	}
	b.WriteString("\n")
	_, err := io.WriteString(w, b.String())
	return err
}

// hatchLines returns the path of diagonal lines across a box with whole corners. Lines of neighbours meet.
// They are lines and no pattern, because printing a pattern for every cell makes a file of many megabytes.
func hatchLines(b box) string {
	const apart = 7
	x, y, w, h := int(b.X), int(b.Y), int(b.W), int(b.H)
	var path strings.Builder
	// The line through (u, v) of the box has u+v the same all along.
	for sum := apart - (x+y)%apart; sum < w+h; sum += apart {
		u, v := max(0, sum-h), min(h, sum)
		length := min(w-u, v)
		fmt.Fprintf(&path, "M%d %dl%d-%d", x+u, y+v, length, length)
	}
	return path.String()
}

// run is a piece of a text; one to Keep is not broken between lines.
type run struct {
	Text string
	Keep bool
}

var isoDate = regexp.MustCompile(`\d{4}-\d\d-\d\d`)

// prose splits a text so that no date is broken at its hyphens.
func prose(text string) []run {
	var out []run
	last := 0
	for _, at := range isoDate.FindAllStringIndex(text, -1) {
		out = append(out, run{text[last:at[0]], false}, run{text[at[0]:at[1]], true})
		last = at[1]
	}
	return append(out, run{text[last:], false})
}

// compact returns a number in at most four characters, for the cells of a picture: "0", "9.5", "986",
// "3.0k", "12k", "1.2M". What would show as nothing and is something is "<.1".
func compact(x float64) string {
	switch {
	case x == 0:
		return "0"
	case x < 0.05:
		return "<.1"
	case x < 9.95:
		return strconv.FormatFloat(x, 'f', 1, 64)
	}
	for _, unit := range []string{"", "k", "M", "G", "T"} {
		switch {
		case x < 9.95 && unit != "":
			return strconv.FormatFloat(x, 'f', 1, 64) + unit
		case x < 999.5:
			return strconv.FormatFloat(math.Round(x), 'f', 0, 64) + unit
		}
		x /= 1000
	}
	return ">1P"
}

// plain returns a number in the fewest digits that name it, as the JSON does.
func plain(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

// fit cuts a text to so many columns, with an ellipsis where something is lost.
func fit(s string, columns int) string {
	if width(s) <= columns {
		return s
	}
	var b strings.Builder
	n := 1 // the ellipsis
	for _, r := range s {
		if n += width(string(r)); n > columns {
			break
		}
		b.WriteRune(r)
	}
	return strings.TrimRight(b.String(), " ") + "…"
}

func rfc3339(t time.Time) string { return t.Format(time.RFC3339) }
