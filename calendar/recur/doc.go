// Package recur expands recurrence rules of RFC 5545 (the RRULE of iCalendar), such as
// "FREQ=MONTHLY;BYMONTHDAY=-1", into intervals of instants.
//
// # Wall clock in, instants out
//
// A rule begins at a [Reading], what a wall calendar and a wall clock show, in an IANA zone. The
// rule is worked out on the wall alone; each reading is then placed in the zone as RFC 5545,
// section 3.3.5, says ([Place]): one that the clocks skip moves forward by the gap (02:30 in
// America/New_York on 2026-03-08 is 03:30 EDT), one that they show twice means the first
// (01:30 there on 2026-11-01 is 01:30 EDT). From there an occurrence lasts for a [Length]: days that
// are counted on the rule's clock, and elapsed time. 24 hours are 24 hours whatever the clocks do
// meanwhile; one day from midnight is the whole day, also where it has 23 or 25 hours.
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
// # What RFC 5545 lacks
//
// BYDAY takes WD, a working day, as if it were a day of the week: 1WD is the first working day of the
// month or year, -1WD the last, WD every one. A [Shift] moves the readings of a rule by whole days, across
// the end of the month: six days after the second Tuesday. [Spec] takes both, with readings that are
// left out or added.
//
// # Cost
//
// A rule is expanded over a bounded interval, and an expansion that would give more than a stated
// number of occurrences is a *[LimitError]. Rules without COUNT are entered near the interval, not
// at their start, so an old rule costs no more than a new one. A rule that gives no day is walked on for up to
// forty years past the interval (four hundred where the interval holds a year such as 2100), some
// milliseconds. A [Charge] is told of the steps as they are walked, so that many rules can share one budget
// and end with a context. The walk itself is github.com/teambition/rrule-go's, on checked rules and on
// the wall clock carried in UTC.
//
// All values are frozen once built, and safe for concurrent use. Nothing reads the clock or
// time.Local.
package recur
