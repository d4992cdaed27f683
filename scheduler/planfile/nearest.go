package planfile

import "strings"

const (
	// longestTypo bounds the words that are compared, and mostCandidates those that they are compared
	// with, so that a hostile file cannot make the comparison the cost of reading it.
	longestTypo    = 40
	mostCandidates = 1_000
)

// nearest returns the candidate that a mistyped word was most likely meant to be, the first of
// several; case, underscores, hyphens and spaces do not count.
func nearest(word string, candidates []string) (string, bool) {
	if len(word) > longestTypo {
		return "", false
	}
	wanted := fold(word)
	best, least := "", 1+max(1, len(wanted)/3)
	for _, c := range candidates[:min(len(candidates), mostCandidates)] {
		if len(c) > 2*longestTypo {
			continue
		}
		if d := distance(wanted, fold(c)); d < least && d < len(wanted) {
			best, least = c, d
		}
	}
	return best, best != ""
}

func fold(s string) string {
	return strings.NewReplacer("_", "", "-", "", " ", "").Replace(strings.ToLower(s))
}

// distance is the fewest insertions, deletions and replacements of bytes, and exchanges of neighbours,
// that make one text of the other (optimal string alignment).
func distance(a, b string) int {
	before, row := make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		next := make([]int, len(b)+1)
		next[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			next[j] = min(row[j]+1, next[j-1]+1, row[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				next[j] = min(next[j], before[j-2]+1)
			}
		}
		before, row = row, next
	}
	return row[len(b)]
}
