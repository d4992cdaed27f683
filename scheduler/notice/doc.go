// Package notice makes, from a plan and one of its suggestions, the timetable of the notices to
// customers: when the announcement must be out, the reminders, the start, the updates, the decisions
// about a rollback and the end, and the wording of each.
//
//	table, err := notice.Plan(ctx, planner, req, result.Suggestions[0], notice.Policy{Reminders: []time.Duration{24 * time.Hour}}, notice.Options{Service: "Acme Cloud"})
//	for _, e := range table.Entries {
//		fmt.Println(e.At, e.Subject)
//	}
//
// # Two readers
//
// Subject, Text, Markdown and HTML of an entry are for customers. They say what happens and when, in
// UTC and then in each region's local time, the largest region first; and nothing about how the time
// was chosen: no numbers of customers, no probabilities, nothing of the plan but the names of its
// regions and the latest end of an overrun. Everything else, Note and Warnings among it, is for those
// who send them.
//
// # When
//
// The announcement goes by business hours, since a notice that arrives at night is read too late: for
// each region it must be out by the latest end of its own business hours, on one of its working days,
// that leaves Request.Notice.AtLeast before the start. The earliest of the regions' is the deadline of an
// announcement that goes to all at once. A reminder that would arrive outside business hours goes out in
// their last whole minute before: as they are half-open, that of 09:00-17:00 is 16:59.
//
// The package reads no clock: whether something is already too late is known only where
// Request.Notice.Announced says when the announcement goes out.
package notice
