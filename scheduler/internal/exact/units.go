package exact

import "math"

const (
	// DaySeconds and HourSeconds are a day without a change of clocks, and an hour.
	DaySeconds  = 86400
	HourSeconds = 3600
	// ShareUnit is 1 in the unit of shares, probabilities and tolerances: whole millionths.
	ShareUnit = 1_000_000
)

// CustomerHour is a customer-hour in the unit of exact impacts: customers x millionths x millionths x
// seconds.
const CustomerHour = ShareUnit * ShareUnit * HourSeconds

// Millionths returns a share from 0 to 1 in whole millionths, rounded to the nearest, half to even.
func Millionths(share float64) (int64, bool) {
	if !(share >= 0 && share <= 1) { // NaN fails both
		return 0, false
	}
	return int64(math.RoundToEven(share * ShareUnit)), true
}

// MillionthsOf returns a / unit, rounded to the nearest millionth. unit is a multiple of 10^6.
func MillionthsOf(a Uint128, unit uint64) float64 {
	return a.Divide(unit / ShareUnit).Millionths()
}

// FloorDiv returns a / b rounded down; b must be positive.
func FloorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// FloorMod returns a - b*FloorDiv(a, b), from 0 up to, not including, b.
func FloorMod(a, b int64) int64 { return a - b*FloorDiv(a, b) }
