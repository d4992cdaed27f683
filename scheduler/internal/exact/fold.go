package exact

import "context"

// Fold returns what join makes of all values, two neighbours at a time: of few where there are many, so that no value is
// joined more often than the logarithm of their number. It looks at the context before each join and returns its error
// once it is done. Of one value it is that value, of none the zero value. The list is not changed.
func Fold[T any](ctx context.Context, list []T, join func(a, b T) T) (T, error) {
	for len(list) > 1 {
		pairs := make([]T, 0, (len(list)+1)/2)
		for i := 0; i+1 < len(list); i += 2 {
			if err := ctx.Err(); err != nil {
				var none T
				return none, err
			}
			pairs = append(pairs, join(list[i], list[i+1]))
		}
		if len(list)%2 == 1 {
			pairs = append(pairs, list[len(list)-1])
		}
		list = pairs
	}
	var out T
	if len(list) == 1 {
		out = list[0]
	}
	return out, ctx.Err()
}
