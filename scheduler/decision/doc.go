// Package decision goes from a plan to all that is shown of it. The command line, the HTTP API and its
// page call it, so that they cannot differ: for one plan their reports are the same bytes but for what
// the caller chose in [Want].
//
//	plan, err := planfile.Read(ctx, file, planfile.Options{})
//	...
//	d, err := decision.Make(ctx, plan, decision.Want{Pictures: true})
//	...
//	err = report.HTML(w, *d)
//
// [Make] asks the planner; package report writes. Nothing is kept between calls, and all functions are
// safe for concurrent use. Equal input gives equal decisions.
package decision
