// Package planfile reads plan files: regions, window, search and rules in JSON, into a planner and
// the request to ask it.
//
//	plan, err := planfile.Read(ctx, file, planfile.Options{})
//	result, err := plan.Planner.Suggest(ctx, plan.Request)
//
// # Strict
//
// Nothing is guessed and nothing is passed over. Every problem is reported at once, in the order of
// the file, each with its path, what was found and what was expected. Keys are taken letter by letter,
// each once, and an unknown one is a problem that names what may have been meant. null is not the
// same as an absent key. Text is UTF-8, with a byte order mark before it or not; what is not Unicode
// is refused, not replaced. A whole number may be written 6200, 6200.0 or 6.2e3, as in JSON Schema; one
// with a fraction is refused, not rounded. Durations are whole seconds, in the forms of Go ("10h30m") or
// of ISO 8601 ("PT10H30M"); "0s", 0 and "" never mean the default: an absent key does.
//
// # Bounded
//
// A file is at most 8 MiB, and the limits of this package and of package scheduler hold for what is
// in it; beyond one of them it is refused with the limit named, before the work that the limit is
// there to prevent. Reading takes memory of a few times the size of the file. At most MaxProblems
// problems are reported.
//
// # Stored
//
// [Marshal] writes a plan that reads back as the same plan, in one form: two files that say the same in other
// words of JSON give the same bytes. What a plan file cannot say is an error.
//
// # Files
//
// Files that a plan names are read through the fs.FS that the caller gives, and refused without one.
// Nothing else is read: not the clock, not the environment, not the machine's zone.
package planfile
