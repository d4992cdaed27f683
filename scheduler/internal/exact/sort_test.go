package exact_test

import (
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler/internal/exact"
)

// numbered is an element whose place in the list can be told from its equals'.
type numbered struct{ key, place int }

func byKey(a, b numbered) int { return cmp.Compare(a.key, b.key) }

// lists of every kind: their lengths lie about the pieces that are sorted by themselves, their keys are
// few or many, in order, in runs or in none.
func lists() map[string][]numbered {
	r := rand.New(rand.NewPCG(9, 11))
	keys := map[string]func(i, n int) int{
		"in order":     func(i, _ int) int { return i },
		"backwards":    func(i, n int) int { return n - i },
		"all alike":    func(_, _ int) int { return 0 },
		"few keys":     func(_, _ int) int { return r.IntN(5) },
		"many keys":    func(_, _ int) int { return r.IntN(1 << 30) },
		"sorted runs":  func(i, _ int) int { return i % 700 },
		"one is early": func(i, n int) int { return i - n*2*(i/(n-1)) },
	}
	out := make(map[string][]numbered)
	for name, key := range keys {
		for _, n := range []int{2, 4095, 4096, 4097, 8192, 12_289, 20_000} {
			list := make([]numbered, n)
			for i := range list {
				list[i] = numbered{key(i, n), i}
			}
			out[fmt.Sprintf("%s, %d", name, n)] = list
		}
	}
	out["none"], out["one"] = nil, []numbered{{1, 0}}
	return out
}

func TestSortStable(t *testing.T) {
	for name, list := range lists() {
		want := slices.Clone(list)
		slices.SortStableFunc(want, byKey)
		require.NoError(t, exact.SortStable(t.Context(), list, byKey))
		require.Equal(t, want, list, name)
	}
}

// A context that is done stops the work before, between and within merges, wherever that falls.
func TestSortStops(t *testing.T) {
	list := make([]numbered, 30_000)
	for i := range list {
		list[i] = numbered{i * 7919 % 30_011, i}
	}
	for _, after := range []int{0, 1, 5_000, 100_000, 300_000} {
		ctx, cancel := context.WithCancel(t.Context())
		compared, late := 0, 0
		if after == 0 {
			cancel()
		}
		err := exact.SortStable(ctx, slices.Clone(list), func(a, b numbered) int {
			if compared++; compared == after {
				cancel()
			}
			if compared > after {
				late++
			}
			return byKey(a, b)
		})
		require.ErrorIs(t, err, context.Canceled, after)
		require.Less(t, late, 100_000, after)
		cancel()
	}
}
