package national

import "github.com/rickar/cal/v2"

// choice says by which rules the days of a code are computed.
type choice struct {
	rules       []*cal.Holiday
	first, last int // the years that the rules are sure of
	origin      string
}

// choices lists the codes whose days are computed; those of every other code are facts.
var choices = map[string]choice{}

// englishNames gives the English names of the holidays of cal's tables.
var englishNames = map[string]string{}

// sharedBeyond lists for a country the holidays that more than half of its subdivisions keep and
// that are not kept nationwide.
var sharedBeyond = map[string][]string{}
