// Package feed reads the iCalendar files (RFC 5545) that people already have: public holidays from
// a web page, a team's calendar from Google, Outlook or Apple, a change calendar from AWS. Their
// events serve as holidays ([Feed.Holidays]) or as spans of time, blackouts or windows
// ([Feed.Set], [Feed.Occurrences]).
//
// # What an event covers
//
// An all-day event, and one in floating time (without a zone), is local: it holds on the clocks of
// the region that it is used in, which the caller gives. A day is the set of instants that read
// its date there; it may last 22 to 26 hours, be absent, or come in two pieces. An event with a
// zone, or in UTC, covers the same instants everywhere. The end is exclusive.
//
// A zone is found by its TZID: an IANA name, the X-LIC-LOCATION of its VTIMEZONE, a Windows name
// ([calendar.WindowsZone]), or a name that ends in an IANA name as libical and Mozilla write it
// (/freeassociation.sourceforge.net/Europe/Berlin). The definitions inside VTIMEZONE are not
// read. Any other zone is an error: nothing becomes UTC in silence. X-WR-TIMEZONE, the zone that a
// calendar is shown in, changes nothing.
//
// An event lasts until DTEND, for DURATION (days and weeks are nominal, hours exact), or, with
// neither, for one day if it is all-day and for no time otherwise. In a series, DTEND stands for
// the elapsed time of the first occurrence, as RFC 5545 says.
//
// RRULE (as package recur reads it), RDATE, EXDATE and RECURRENCE-ID are followed. DTSTART is always
// an occurrence, as calendar programs show it, whether the RRULE gives it or not. Cancelled events,
// cancelled occurrences and all of a METHOD:CANCEL are left out. Events marked as transparent are
// kept, because most calendars of holidays mark theirs so; [Feed.Filter] can leave them out.
//
// # Other people's faults
//
// Accepted: LF in place of CRLF, a byte order mark, lines folded inside a character, empty lines,
// trailing spaces, names in lower case, no VERSION, no UID, dates without VALUE=DATE, DTEND equal
// to DTSTART in an all-day event (one day), a date or midnight in EXDATE and RECURRENCE-ID whatever
// the event is, several calendars in one file, a semicolon after an RRULE, Outlook's
// X-MICROSOFT-CDO-ALLDAYEVENT on events from midnight to midnight, and whatever is in parts that do
// not matter here. Everything else that matters and is wrong is reported, up to [MaxProblems]
// at once, each with its line. EXRULE and RANGE=THISANDFUTURE are refused.
//
// # Bounds
//
// A feed has at most [MaxSize] bytes, [MaxEvents] events, [MaxSeries] of them recurring with COUNTs of
// [MaxCounts] in all,
// [MaxDates] RDATE and EXDATE values, and gives at most recur.MaxOccurrences occurrences.
//
// All values are frozen once built, and safe for concurrent use.
package feed
