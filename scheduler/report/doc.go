// Package report writes what a scheduler.Planner found: as text for a terminal, as a paragraph for a
// change ticket, and as JSON.
//
//	res, err := planner.Suggest(ctx, req)
//	if err != nil {
//		return report.ErrorText(os.Stderr, err, report.TextOptions{})
//	}
//	return report.Text(os.Stdout, res, report.TextOptions{})
//
// The text is for people: its form may change. Programs read the JSON, whose keys are fixed, or the
// fields of scheduler.Result.
//
// Every function writes equal bytes for equal input, ends with a newline, and calls Write once: a
// report is written whole or, where Write fails, its error is returned as it is. Nothing is kept
// between calls, and all functions are safe for concurrent use.
package report
