// Package feed reads the iCalendar files (RFC 5545) that people already have: public holidays from
// a web page, a team's calendar from Google, Outlook or Apple, a change calendar from AWS. Their
// events serve as holidays ([Feed.Holidays]) or as spans of time, blackouts or windows
// ([Feed.Set], [Feed.Occurrences]).
//
// # What an event covers
//
// An all-day event, and one in floating time (without a zone), is local: it holds on the clocks of
// the region that it is used in, which the caller gives. A day is the set of instants that read
// its date there; it may last 21 to 27 hours, be absent, or come in two pieces. An event with a
// zone, or in UTC, covers the same instants everywhere. The end is exclusive.
//
// An event lasts until DTEND, for DURATION (days and weeks are nominal, hours exact), or, with
// neither, for one day if it is all-day and for no time otherwise. In a series, DTEND stands for
// the elapsed time of the first occurrence, as RFC 5545 says.
//
// RRULE (as package recur reads it), RDATE, EXDATE and RECURRENCE-ID are followed, with
// RANGE=THISANDFUTURE: the rest of the series moves by the same days and hours and lasts as long as the event
// that changes it. DTSTART is always an occurrence, as calendar programs show it, whether the RRULE gives it
// or not, but where UNTIL lies before it there is none. Cancelled events, cancelled occurrences, maintenances
// with X-MAINTNOTE-STATUS:CANCELLED and all of a METHOD:CANCEL are left out. Events marked as transparent are
// kept, because most calendars of holidays mark theirs so; [Feed.Filter] can leave them out.
//
// # Zones
//
// A TZID is what a database knows by that name: an IANA name; the X-LIC-LOCATION of its VTIMEZONE; a Windows
// name ([calendar.WindowsZone]); a name that ends in an IANA name as libical and Mozilla write it
// (/freeassociation.sourceforge.net/Europe/Berlin); an IANA name in another case. A name that no database knows
// is what its VTIMEZONE says: the IANA zone that has the same offsets in all years that the file speaks of in
// it, or else the clocks that STANDARD and DAYLIGHT make. Without a VTIMEZONE the display names of Microsoft's
// programs are known ("(UTC-05:00) Eastern Time (US & Canada)", tzone://Microsoft/Utc), and offsets such as
// UTC+3, which is three hours east. Any other name is an error: nothing becomes UTC in silence, and
// [Feed.Warnings] says what each name that is not exactly an IANA name was read as, and where a name that a
// database knows has a VTIMEZONE with other offsets, such as the summer time of São Paulo that ended in 2019.
//
// The author's clock is X-WR-TIMEZONE, else the only VTIMEZONE of the file. It decides nothing about floating
// events. It says which date was meant where a program wrote a date as an instant in UTC: the UNTIL, an EXDATE
// or RDATE of an all-day series, the end of an all-day event, the start of one that Outlook flags as all-day.
// Without such a clock the nearest midnight in UTC was meant, and T235959Z means its own date in any case. So
// these dates are the same in every region.
//
// # Other people's faults
//
// Accepted, because all large readers do: LF in place of CRLF, a byte order mark, lines folded inside a
// character, empty lines, trailing spaces, names in lower case, no VERSION, no UID, dates without VALUE=DATE,
// VALUE=DATE before a midnight, DTEND equal to DTSTART in an all-day event (one day), an all-day event that ends
// at a time or lasts for hours (begun days are whole), a date or a time in EXDATE, RDATE and
// RECURRENCE-ID of an all-day series, DURATION beside DTEND (which counts), the same property twice with one value,
// empty values, RRULE beside RECURRENCE-ID (it means nothing), blanks and semicolons in an RRULE, zone names with
// colons that are not quoted, text in Latin-1, several calendars in one file, and whatever is in parts and
// parameters that do not matter here.
//
// Everything else that matters and is wrong is reported, up to [MaxProblems] at once, each with its line, and
// the file is refused. With [Options].OnFlaw [Skip] an event that is wrong is left out instead, counted
// ([Feed.Skipped]) and named ([Feed.Flaws]), and the rest is used. What is wrong with the file as a whole is
// refused all the same.
//
// # Bounds
//
// A feed has at most [MaxSize] bytes, [MaxEvents] events, [MaxSeries] of them recurring with COUNTs of
// [MaxCounts] in all,
// [MaxDates] RDATE and EXDATE values and [MaxZones] zones of its own making, and gives at most recur.MaxOccurrences occurrences.
//
// All values are frozen once built, and safe for concurrent use.
package feed
