// Package bounded writes documents that may become too large, or take too long, and stops in time.
//
//	w := bounded.NewWriter(ctx, os.Stdout, 16<<20)
//	err := bounded.JSON(w, document.NewResult(result))
//
// A report is made of what plans say, and a plan of a few hundred kilobytes can ask for an answer of
// half a gigabyte. So whoever answers others, or writes to a disk that fills up, gives a limit.
//
// Functions are safe for concurrent use, a [Writer] is not.
package bounded

import (
	"context"
	"fmt"
	"io"
)

// LimitError says that a document is larger than its limit in bytes.
type LimitError struct {
	Limit int64
}

// Error names the limit.
func (e *LimitError) Error() string {
	return fmt.Sprintf("the document is larger than its limit of %d bytes", e.Limit)
}

// Writer passes on what is written while a context lasts, and up to a limit.
type Writer struct {
	ctx     context.Context
	to      io.Writer
	limit   int64
	written int64
}

// NewWriter returns a writer of at most limit bytes, which must not be negative.
func NewWriter(ctx context.Context, to io.Writer, limit int64) *Writer {
	return &Writer{ctx: ctx, to: to, limit: limit}
}

// Write passes p on whole, or nothing of it: where it goes beyond the limit the error is a
// *[LimitError], where the context is over the error of that. What was written before stays written.
func (w *Writer) Write(p []byte) (int, error) {
	if err := w.ctx.Err(); err != nil {
		return 0, err
	}
	if int64(len(p)) > w.limit-w.written {
		return 0, &LimitError{w.limit}
	}
	n, err := w.to.Write(p)
	w.written += int64(n)
	return n, err
}

// Written returns how many bytes were passed on.
func (w *Writer) Written() int64 { return w.written }
