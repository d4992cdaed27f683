package activity_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler/activity"
	"github.com/quietwindow/quietwindow/scheduler/activity/internal/synth"
)

func BenchmarkLearn(b *testing.B) {
	g := synth.Truth{Zone: "Europe/Berlin", Peak: 1000, Noise: 0.2}
	s, cal := g.Series(synth.Monday, 165*week), g.Calendar()
	synth.Compare(b, synth.File(s), len(s.Values), func() {
		_, err := activity.Learn(b.Context(), s, cal, activity.Options{})
		require.NoError(b, err)
	})
}
