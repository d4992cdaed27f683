package joint

// union keeps sets of tasks that are joined bit by bit: each task points to another of its set, and the last one to
// itself. That one is the first of the set.
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

// join makes one set of those of the tasks.
func (u union) join(tasks []int) {
	for _, t := range tasks {
		a, b := u.find(tasks[0]), u.find(t)
		u[max(a, b)] = min(a, b)
	}
}

// members returns the sets, each in order, by their first tasks.
func (u union) members() (out [][]int) {
	place := make([]int, len(u))
	for t := range u {
		r := u.find(t)
		if r == t {
			place[t] = len(out)
			out = append(out, nil)
		}
		out[place[r]] = append(out[place[r]], t)
	}
	return out
}
