package report

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// linear returns the parts of a colour in linear light, from 0 to 1 (IEC 61966-2-1).
func linear(t *testing.T, c rgb) [3]float64 {
	t.Helper()
	require.Len(t, c, 6)
	n, err := strconv.ParseUint(c, 16, 32)
	require.NoError(t, err)
	var out [3]float64
	for i := range out {
		v := float64(n>>(16-8*i)&255) / 255
		if v <= 0.04045 {
			out[i] = v / 12.92
		} else {
			out[i] = math.Pow((v+0.055)/1.055, 2.4)
		}
	}
	return out
}

// luminance and contrast are those of WCAG 2.2.
func luminance(c [3]float64) float64 { return 0.2126*c[0] + 0.7152*c[1] + 0.0722*c[2] }

func contrast(a, b [3]float64) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// sights are ways to see colours: the usual one, and without one kind of cones (Machado, Oliveira and
// Fernandes 2009, severity 1, on linear light).
var sights = []struct {
	name string
	m    [3][3]float64
}{
	{"all cones", [3][3]float64{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}},
	{"protanopia", [3][3]float64{{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}},
	{"deuteranopia", [3][3]float64{{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}},
	{"tritanopia", [3][3]float64{{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}},
	{"grey", [3][3]float64{{0.2126, 0.7152, 0.0722}, {0.2126, 0.7152, 0.0722}, {0.2126, 0.7152, 0.0722}}},
}

func seen(m [3][3]float64, c [3]float64) [3]float64 {
	var out [3]float64
	for i, row := range m {
		out[i] = min(1, max(0, row[0]*c[0]+row[1]*c[1]+row[2]*c[2]))
	}
	return out
}

// lab returns a colour in CIELAB (D65), where distances are about what the eye makes of them.
func lab(c [3]float64) [3]float64 {
	x := (0.4124564*c[0] + 0.3575761*c[1] + 0.1804375*c[2]) / 0.95047
	y := 0.2126729*c[0] + 0.7151522*c[1] + 0.0721750*c[2]
	z := (0.0193339*c[0] + 0.1191920*c[1] + 0.9503041*c[2]) / 1.08883
	f := func(t float64) float64 {
		if t > 216.0/24389 {
			return math.Cbrt(t)
		}
		return (24389.0/27*t + 16) / 116
	}
	return [3]float64{116*f(y) - 16, 500 * (f(x) - f(y)), 200 * (f(y) - f(z))}
}

func difference(a, b [3]float64) float64 {
	p, q := lab(a), lab(b)
	return math.Sqrt((p[0]-q[0])*(p[0]-q[0]) + (p[1]-q[1])*(p[1]-q[1]) + (p[2]-q[2])*(p[2]-q[2]))
}

var schemes = []struct {
	name string
	s    scheme
}{{"light", light}, {"dark", dark}}

// WCAG 2.2 asks for a contrast of 4.5 for text (1.4.3, AA) and of 3 for what has to be made out (1.4.11).
func TestTextCanBeRead(t *testing.T) {
	for _, sc := range schemes {
		pairs := map[string][2]rgb{
			"text": {sc.s.text, sc.s.background}, "faint": {sc.s.faint, sc.s.background}, "accent": {sc.s.onAccent, sc.s.accent},
			"night": {sc.s.night.text, sc.s.night.fill}, "day": {sc.s.day.text, sc.s.day.fill}, "working": {sc.s.working.text, sc.s.working.fill},
			"workday": {sc.s.workday.text, sc.s.workday.fill}, "weekend": {sc.s.weekend.text, sc.s.weekend.fill}, "holiday": {sc.s.holiday.text, sc.s.holiday.fill},
			"lead": {sc.s.text, sc.s.blocked[0].fill},
		}
		for i, step := range sc.s.ramp {
			pairs[fmt.Sprintf("ramp %d", i)] = [2]rgb{step.text, step.fill}
		}
		for i, step := range sc.s.blocked {
			pairs[fmt.Sprintf("blocked %d", i)] = [2]rgb{step.text, step.fill}
		}
		for what, pair := range pairs {
			require.GreaterOrEqual(t, contrast(linear(t, pair[0]), linear(t, pair[1])), 4.5, "%s: %s", sc.name, what)
		}
	}
}

func TestMarksCanBeMadeOut(t *testing.T) {
	for _, sc := range schemes {
		for i, step := range sc.s.blocked {
			require.GreaterOrEqual(t, contrast(linear(t, step.line), linear(t, step.fill)), 3.0, "%s: hatching %d", sc.name, i)
		}
		for _, c := range []rgb{sc.s.accent, sc.s.line} {
			require.GreaterOrEqual(t, contrast(linear(t, c), linear(t, sc.s.background)), 3.0, "%s: %s", sc.name, c)
		}
		require.GreaterOrEqual(t, contrast(linear(t, sc.s.night.fill), linear(t, sc.s.day.fill)), 3.0, sc.name)
	}
}

// The steps of the ramps keep their order, and neighbours their distance, for all eyes and in grey.
func TestStepsKeepTheirOrder(t *testing.T) {
	for _, sc := range schemes {
		for _, sight := range sights {
			for i := 1; i < len(sc.s.ramp); i++ {
				back := linear(t, sc.s.background)
				before, after := seen(sight.m, linear(t, sc.s.ramp[i-1].fill)), seen(sight.m, linear(t, sc.s.ramp[i].fill))
				require.Greater(t, contrast(after, back), contrast(before, back), "%s, %s: step %d", sc.name, sight.name, i)
				require.GreaterOrEqual(t, difference(before, after), 7.0, "%s, %s: step %d", sc.name, sight.name, i)
				before, after = seen(sight.m, linear(t, sc.s.blocked[i-1].fill)), seen(sight.m, linear(t, sc.s.blocked[i].fill))
				require.Greater(t, contrast(after, back), contrast(before, back), "%s, %s: blocked %d", sc.name, sight.name, i)
			}
		}
	}
}

// The kinds of the lower band can be told apart by all eyes. In grey it is their names, and the dots of
// holidays, that tell them apart.
func TestKindsCanBeToldApart(t *testing.T) {
	for _, sc := range schemes {
		kinds := []ink{sc.s.working, sc.s.workday, sc.s.weekend, sc.s.holiday}
		for _, sight := range sights[:4] {
			for i := range kinds {
				for j := range i {
					a, b := seen(sight.m, linear(t, kinds[i].fill)), seen(sight.m, linear(t, kinds[j].fill))
					require.GreaterOrEqual(t, difference(a, b), 15.0, "%s, %s: %d and %d", sc.name, sight.name, i, j)
				}
			}
		}
	}
}

// Every variable that the style uses is set, in both schemes.
func TestStyleIsWhole(t *testing.T) {
	for _, part := range strings.Split(string(pictureCSS), "var(--")[1:] {
		name, _, _ := strings.Cut(part, ")")
		require.Equal(t, 2, strings.Count(string(pictureCSS), "--"+name+":"), name)
	}
}
