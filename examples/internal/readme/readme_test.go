package readme_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/examples/internal/readme"
)

// A text covers what is printed where every line of it stands there, in order, and only marked lines are left out.
func TestCovers(t *testing.T) {
	const printed = "one\ntwo\nthree\nfour\nfive\n"
	for text, want := range map[string]bool{
		printed:                                true,
		"one\ntwo\n":                           false,
		"one\n[...]\nfive\n":                   true,
		"one\n[...]\nthree\n[...]\nfive\n":     true,
		"one\n[...]\nfour\nfive\n":             true,
		"one\ntwo\n[...]\n":                    true,
		"[...]\nfour\nfive\n":                  true,
		"[...]\nthree\n[...]\n":                true,
		"[...]\n":                              true,
		"one\n[...]\nour\n[...]\nfive\n":       false,
		"one\n[...]\nfour\n[...]\nthree\n":     false,
		"one\n[...]\nthree\n[...]\ntwo\n":      false,
		"two\n[...]\nfive\n":                   false,
		"one\n[...]\nive\n":                    false,
		"one\n[...]\nthree\n[...]\nthree\n":    false,
		"one\n[...]\nfive\n[...]\nfive\n":      false,
		"one\ntwo\nthree\nfour\nfive\nsix\n":   false,
		"one\ntwo\nthree\nfour\n[...]\nfour\n": false,
	} {
		require.Equal(t, want, readme.Covers(text, printed), "%q", text)
	}
}
