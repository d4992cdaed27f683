package audience

import (
	"cmp"
	"slices"
	"strings"
)

// Finding is something that rows say and that was of no use, with how many rows say it.
type Finding struct {
	// Problem says what is wrong, such as "unknown country"; Value is what the rows have, at most 60 bytes of it.
	// Problem is "other values" where more than MaxFindings differ.
	Problem, Value string
	// Rows counts the rows, and Customers those that they stand for.
	Rows      int64
	Customers float64
	// Line is that of the first of the rows; 0 where there are no lines.
	Line int
}

type finding struct {
	Finding
	milli int64
}

func (f *finding) add(line int, milli int64) {
	if f.Rows == 0 {
		f.Line = line
	}
	f.Rows++
	f.milli += milli
}

// findings keeps a bounded number of findings.
type findings struct {
	at    map[doubt]*finding
	other *finding
}

func newFindings() *findings {
	return &findings{at: make(map[doubt]*finding), other: &finding{Finding: Finding{Problem: "other values"}}}
}

// of returns the finding of a doubt.
func (l *findings) of(d doubt) *finding {
	f, ok := l.at[d]
	if !ok {
		if len(l.at) == MaxFindings {
			return l.other
		}
		f = &finding{Finding: Finding{Problem: d.problem, Value: d.value}}
		l.at[d] = f
	}
	return f
}

// list returns all findings, those of most customers first, then of most rows, then by text.
func (l *findings) list() []Finding {
	var list []Finding
	for _, f := range l.at {
		f.Customers = float64(f.milli) / 1000
		list = append(list, f.Finding)
	}
	slices.SortFunc(list, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(b.Customers, a.Customers), cmp.Compare(b.Rows, a.Rows), strings.Compare(a.Problem, b.Problem), strings.Compare(a.Value, b.Value))
	})
	if l.other.Rows > 0 {
		l.other.Customers = float64(l.other.milli) / 1000
		list = append(list, l.other.Finding)
	}
	return list
}
