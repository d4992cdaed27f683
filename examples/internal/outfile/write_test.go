package outfile_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/examples/internal/outfile"
)

// A link stays a link, and what is no regular file is written to.
func TestFilesThatAreNone(t *testing.T) {
	folder := t.TempDir()
	target, link := filepath.Join(folder, "target.md"), filepath.Join(folder, "link.md")
	require.NoError(t, os.WriteFile(target, nil, 0o644))
	require.NoError(t, os.Symlink(target, link))
	require.NoError(t, outfile.Write([]outfile.File{{Name: link, Text: []byte("text")}, {Name: os.DevNull, Text: []byte("lost")}}))
	info, err := os.Lstat(link)
	require.NoError(t, err)
	require.NotZero(t, info.Mode()&os.ModeSymlink)
	text, err := os.ReadFile(target)
	require.NoError(t, err)
	require.Equal(t, "text", string(text))
}
