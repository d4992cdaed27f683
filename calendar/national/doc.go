// Package national knows the public holidays and the usual weekends of the world, by ISO 3166-1
// country code ("DE") and ISO 3166-2 subdivision code ("DE-BY").
//
//	us, err := national.For("US")
//	us, err = us.Except("Columbus Day") // a holiday that does not empty offices
//	days, err := us.Between(first, last)
//
// A [Source] implements [calendar.Holidays]. It answers dates, not instants: which instants make up
// a date is the business of whoever knows the zone. Answers do not depend on the machine's zone, on
// the clock or on the environment, nor on what a program does to the variables of rickar/cal.
//
// # Where the days come from
//
// Where the tables of github.com/rickar/cal/v2 are right, cal computes the days. Where they are
// wrong but the law is a rule, the rules are written here on cal's own holiday type. Where days are
// lunar, sighted or decreed they come from an embedded table of facts, computed with
// python-holidays. The table in choices.go shows per code which it is; [Source.Origin] tells it.
//
// # What counts
//
// Listed are public holidays and, where the law moves a holiday from a day off to a working day, the
// substitute as well as the day itself. A Sunday that is only a Sunday is no holiday (Sweden counts
// every one as such). A subdivision has its country's days, more its own, less those it does not
// keep. A bare country code means the days that are kept nationwide; GB alone means England and
// Wales, as in cal, where most of its people live. [Source.Warnings] says when a bare code leaves
// out days that most subdivisions share.
package national
