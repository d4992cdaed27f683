package markup_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler/internal/markup"
)

func TestNested(t *testing.T) {
	for _, text := range []string{"", "<p>a &lt; b<br>c</p>", "<svg><g/></svg>"} {
		require.NoError(t, markup.Nested(text), text)
	}
	for _, text := range []string{"<p><b>a</p></b>", "<p>a</p><SCRIPT>b</SCRIPT>", "<p>a"} {
		require.Error(t, markup.Nested(text), text)
	}
}
