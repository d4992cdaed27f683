package history

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The quick ways of reading a number answer what strconv answers, to the last bit.
func TestParseValueIsExact(t *testing.T) {
	random := rand.NewPCG(1, 2)
	for range 20_000 {
		x := random.Uint64()
		text := fmt.Sprintf("%d.%0*d", x%10_000_000, int(x>>32%7)+1, x>>40%10)
		want, err := strconv.ParseFloat(text, 64)
		require.NoError(t, err)
		got, err := parseValue([]byte(text), '.')
		require.NoError(t, err)
		require.Equal(t, want, got, text)
	}
	for _, text := range []string{"999999999999999", "9999999999999999", "0.00000000000001", "123456789.1234567", "1e-3", "5.", ".5", "007.50"} {
		want, err := strconv.ParseFloat(text, 64)
		require.NoError(t, err)
		got, err := parseValue([]byte(text), 0)
		require.NoError(t, err)
		assert.Equal(t, want, got, text)
	}
}
