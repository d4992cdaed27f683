package history

import (
	"context"
	"io"
)

// obedient is a reader that ends with the error of its context once that is done. Readers buffer some
// 64 kB at a time, which take a millisecond, so they stop soon after.
type obedient struct {
	ctx context.Context
	r   io.Reader
}

func (o obedient) Read(p []byte) (int, error) {
	if err := o.ctx.Err(); err != nil {
		return 0, err
	}
	return o.r.Read(p)
}
