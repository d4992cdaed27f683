package report

import "github.com/quietwindow/quietwindow/scheduler"

// Why returns one paragraph of plain sentences, without line breaks, that says why suggestion i of
// the result (0 is the first) was chosen and what it means. It can stand in a change ticket as it
// is: it is the built-in wording of [Ticket]. It panics where there is no suggestion i. Its form may change.
func Why(res *scheduler.Result, i int) string {
	text, err := builtin.ticket(res, i)
	if err != nil {
		panic(err) // the built-in template takes every result
	}
	return text
}

func total(im scheduler.Impact) int64 {
	var n int64
	for _, r := range im.Regions {
		n += r.Customers
	}
	return n
}
