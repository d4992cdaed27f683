package activity_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/quietwindow/quietwindow/scheduler/activity/history"
	"github.com/quietwindow/quietwindow/scheduler/activity/internal/synth"
)

// Rare events look flat, and flat makes every window as good as any other: also where they are rates, or where what
// counts them makes fractions, the built-in that is always as busy never makes up most of what is learned.
func TestRareEventsAreNeverFlat(t *testing.T) {
	for name, recorded := range map[string]func(i int, n float64) float64{
		"counts":               func(_ int, n float64) float64 { return n },
		"events a second":      func(_ int, n float64) float64 { return n / 3600 },
		"increase in an hour":  func(_ int, n float64) float64 { return n * 61 / 60 },
		"one is half an event": func(i int, n float64) float64 { return n + 0.5*float64(1-min(1, i)) },
	} {
		t.Run(name, func(t *testing.T) {
			g := synth.Truth{Zone: "Europe/Paris"}
			s := history.Series{Start: synth.Monday, Values: make([]float64, 20*week)}
			for i := range s.Values {
				s.Values[i] = recorded(i, math.Floor(synth.Chance(uint64(i))+0.1)) // one in ten hours has an event
			}
			fit := learn(t, s, g.Calendar()).Fit()
			assert.Contains(t, []string{"business", "consumer"}, fit.Builtin)
			assert.Greater(t, fit.Shrunk, 0.5)
		})
	}
}
