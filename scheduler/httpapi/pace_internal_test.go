package httpapi

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
)

// Long work takes a breath at the end of a slice while another client is about, and at no other time. The
// clock here is that of the test: it moves by sleeping only.
func TestLongWorkTakesABreath(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		held := newTurns(9, 0)
		ctx, cancel := context.WithCancel(context.Background())
		begin := func(client string) {
			assert.NoError(t, held.begin(ctx, client))
		}
		begin("long")
		work := newPaced(ctx, held, "long")
		asked := func() time.Duration {
			before := time.Now()
			_ = work.Err()
			return time.Since(before)
		}
		time.Sleep(time.Hour)
		assert.Zero(t, asked(), "alone")
		begin("short")
		assert.Zero(t, asked(), "within the slice")
		time.Sleep(slice)
		assert.Equal(t, breath, asked(), "another client is about")
		assert.Zero(t, asked(), "a new slice")
		begin("long")
		time.Sleep(slice)
		assert.Equal(t, breath, asked(), "another client is about still")
		time.Sleep(about)
		assert.Zero(t, asked(), "the other is gone")
		begin("long")
		time.Sleep(slice)
		assert.Zero(t, asked(), "its own requests do not count")
		assert.NoError(t, work.Err())
		cancel()
		assert.ErrorIs(t, work.Err(), context.Canceled)
	})
}
