package joint

import "math"

// None stands for the start of a task that is left out.
const None = -1

// Far is a bound of a relation that is not there: farther than any two starts.
const Far = math.MaxInt64

// Problem is what is to be planned together. It is not changed.
type Problem struct {
	Tasks     []Task
	Relations []Relation
	// Rings lists the tasks of each ring in the order of the rings: every start of a ring is at least
	// Soak seconds after every end of the rings before. A task is in at most one ring.
	Rings [][]int
	Soak  int64
	// Limits are what sets of tasks must keep together.
	AtOnce  []AtOnce
	Budgets []Budget
	// Seeds are plans, whole or in part, that the search begins from, beside its own: an index of a
	// start for each task, or None. What does not keep to the problem is left out of them.
	Seeds [][]int
	// Effort scales how much is searched where exactness cannot be had; 0 stands for 1.
	Effort int
	// Quick asks for a rough answer: a small part of the effort, from the seeds and From.
	Quick bool
	// From are prices to begin with: those of the answer to a problem with the same limits.
	From []Certificate
	// Unit is what prices are whole multiples of; 0 stands for 1.
	Unit Cost
}

// Task is one of the tasks.
type Task struct {
	// Starts are the seconds at which it may start, rising; Costs what each costs.
	Starts []int64
	Costs  []Cost
	// Duration is how long after its start a task of a ring has ended.
	Duration int64
	// Peak, if not nil, decides between equally cheap starts of a task that nothing binds to others:
	// the least of it, then the earliest.
	Peak func(i int) int64
}

// Relation is that the start of Then lies Least to Most seconds after that of Before. Least may be
// -Far and Most Far, for none.
type Relation struct {
	Before, Then int
	Least, Most  int64
}

// AtOnce is that at every instant at most so many of the tasks are under way, each from its start on
// for its length.
type AtOnce struct {
	Most    int
	Tasks   []int
	Lengths []int64
	// Off leaves the limit out of account.
	Off    bool
	source int // its place in the whole problem
}

// Budget is that the uses of the tasks that start in the same period add up to at most Cap.
type Budget struct {
	Tasks []int
	// Bounds are rising: stretch k is [Bounds[k], Bounds[k+1]). Every start lies in one. Periods are the
	// numbers, from 0, of the periods that the stretches are of; nil where each is its own.
	Bounds  []int64
	Periods []int32
	Cap     Cost
	// Use holds, by task of Tasks, what each start uses, or one use that all its starts have.
	Use [][]Cost
	// Spent is that the cap is already exceeded, so that no task fits.
	Spent bool
	// Off leaves the limit out of account.
	Off    bool
	source int // its place in the whole problem
}

// Solution is the answer to a Problem.
type Solution struct {
	// Starts holds the index of every task's start, None for those left out.
	Starts []int
	// Left counts the tasks left out.
	Left int
	// Cost is the sum of those placed.
	Cost Cost
	// Bound is what no plan that leaves nothing out costs less than. It is Cost where that is proven
	// least. It means nothing where Left is not 0.
	Bound Cost
	// Proven reports that the answer is final: the cost is the least there is or, where tasks are left
	// out, no plan has them all.
	Proven bool
	// Exact reports that no search was needed.
	Exact bool
	// Certificates prove the bound of those parts that prices were used for.
	Certificates []Certificate
}

// use returns what the start i of the member m uses.
func (b *Budget) use(m, i int) Cost {
	if u := b.Use[m]; len(u) > 1 {
		return u[i]
	}
	return b.Use[m][0]
}

// period returns the period of the stretch k.
func (b *Budget) period(k int) int32 {
	if b.Periods == nil {
		return int32(k)
	}
	return b.Periods[k]
}

// periods returns how many periods there are.
func (b *Budget) periods() int {
	n := int32(0)
	for k := range len(b.Bounds) - 1 {
		n = max(n, b.period(k)+1)
	}
	return int(n)
}

// varying reports whether the use of the member m depends on the start.
func (b *Budget) varying(m int) bool { return len(b.Use[m]) > 1 }

// plus adds what may be Far.
func plus(t, d int64) int64 {
	switch {
	case d >= Far:
		return math.MaxInt64
	case d <= -Far:
		return math.MinInt64
	}
	return t + d
}
