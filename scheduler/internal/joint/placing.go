package joint

// Placing places the tasks of a problem one after another, for plans that are made without a search.
type Placing struct{ r *repairer }

// NewPlacing returns an empty plan.
func NewPlacing(p *Problem) *Placing {
	return &Placing{&repairer{board: newBoard(p)}}
}

// Order returns the tasks in their order, but each after those that it follows.
func (p *Placing) Order() []int {
	file := make([]int, len(p.r.p.Tasks))
	for t := range file {
		file[t] = t
	}
	return p.r.board.following(file)
}

// First returns the earliest start of a task that goes with those placed, None where it has none.
func (p *Placing) First(t int) int {
	for _, run := range p.r.openings(t) {
		for i := run.first; i < run.last; i++ {
			if p.r.allows(t, i) {
				return i
			}
		}
	}
	return None
}

// Cheapest returns the cheapest such start, the earliest of equals.
func (p *Placing) Cheapest(t int) int { return p.r.cheapest(t, p.r.p.Tasks[t].Costs) }

// Related reports whether the relations of a task to those placed let it take its start i.
func (p *Placing) Related(t, i int) bool {
	s := p.r.p.Tasks[t].Starts[i]
	for _, a := range p.r.arcs[t] {
		if p.r.at[a.to] != None && (p.r.when[a.to] < plus(s, a.least) || p.r.when[a.to] > plus(s, a.most)) {
			return false
		}
	}
	return true
}

// Place gives a task, which has none, its start i.
func (p *Placing) Place(t, i int) { p.r.place(t, i) }
