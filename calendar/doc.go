// Package calendar answers "when": it tells what clocks read, which day it is and what kind of day
// that is, region by region.
//
// # Exact time and wall time
//
// An instant (time.Time) is exact: it is the same everywhere. A [Date] and a [Clock] are what a
// wall calendar and a wall clock show, and mean nothing without a place. This package converts
// only from instants to local readings, never back: a reading such as 02:30 may not exist
// (Europe/Berlin 2026-03-29), may happen twice (America/New_York 2026-11-01, 01:30), a day may have
// no midnight (America/Sao_Paulo 2018-11-04), may not exist at all (Pacific/Apia 2011-12-30), or
// may come back (America/St_Johns returned to 2010-11-06 for 59 minutes after 2010-11-07 had
// begun). So a local day is whatever set of instants reads that date, and [Calendar.Days] says
// which. The one place that needs the other direction, recurrence rules, does it in package recur,
// by the rule of RFC 5545.
//
// All intervals are half-open, [Start, End).
//
// # What kind of day it is
//
// A [Calendar] tells working days, weekends and holidays apart in one region. [Calendar.Kind] answers
// for a date, [Calendar.Days] for the local days of a span, [Calendar.Exceptions] for what differs
// from the weekly round. Its days come from a [Weekend], a source of [Holidays] and, where rest days
// are worked, a source of [WorkingDays]:
//
//	cal, err := national.Calendar("HU", loc) // a country's, ready made (package national)
//	days, err := calendar.NewHolidayList(calendar.Holiday{Date: calendar.MustParseDate("2026-12-24"), Name: "Christmas Eve"})
//	cal.Holidays = calendar.Merge(cal.Holidays, days) // and days of your own
//
// A source may know more than its holidays: days at work, what is missing from years to come ([Known]),
// and the weekend that goes with it ([UsualWeekends]).
//
// # What it needs
//
// The package imports only the standard library, reads neither clock nor environment nor
// time.Local, and keeps no state but a cache of loaded zones. It does not embed the time zone
// database: programs that may run where there is none import time/tzdata.
//
// All values are frozen once built, and safe for concurrent use.
package calendar
