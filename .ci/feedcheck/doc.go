// Package feedcheck compares what package feed reads in generated calendars with what ical.js, an
// independent reader, says: single events and series in days, floating, in UTC, in zones of the database, in such
// zones under names that no database has, and in zones of no place (both hemispheres, half and quarter hours); with
// COUNT, UNTIL, EXDATE, RDATE, moved and cancelled occurrences, and changes from one on. What both say of 50 years
// in three regions must be equal.
//
// Where ical.js does not do as RFC 5545 says, the calendars do not ask: events keep clear of the hours at
// which clocks change, no EXDATE falls on an RDATE, and a DTEND is taken for the elapsed time of the first occurrence.
package feedcheck
