package national

import "github.com/quietwindow/quietwindow/calendar"

// The dates of the days that are built in.
var (
	daysAsOf        = calendar.Date{Year: 2026, Month: 7, Day: 23}  // of python-holidays, commit c382fde
	correctionsAsOf = calendar.Date{Year: 2026, Month: 11, Day: 25} // of decrees.csv
)

// AsOf says how old the built-in days are.
type AsOf struct {
	// Days is the date of the tables of facts.
	Days calendar.Date `json:"days"`
	// Corrections is the date on which decrees and corrections were looked up last.
	Corrections calendar.Date `json:"corrections"`
}

// DaysAsOf returns how old the built-in days are. What was decreed later can be given in a file, see
// [ReadCorrections].
func DaysAsOf() AsOf { return AsOf{Days: daysAsOf, Corrections: correctionsAsOf} }

// String returns "days of 2026-07-23, corrections to 2026-11-25", with the dates of a.
func (a AsOf) String() string {
	return "days of " + a.Days.String() + ", corrections to " + a.Corrections.String()
}
