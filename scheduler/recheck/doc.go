// Package recheck tells, night after night, whether windows that were announced are still good.
//
// A [Record] is a plan with its answer and what both rest on: who the customers are, which days are off, what the
// clocks read. [Take] makes one, and it is stored as JSON. A day later another one is taken of the same plan, which
// judges the windows that were announced then; [Diff] says what changed, why, and by how much:
//
//	old, err := recheck.Read(file)
//	...
//	now, err := recheck.Take(ctx, plan, recheck.Options{Plan: options, Announced: old.Starts()})
//	...
//	changes := recheck.Diff(old, now)
//	if changes.Attention() {
//		fmt.Print(changes.Text())
//	}
//
// A plan with a recurring slot announces the slot and its next dates: each date is judged, and the slot is compared with the best one of the night.
//
// Nothing is read but the plan and its files: the library has no clock, and a window that is over is judged like the
// others. All functions are safe for concurrent use, and equal input gives equal records and equal texts.
package recheck
