// Package exact is the arithmetic of package scheduler: whole numbers, seconds since 1970 and nothing
// that has a name. It knows no plan, no region and no text.
//
//   - [Uint128] holds sums; units.go says what is counted.
//   - [ZonePlan] is a zone's local days over a span; [Slots] are the instants at which its curve can step.
//   - [Curve] is a step function with prefix integrals; [Scorer] the cost of a start by a curve: a few
//     look-ups, however long the exposure. Scorer.Pieces walks the starts of a grid in stretches in which
//     the cost is linear.
//   - [Span] and its functions are sets of time; [Grid] the instants at which something may start.
//   - [Search] finds the best starts one after another, [Ranking] counts those that are better than a
//     given one, [FrontOf] sets two costs against each other.
//
// What is built here never changes, but for Scorer, Search and Ranking, which belong to one goroutine.
// Arguments are trusted: callers have checked them.
package exact
