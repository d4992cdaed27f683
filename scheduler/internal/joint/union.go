package joint

// union keeps sets of tasks that are joined bit by bit: each task points to another of its set, and the last one to
// itself.
type union []int

func newUnion(tasks int) union {
	u := make(union, tasks)
	for t := range u {
		u[t] = t
	}
	return u
}

// find returns the task that stands for the set of t, and shortens the way to it.
func (u union) find(t int) int {
	for u[t] != t {
		u[t] = u[u[t]]
		t = u[t]
	}
	return t
}
