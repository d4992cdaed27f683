package main

import (
	"fmt"
	"html/template"
	"io"
	"math"

	"github.com/quietwindow/quietwindow/scheduler/activity/backtest"
)

// The picture shows normalised regret: a panel for every family and horizon, a row for every predictor,
// and in it a dot with its 95 % interval for every window. The axis is a square root, so that the good
// ones do not lie on top of each other.
const (
	labelWidth  = 300
	panelWidth  = 330
	rowHeight   = 22
	panelTop    = 56
	titleLength = 120
	panelBottom = 34
	margin      = 16
)

type picture struct {
	Width, Height int
	Windows       []key
	Titles        []text
	Panels        []panel
}

type key struct {
	X           int
	Name, Color string
}

type panel struct {
	X, Y, W, H int
	Title      string
	Labels     []text
	Ticks      []text
	Bars       []bar
	Stripes    []stripe
}

type text struct {
	X, Y float64
	Text string
	Bold bool
}

type bar struct {
	Low, High, Mean, Y float64
	Color, Title       string
}

type stripe struct{ Y float64 }

// Colours that people with a colour-blindness tell apart (Okabe and Ito, 2008).
var colors = []string{"#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00"}

var ticks = []float64{0, 0.01, 0.05, 0.1, 0.2, 0.4, 0.7, 1}

// draw lays the picture out.
func draw(families []family) picture {
	p := picture{Width: 1000}
	for i, w := range families[0].report.Windows {
		p.Windows = append(p.Windows, key{X: margin + labelWidth + 90*i, Name: length(w), Color: colors[i%len(colors)]})
	}
	y := 64
	for _, f := range families {
		most := 0.05
		for _, s := range f.scores {
			if !math.IsNaN(s.Normalised.High) {
				most = max(most, s.Normalised.High)
			}
		}
		p.Titles = append(p.Titles, text{X: margin, Y: float64(y + 24), Text: cut(f.name, titleLength)})
		height := panelTop + rowHeight*len(f.report.Predictors) + panelBottom
		for h := range f.report.Horizons {
			x := margin + labelWidth + h*(panelWidth+margin)
			p.Panels = append(p.Panels, drawPanel(f, h, x, y, height, most))
			p.Width = max(p.Width, x+panelWidth+margin)
		}
		y += height
	}
	p.Height = y + 8
	return p
}

// cut shortens a title that would not fit.
func cut(s string, most int) string {
	if r := []rune(s); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return s
}

func drawPanel(f family, h, x, y, height int, most float64) panel {
	horizon := f.report.Horizons[h]
	pn := panel{X: x, Y: y, W: panelWidth, H: height, Title: "next " + length(horizon)}
	at := func(v float64) float64 { return float64(panelWidth-24) * math.Sqrt(max(0, v)/most) }
	for _, t := range ticks {
		if t <= most {
			pn.Ticks = append(pn.Ticks, text{X: at(t), Y: float64(height - panelBottom + 16), Text: fmt.Sprint(t)})
		}
	}
	windows := len(f.report.Windows)
	for row, name := range f.report.Predictors {
		top := float64(panelTop + row*rowHeight)
		if row%2 == 0 {
			pn.Stripes = append(pn.Stripes, stripe{Y: top})
		}
		if h == 0 {
			pn.Labels = append(pn.Labels, text{X: -10, Y: top + 15, Text: name, Bold: row == 0})
		}
		for w := range windows {
			s := f.scores[(h*windows+w)*len(f.report.Predictors)+row]
			if math.IsNaN(s.Normalised.Mean) {
				continue
			}
			pn.Bars = append(pn.Bars, drawBar(s, at, top+float64(rowHeight)*(float64(w)+1)/float64(windows+1), colors[w%len(colors)]))
		}
	}
	return pn
}

func drawBar(s backtest.Score, at func(float64) float64, y float64, color string) bar {
	e := s.Normalised
	return bar{Low: at(e.Low), High: at(e.High), Mean: at(e.Mean), Y: y, Color: color,
		Title: fmt.Sprintf("%s, %s window: %s (%s to %s)", s.Predictor, length(s.Window), number(e.Mean, 4), number(e.Low, 4), number(e.High, 4))}
}

func writePicture(w io.Writer, families []family) error {
	return pictureTemplate.Execute(w, draw(families))
}

var pictureTemplate = template.Must(template.New("picture").Parse(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {{.Width}} {{.Height}}" width="{{.Width}}" height="{{.Height}}" font-family="sans-serif" font-size="12" role="img">
<title>Normalised regret by predictor</title>
<rect width="{{.Width}}" height="{{.Height}}" fill="#fff"/>
<text x="16" y="26" font-size="16" font-weight="bold">Normalised regret of the chosen window: 0 is the best that there was, 1 the worst</text>
<text x="16" y="48" fill="#555">Means with 95 % intervals.</text>
{{range .Windows}}<circle cx="{{.X}}" cy="44" r="4" fill="{{.Color}}"/><text x="{{.X}}" dx="9" y="48">{{.Name}} window</text>
{{end}}{{range .Titles}}<text x="{{.X}}" y="{{.Y}}" font-size="14" font-weight="bold">{{.Text}}</text>
{{end}}{{range .Panels}}<g transform="translate({{.X}} {{.Y}})">
<text x="0" y="46">{{.Title}}</text>
{{$w := .W}}{{range .Stripes}}<rect x="-8" y="{{.Y}}" width="{{$w}}" height="22" fill="#f3f3f3"/>
{{end}}{{range .Ticks}}<line x1="{{.X}}" x2="{{.X}}" y1="56" y2="{{.Y}}" stroke="#ccc"/><text x="{{.X}}" y="{{.Y}}" dy="12" text-anchor="middle" fill="#555">{{.Text}}</text>
{{end}}{{range .Labels}}<text x="{{.X}}" y="{{.Y}}" text-anchor="end"{{if .Bold}} font-weight="bold"{{end}}>{{.Text}}</text>
{{end}}{{range .Bars}}<g><title>{{.Title}}</title><line x1="{{.Low}}" x2="{{.High}}" y1="{{.Y}}" y2="{{.Y}}" stroke="{{.Color}}" stroke-width="2"/><circle cx="{{.Mean}}" cy="{{.Y}}" r="3" fill="{{.Color}}"/></g>
{{end}}</g>
{{end}}</svg>
`))
