package report

import (
	"fmt"
	"html/template"
	"strings"
)

// rgb is a colour as CSS writes it, without the hash: "d9e8f7".
type rgb = string

// ink is a colour to fill with and the colour of text on it.
type ink struct{ fill, text rgb }

// hatching is the colours of a hatched cell.
type hatching struct{ fill, text, line rgb }

// scheme is the colours of pictures and pages for one kind of background. That text can be read on
// every fill (a contrast of 4.5 and more), that lines can be seen (3 and more), and that people who
// do not tell red, green or blue apart see the steps of the ramp in their order, is computed in the
// tests.
type scheme struct {
	background, text, faint, line rgb
	// accent marks suggestions and the window, with text on it in onAccent.
	accent, onAccent rgb
	// ramp goes from the least impact to the most, in one hue and ever further from the background.
	ramp [7]ink
	// blocked are the same steps for hatched cells: their ground, the text on it, and the lines.
	blocked [7]hatching
	// night and day are the upper band of a strip of clocks; the others are the kinds of its lower one.
	night, day, working, workday, weekend, holiday ink
}

var light = scheme{
	background: "ffffff", text: "1a1c20", faint: "565c66", line: "868d98",
	accent: "b3400a", onAccent: "ffffff",
	ramp: [7]ink{
		{"e9f2fb", "1a1c20"}, {"cbdff2", "1a1c20"}, {"a5c8e6", "1a1c20"}, {"77abd6", "1a1c20"},
		{"3f78b0", "ffffff"}, {"22568f", "ffffff"}, {"0b2f5e", "ffffff"},
	},
	blocked: [7]hatching{
		{"f7f6f4", "1a1c20", "8c8a86"}, {"eceff2", "1a1c20", "878786"}, {"dfe6ed", "1a1c20", "7f8286"},
		{"cfdae5", "1a1c20", "767b82"}, {"bccbda", "1a1c20", "6b7079"}, {"abbccf", "1a1c20", "5f6570"}, {"9aaec4", "1a1c20", "535963"},
	},
	night: ink{"33415c", "ffffff"}, day: ink{"e3e8ee", "1a1c20"},
	working: ink{"f0ae3c", "1a1c20"}, workday: ink{"fdf0d5", "1a1c20"},
	weekend: ink{"b5daf0", "1a1c20"}, holiday: ink{"bd8cc6", "1a1c20"},
}

var dark = scheme{
	background: "14161a", text: "e8eaee", faint: "a6adb8", line: "767d89",
	accent: "ff9b57", onAccent: "14161a",
	ramp: [7]ink{
		{"1c2a3a", "e8eaee"}, {"1f3f61", "e8eaee"}, {"28588a", "ffffff"}, {"3a73ad", "ffffff"},
		{"74a9d8", "14161a"}, {"a6c9ea", "14161a"}, {"dcebf9", "14161a"},
	},
	blocked: [7]hatching{
		{"24262b", "e8eaee", "7d7b77"}, {"262d36", "e8eaee", "828180"}, {"293541", "e8eaee", "868788"},
		{"2d3d4e", "e8eaee", "8d9094"}, {"32475c", "ffffff", "969a9f"}, {"38516b", "ffffff", "a2a6ac"}, {"3f5c7b", "ffffff", "b0b4ba"},
	},
	night: ink{"05070c", "e8eaee"}, day: ink{"5a6472", "ffffff"},
	working: ink{"e0a030", "14161a"}, workday: ink{"4a3c1e", "e8eaee"},
	weekend: ink{"234f6d", "ffffff"}, holiday: ink{"b083b9", "14161a"},
}

// variables returns the scheme as declarations of CSS variables.
func (s scheme) variables() string {
	var b strings.Builder
	set := func(name string, value rgb) { fmt.Fprintf(&b, "--qw-%s:#%s;", name, value) }
	both := func(name string, i ink) {
		set(name, i.fill)
		set("on-"+name, i.text)
	}
	set("bg", s.background)
	set("text", s.text)
	set("faint", s.faint)
	set("line", s.line)
	set("accent", s.accent)
	set("on-accent", s.onAccent)
	for i, step := range s.ramp {
		both(fmt.Sprintf("q%d", i), step)
	}
	for i, step := range s.blocked {
		both(fmt.Sprintf("x%d", i), ink{step.fill, step.text})
		set(fmt.Sprintf("hatch%d", i), step.line)
	}
	both("night", s.night)
	both("day", s.day)
	both("working", s.working)
	both("workday", s.workday)
	both("weekend", s.weekend)
	both("holiday", s.holiday)
	return b.String()
}

// colours are the variables of both schemes, for whichever the screen asks.
func colours() string {
	return fmt.Sprintf(":root{color-scheme:light dark;%s}\n@media screen and (prefers-color-scheme:dark){:root{%s}}\n", light.variables(), dark.variables())
}

// pictureCSS is the style of pictures. A page has it once; a picture in a file of its own brings it
// along. What is printed is dark on white, whatever the screen was.
var pictureCSS = template.CSS(buildPictureCSS())

func buildPictureCSS() string {
	var b strings.Builder
	b.WriteString(colours())
	b.WriteString(".qw-pic{font-family:system-ui,-apple-system,'Segoe UI',Roboto,'DejaVu Sans',sans-serif;font-size:11px}\n" +
		".qw-pic text{fill:var(--qw-text)}.qw-pic .qw-faint{fill:var(--qw-faint)}.qw-pic .qw-mid{text-anchor:middle}.qw-pic .qw-end{text-anchor:end}\n" +
		".qw-pic .qw-strong{font-weight:600}.qw-pic .qw-small{font-size:9.5px}\n" +
		".qw-pic .qw-halo{stroke:var(--qw-bg);stroke-width:3px;stroke-linejoin:round;paint-order:stroke}\n" +
		".qw-pic .qw-ground{fill:var(--qw-bg)}.qw-pic .qw-rule{stroke:var(--qw-line);stroke-width:1;fill:none}\n" +
		".qw-c text{font-size:9.5px;text-anchor:middle;font-variant-numeric:tabular-nums}.qw-c rect{shape-rendering:crispEdges}\n")
	for i := range light.ramp {
		fmt.Fprintf(&b, ".qw-q%d rect{fill:var(--qw-q%d)}.qw-pic .qw-q%d text{fill:var(--qw-on-q%d)}\n", i, i, i, i)
	}
	for i := range light.blocked {
		fmt.Fprintf(&b, ".qw-pic .qw-x%d text{fill:var(--qw-on-x%d);stroke:var(--qw-x%d)}.qw-x%d rect{fill:var(--qw-x%d)}.qw-x%d path{stroke:var(--qw-hatch%d)}\n", i, i, i, i, i, i, i)
	}
	b.WriteString(".qw-pic .qw-x path,.qw-pic g[class^=qw-x] path{stroke-width:.8}\n.qw-pic .qw-x text{stroke-width:3px;stroke-linejoin:round;paint-order:stroke}\n" +
		".qw-o rect{fill:none;stroke:var(--qw-line);stroke-width:.5;stroke-dasharray:2 2}.qw-pic .qw-o text{fill:var(--qw-faint)}\n" +
		".qw-pick-under{fill:none;stroke:var(--qw-bg);stroke-width:5}.qw-pick,.qw-pick-swatch rect{fill:none;stroke:var(--qw-accent);stroke-width:2.5}\n" +
		".qw-badge{fill:var(--qw-accent)}.qw-pic .qw-badge-text{fill:var(--qw-on-accent);font-size:9px;font-weight:700;text-anchor:middle}\n")
	for _, name := range []string{"night", "day", "working", "workday", "weekend", "holiday"} {
		fmt.Fprintf(&b, ".qw-%s{fill:var(--qw-%s)}.qw-pic .qw-on-%s{fill:var(--qw-on-%s);stroke:var(--qw-%s)}\n", name, name, name, name, name)
	}
	b.WriteString(".qw-pic .qw-name{font-size:9.5px;text-anchor:middle;stroke-width:2.5px;stroke-linejoin:round;paint-order:stroke}\n.qw-dot{fill:var(--qw-on-holiday);opacity:.45}\n" +
		".qw-window{fill:var(--qw-accent)}.qw-window-line{stroke:var(--qw-accent);stroke-width:2}.qw-window-veil{fill:var(--qw-accent);opacity:.16}\n" +
		".qw-stage-line{stroke:var(--qw-accent);stroke-width:1.5;stroke-dasharray:4 3}.qw-stage{fill:none;stroke:var(--qw-accent);stroke-width:1.5;stroke-dasharray:4 3}\n" +
		".qw-pic .qw-on-accent{fill:var(--qw-on-accent);font-size:9.5px;text-anchor:middle}.qw-change{fill:var(--qw-text)}.qw-change-line{stroke:var(--qw-text);stroke-width:1.5;stroke-dasharray:1 2}\n")
	return b.String()
}
