// Package report writes what a scheduler.Planner found for people: as text for a terminal, as a paragraph
// for a change ticket, as Markdown, as a web page that stands by itself, and as pictures.
//
//	res, err := planner.Suggest(ctx, req)
//	if err != nil {
//		return report.ErrorText(os.Stderr, err, report.TextOptions{})
//	}
//	return report.Text(os.Stdout, res, report.TextOptions{})
//
// [Answer] is the short form: the decision in some ten lines. [Text] and [ErrorText] have the tables.
//
// What is written is for people: its form may change. Programs read the JSON of package document, whose
// keys are fixed, or the fields of scheduler.Result. Package decision puts together what a report shows
// of a plan.
//
// The ticket text ([Ticket]) and the sections of a report come from templates, which [ParseTemplates] reads: see there for
// their fields, functions and dates by locale.
//
// Every function writes equal bytes for equal input, ends with a newline, and calls Write once: a
// report is written whole or, where Write fails, its error is returned as it is. Nothing is kept
// between calls, and all functions are safe for concurrent use.
package report
