package exact

import (
	"context"
	"slices"
)

// sortPiece is how many elements are sorted or merged between two looks at the context: less than a
// millisecond of work.
const sortPiece = 4096

// SortStable sorts the list and keeps equal elements in their order, as slices.SortStableFunc does; once
// the context is done it stops within a millisecond, with the context's error and the list in no order.
// A list of millions takes a second to sort, which is too late an answer to somebody who has gone.
//
// Cost: O(n log n), O(n) for a list in order; memory for half the list where it is longer than some thousands.
func SortStable[T any](ctx context.Context, list []T, compare func(a, b T) int) error {
	for from := 0; from < len(list); from += sortPiece {
		if err := ctx.Err(); err != nil {
			return err
		}
		slices.SortStableFunc(list[from:min(from+sortPiece, len(list))], compare)
	}
	var left []T
	for width := sortPiece; width < len(list); width *= 2 {
		for from := 0; from+width < len(list); from += 2 * width {
			part := list[from:min(from+2*width, len(list))]
			if err := ctx.Err(); err != nil {
				return err
			}
			if compare(part[width-1], part[width]) <= 0 {
				continue
			}
			left = append(left[:0], part[:width]...)
			if err := mergeInto(ctx, part, left, part[width:], compare); err != nil {
				return err
			}
		}
	}
	return nil
}

// mergeInto writes the two sorted lists into out, of which the second is the end.
func mergeInto[T any](ctx context.Context, out, left, right []T, compare func(a, b T) int) error {
	for k := 0; len(left) > 0; k++ {
		if k%sortPiece == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if len(right) == 0 {
			copy(out[k:], left)
			break
		}
		if compare(right[0], left[0]) < 0 {
			out[k], right = right[0], right[1:]
		} else {
			out[k], left = left[0], left[1:]
		}
	}
	return nil
}
