// Package joint finds the starts of many tasks that are planned together. It knows integers only:
// starts in seconds with what each costs, relations between starts, rings and limits go in; starts, a
// bound that no plan is below, and the prices that prove the bound come out.
//
// Tasks that nothing connects are solved apart. What is connected by a forest of relations, or by
// rings alone, is solved exactly by dynamic programming. All else is searched: a first plan is made
// greedily and repaired by taking a few tasks out and placing them again exactly; prices on the limits
// give a bound; starts that cannot be in a better plan are removed; the few that are left are priced anew, more
// finely; a depth-first search with the same bound ends the rest, if its effort allows.
//
// Equal problems give equal answers, byte for byte. Effort is counted in units of work, not in time;
// random numbers have a fixed seed; nothing depends on map order, and there is no goroutine.
package joint
