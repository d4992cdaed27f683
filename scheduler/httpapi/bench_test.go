package httpapi_test

import (
	"context"
	"io"
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler/httpapi"
	"github.com/quietwindow/quietwindow/scheduler/planfile"
	"github.com/quietwindow/quietwindow/scheduler/report/document"
)

// What the handler adds to reading the plan, searching and writing the result, as a ratio.
func BenchmarkSuggest(b *testing.B) {
	h, err := httpapi.NewHandler(httpapi.Options{})
	require.NoError(b, err)
	text := plan("", "")
	var library time.Duration
	for b.Loop() {
		begun := time.Now()
		p, err := planfile.Parse(b.Context(), []byte(text), planfile.Options{})
		require.NoError(b, err)
		res, err := p.Planner.Suggest(context.Background(), p.Request)
		require.NoError(b, err)
		require.NoError(b, document.JSON(io.Discard, res))
		library += time.Since(begun)
		require.Equal(b, http.StatusOK, post(h, "/v1/suggest", text).Code)
	}
	handler := b.Elapsed() - library
	b.ReportMetric(float64(handler)/float64(library), "x-library")
}
