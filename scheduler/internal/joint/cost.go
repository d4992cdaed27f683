package joint

import "github.com/quietwindow/quietwindow/scheduler/internal/exact"

// Cost is a whole number of 128 bits.
type Cost = exact.Uint128

// none is more than any cost: that of what cannot be.
var none = exact.Greatest
