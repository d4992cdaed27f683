// Package export writes a maintenance in the forms of the tools that have to know about it: calendars,
// alert managers, status pages, on-call tools and schedulers.
//
//	out, err := export.Export("ical", export.Maintenance{
//		ID:      "db-2026-12",
//		Title:   "Database upgrade",
//		Windows: []export.Window{{Interval: result.Suggestions[0].Window}},
//		Stamp:   now,
//	})
//	os.Stdout.Write(out.Bytes())
//
// # Two promises
//
// Every exporter says, as Notes, what its target cannot express: a field that it has no place for, a
// schedule that comes back every year, local clocks that change between two windows. And it refuses, as
// scheduler.FieldErrors, what the target would get wrong: a tentative window for a tool that would act
// on it, a start that cron would take for an earlier year, a start next to a change of clocks.
//
// # Times
//
// A window is one interval of instants, and every target is given UTC, so that no reader has to place a
// local reading: one exception, a CronJob in a zone that was asked for, is refused near changes of
// its clocks. Targets that count whole minutes or hours get a window rounded to the safe side,
// with a note: outward where it silences, so that nothing inside goes off, inward where it permits, so
// that nothing outside is let through.
//
// An invitation may be written on the clocks of a zone; it brings them with it, and times that these show twice are refused.
//
// # Names
//
// UIDs, tickets and rules are named by Maintenance.ID and Window.Key, never by a time, so a window that moves replaces its event and finds its ticket
// again. [TaskID] makes an ID of any name.
//
// # Texts
//
// Texts never leave their field, whatever they hold: line breaks and structure are escaped by the rules
// of the form, YAML text is always in double quotes, and control characters are refused.
//
// The package makes bodies only. It opens no connection, holds no token, reads no clock, no environment
// and no time.Local. Equal input gives equal bytes. All functions are safe for concurrent use, and none
// keeps or changes what it is given.
package export
