package history_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler/activity/history"
	"github.com/quietwindow/quietwindow/scheduler/activity/internal/synth"
)

func BenchmarkReadCSV(b *testing.B) {
	s := synth.Truth{Zone: "Europe/Berlin", Peak: 1000, Noise: 0.2}.Series(synth.Monday, 165*168)
	data := synth.File(s)
	synth.Compare(b, data, len(s.Values), func() {
		_, err := history.ReadCSV(b.Context(), bytes.NewReader(data), "f.csv", history.Options{Decimal: '.'})
		require.NoError(b, err)
	})
}
