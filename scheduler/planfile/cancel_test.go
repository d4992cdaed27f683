package planfile_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler/planfile"
)

// Once the context is done the error is the context's, whatever the file is.
func TestParseCancelled(t *testing.T) {
	stopped, stop := context.WithCancel(context.Background())
	stop()
	for _, text := range []string{base, "", "{", "[]", `{"regions": []}`} {
		plan, err := planfile.Parse(stopped, []byte(text), planfile.Options{})
		require.ErrorIs(t, err, context.Canceled)
		require.Nil(t, plan)
	}
}
