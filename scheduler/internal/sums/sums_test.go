package sums_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler/internal/sums"
)

func of(texts ...string) string {
	s := sums.New()
	for _, text := range texts {
		s.Add(text[0], text[1:])
	}
	return s.String()
}

func TestSum(t *testing.T) {
	require.Equal(t, of("ka", "tb"), of("ka", "tb"))
	require.Len(t, of(), 32)
	// The texts run together alike; where they end, and what they are, differs.
	seen := make(map[string]bool)
	for _, texts := range [][]string{{}, {"k"}, {"k", "k"}, {"kab", "kc"}, {"ka", "kbc"}, {"tab", "kc"}, {"kabk1 c"}, {"ka", "kbc", "k"}} {
		require.NotContains(t, seen, of(texts...))
		seen[of(texts...)] = true
	}
}

func TestAddInt(t *testing.T) {
	seen := make(map[string]bool)
	for _, list := range [][]int64{{}, {0}, {-1}, {1}, {11}, {1, 1}, {1, 0}, {0, 1}} {
		s := sums.New()
		for _, n := range list {
			s.AddInt('i', n)
		}
		require.NotContains(t, seen, s.String())
		seen[s.String()] = true
	}
}

func TestWrite(t *testing.T) {
	a, b := sums.New(), sums.New()
	_, err := a.Write([]byte("one file"))
	require.NoError(t, err)
	for _, part := range []string{"one", " file"} {
		_, err := b.Write([]byte(part))
		require.NoError(t, err)
	}
	require.Equal(t, a.String(), b.String())
}
