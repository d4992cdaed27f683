// Package national knows the public holidays, the usual weekends and the rest days that are worked of
// the world, by ISO 3166-1 country code ("DE") and ISO 3166-2 subdivision code ("DE-BY").
//
//	cal, err := national.Calendar("HU", loc) // all of it: what most programs need
//
//	us, err := national.For("US")       // the holidays alone
//	us, err = us.Except("Columbus Day") // a holiday that does not empty offices
//	se, err = se.Also("de_facto")       // Midsummer Eve, which is no public holiday
//	own, err := national.ReadCorrections(file)
//	za, err := own.For("ZA")            // with what was decreed last week
//
// A [Source] implements [calendar.Holidays] and its optional interfaces. It answers dates, not instants: which instants make up
// a date is the business of whoever knows the zone. Answers do not depend on the machine's zone, on
// the clock or on the environment, nor on what a program does to the variables of rickar/cal.
//
// # Where the days come from
//
// Where the tables of github.com/rickar/cal/v2 are right, cal computes the days. Where they are
// wrong but the law is a rule, the rules are written here on cal's own holiday type. Where days are
// lunar, sighted or decreed they come from an embedded table of facts, computed with
// python-holidays. The table in choices.go shows per code which it is; [Source.Origin] tells it. What
// was decreed since, or is wrong in the table, is laid over it from decrees.csv, each row with its
// source. [DaysAsOf] says how old the days are.
//
// # What is known
//
// Rules hold for decades; decrees are made year by year. [Source.Years] are the years for which a
// source answers, [Source.SureYears] those in which nothing is missing, and [Source.KnownBetween] says
// what is missing from others: Hungary's transferred working days of 2027, Sri Lanka's full-moon days.
// Beyond the years it knows a source answers with an error, never with "no holidays".
//
// # What counts
//
// Listed are public holidays and, where the law moves a holiday from a day off to a working day, the
// substitute as well as the day itself. A Sunday that is only a Sunday is no holiday (Sweden counts
// every one as such). A subdivision has its country's days, more its own, less those it does not
// keep. A bare country code means the days that are kept nationwide; GB alone means England and
// Wales, as in cal, where most of its people live. [Source.Warnings] says when a bare code leaves
// out days that most subdivisions share.
//
// # Codes that are not of ISO 3166
//
// XK is Kosovo, a code that ISO leaves to users. Eleven places that python-holidays names itself have
// no code of ISO 3166-2: BR-São Paulo Capital, CH-Stadt Zurich, DE-Augsburg, IT-Andria, IT-Barletta,
// IT-Cesena, IT-Forli, IT-Pesaro, IT-Trani, IT-Urbino and NZ-South Canterbury. No warning names them.
// Days that only part of a place keeps say so in their name: "Assumption Day (in most municipalities)"
// in DE-BY can be left out with [Source.Except] by a company in Ansbach.
package national
