// Package recur expands recurrence rules of RFC 5545 (the RRULE of iCalendar), such as
// "FREQ=MONTHLY;BYMONTHDAY=-1", into intervals of instants.
//
// # Wall clock in, instants out
//
// A rule begins at a [Reading], what a wall calendar and a wall clock show, in an IANA zone. The
// rule is worked out on the wall alone; each reading is then placed in the zone as RFC 5545,
// section 3.3.5, says ([Place]): one that the clocks skip moves forward by the gap (02:30 in
// America/New_York on 2026-03-08 is 03:30 EDT), one that they show twice means the first
// (01:30 there on 2026-11-01 is 01:30 EDT). From there an occurrence lasts an exact elapsed time:
// 48 hours are 48 hours, whatever the clocks do meanwhile.
//
// # What is accepted
//
// FREQ is DAILY, WEEKLY, MONTHLY or YEARLY. INTERVAL is 1 to [MaxInterval], COUNT 1 to
// [MaxOccurrences]; COUNT and UNTIL exclude each other. All BY parts and WKST are taken where RFC
// 5545 gives them a meaning, and refused elsewhere, as is anything unknown, given twice, out of
// range or of no effect. Narrower than the RFC: BYSECOND=60 is refused; BYDAY lists either numbered
// days or plain ones; BYWEEKNO goes with neither INTERVAL nor BYSETPOS, because the RFC does not
// say to which year the days of week 1 in December belong; BYHOUR, BYMINUTE and BYSECOND give at
// most [MaxReadingsPerDay] readings a day; BYSETPOS lists at most [MaxPositions] values.
//
// Three matters that the RFC leaves open: a start that the rule itself does not give is no
// occurrence and does not count; an UNTIL without a clock reading includes its day; BYWEEKNO
// without days means the start's weekday.
//
// # Cost
//
// A rule is expanded over a bounded interval, and an expansion that would give more than a stated
// number of occurrences is a *[LimitError]. Rules without COUNT are entered near the interval, not
// at their start, so an old rule costs no more than a new one. The engine, rrule-go v1.8.2,
// looks for the next occurrence as far as the year 9999, which for a rule that has none left
// would be millions of steps. So rules are run in the last years that have the same calendar (see
// frame.go): the steps past the end of the interval are at most those of 400 years, 146,097 of a
// day each in the worst case (some milliseconds), and mostly those of 40.
//
// All values are frozen once built, and safe for concurrent use. Nothing reads the clock or
// time.Local.
package recur
