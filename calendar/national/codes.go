package national

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Codes returns every code that [For] and [Weekend] know, sorted: all of ISO 3166-1, XK (Kosovo),
// and the subdivisions of 35 countries. The slice is the caller's own.
func Codes() []string { return slices.Clone(loadFacts().codes) }

// CodeError reports a code that no country or subdivision has.
type CodeError struct {
	Code    string   // as it was given
	Nearest []string // at most four known codes, the nearest first; never empty
	Reason  string   // what is known of the code itself; may be empty
}

// Error quotes the code and names the nearest ones.
func (e *CodeError) Error() string {
	text := fmt.Sprintf("unknown holiday code %q", e.Code)
	if e.Reason != "" {
		text += " (" + e.Reason + ")"
	}
	return text + ": expected an ISO 3166 code such as " + orList(e.Nearest)
}

func orList(items []string) string {
	if n := len(items) - 1; n > 0 {
		return strings.Join(items[:n], ", ") + " or " + items[n]
	}
	return items[0]
}

// habitual are codes that people write although ISO 3166-1 reserves them or gave them up.
var habitual = map[string]struct{ code, reason string }{
	"UK": {"GB", "ISO 3166-1 says GB"},
	"EL": {"GR", "ISO 3166-1 says GR"},
	"EN": {"GB-ENG", "England is a subdivision of GB"},
	"SU": {"RU", "the Soviet Union was dissolved"},
	"YU": {"RS", "Yugoslavia was dissolved"},
	"CS": {"RS", "Serbia and Montenegro was dissolved"},
	"TP": {"TL", "ISO 3166-1 says TL"},
	"BU": {"MM", "ISO 3166-1 says MM"},
	"ZR": {"CD", "ISO 3166-1 says CD"},
}

// maxCode bounds the text that is compared with every code.
const maxCode = 48

func newCodeError(code string, known []string) *CodeError {
	e := &CodeError{Code: code}
	if len(code) > maxCode {
		e.Code = code[:maxCode] + "…"
		e.Nearest = []string{"US", "DE", "GB-SCT"}
		return e
	}
	tidy := strings.ReplaceAll(strings.ToUpper(strings.TrimSpace(code)), "_", "-")
	if places := codesOfPlace(strings.TrimSpace(code)); places != nil {
		e.Reason, e.Nearest = "a code is expected, not a name", places
		return e
	}
	if two, ok := codeOfThreeLetters(countryOf(tidy)); ok {
		e.Reason = "ISO 3166-1 has a code of two letters"
		tidy = two + strings.TrimPrefix(tidy, countryOf(tidy))
	} else if len(countryOf(tidy)) > 4 {
		// A word is no slip of a code: nothing is near it.
		e.Nearest = []string{"US", "DE", "GB-SCT"}
		return e
	}
	if h, ok := habitual[countryOf(tidy)]; ok {
		e.Reason = h.reason
		tidy = h.code + strings.TrimPrefix(tidy, countryOf(tidy))
	}
	if country := countryOf(tidy); country != tidy && slices.Contains(known, country) && e.Reason == "" && !slices.Contains(known, tidy) {
		e.Reason = country + " is known, this subdivision of it is not"
	}
	e.Nearest = nearest(tidy, known)
	return e
}

// nearest returns the codes that are the fewest edits away, those with the longest common beginning
// first. For an unknown subdivision of a known country they are of that country, and the country's
// own code is always one of them.
func nearest(code string, known []string) []string {
	type scored struct {
		code         string
		edits, begin int
	}
	country := countryOf(code)
	var all []scored
	ofCountry := country != code && slices.Contains(known, country)
	for _, k := range known {
		if ofCountry && countryOf(k) != country {
			continue
		}
		s := scored{code: k, edits: edits(code, k), begin: commonPrefix(code, k)}
		all = append(all, s)
	}
	slices.SortFunc(all, func(a, b scored) int {
		return cmp.Or(cmp.Compare(a.edits, b.edits), cmp.Compare(b.begin, a.begin), strings.Compare(a.code, b.code))
	})
	var codes []string
	for _, s := range all[:min(len(all), 4)] {
		if len(codes) > 0 && (all[0].edits == 0 || s.edits > all[0].edits+1) {
			break
		}
		codes = append(codes, s.code)
	}
	if ofCountry && !slices.Contains(codes, country) && all[0].edits > 0 {
		codes = append(codes[:min(len(codes), 3)], country)
	}
	return codes
}

func commonPrefix(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

// edits returns how many insertions, deletions and replacements of bytes make a into b.
func edits(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			replace := diagonal
			if a[i] != b[j] {
				replace++
			}
			diagonal = row[j+1]
			row[j+1] = min(replace, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
