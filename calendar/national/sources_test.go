package national

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// factsOnly returns the days of a code as the table of facts alone gives them.
func factsOnly(code string) *codeDays {
	table := loadFacts()
	c := &codeDays{code: code, table: table, years: map[int]*codeYear{}, first: table.firstYear, last: table.lastYear}
	if country := countryOf(code); country != code {
		c.base = factsOnly(country)
	}
	return c
}

// differences lists the dates that one source has and the other has not, by name and side.
func differences(code string) []string {
	ours, theirs := newCodeDays(code, loadFacts()), factsOnly(code)
	found := map[string]int{}
	for year := 2015; year <= 2035; year++ {
		has, have := map[string]bool{}, map[string]bool{}
		for _, h := range ours.inYear(year) {
			has[h.Date.String()] = true
		}
		for _, h := range theirs.inYear(year) {
			have[h.Date.String()] = true
			if !has[h.Date.String()] {
				found[code+" facts only: "+h.Name]++
			}
		}
		for _, h := range ours.inYear(year) {
			if !have[h.Date.String()] {
				found[code+" rules only: "+h.Name]++
			}
		}
	}
	list := []string{}
	for _, k := range slices.Sorted(maps.Keys(found)) {
		list = append(list, fmt.Sprintf("%s (%d)", k, found[k]))
	}
	return list
}

// TestRulesAgainstFacts compares every computed code with the facts, 2015 to 2035, all days of the
// week. The differences that are meant are in testdata/rules_against_facts.txt, with the number of
// days and, after a tab, why; a new one fails.
func TestRulesAgainstFacts(t *testing.T) {
	var list []string
	for _, code := range slices.Sorted(maps.Keys(choices())) {
		list = append(list, differences(code)...)
	}
	want, err := os.ReadFile("testdata/rules_against_facts.txt")
	require.NoError(t, err)
	meant := []string{}
	for line := range strings.Lines(string(want)) {
		difference, why, _ := strings.Cut(line, "\t")
		assert.NotEmpty(t, strings.TrimSpace(why), difference)
		meant = append(meant, difference)
	}
	assert.Equal(t, meant, list)
}

// TestSharedBeyond computes which days most subdivisions keep beyond the bare code, in most years.
func TestSharedBeyond(t *testing.T) {
	table := loadFacts()
	subdivisions := map[string][]*codeDays{}
	for _, code := range table.codes {
		if country := countryOf(code); country != code {
			subdivisions[country] = append(subdivisions[country], newCodeDays(code, table))
		}
	}
	shared := map[string][]string{}
	for country, list := range subdivisions {
		base := newCodeDays(country, table)
		years := map[string]map[int]bool{}
		for year := table.firstYear; year <= table.lastYear; year++ {
			for _, name := range sharedIn(year, base, list) {
				if years[name] == nil {
					years[name] = map[int]bool{}
				}
				years[name][year] = true
			}
		}
		for _, name := range slices.Sorted(maps.Keys(years)) {
			if 2*len(years[name]) > table.lastYear-table.firstYear+1 {
				shared[country] = append(shared[country], name)
			}
		}
	}
	assert.Equal(t, sharedBeyond, shared)
}

// sharedIn returns the names that most of the subdivisions give to dates that the country does not
// keep in the year and most of them do.
func sharedIn(year int, base *codeDays, subdivisions []*codeDays) []string {
	kept := map[string]bool{}
	for _, h := range base.inYear(year) {
		kept[h.Date.String()] = true
	}
	votes := map[string]map[string]int{}
	count := map[string]int{}
	for _, s := range subdivisions {
		seen := map[string]bool{}
		for _, h := range s.inYear(year) {
			d := h.Date.String()
			if kept[d] || seen[d] {
				continue
			}
			seen[d] = true
			count[d]++
			if votes[d] == nil {
				votes[d] = map[string]int{}
			}
			votes[d][h.Name]++
		}
	}
	var names []string
	for d, n := range count {
		if 2*n > len(subdivisions) {
			best := slices.MaxFunc(slices.Sorted(maps.Keys(votes[d])), func(a, b string) int { return votes[d][a] - votes[d][b] })
			names = append(names, best)
		}
	}
	return names
}

// TestEveryRuleHasAnEnglishName finds names of cal's tables that names_english.go lacks: those that
// no fact has either.
func TestEveryRuleHasAnEnglishName(t *testing.T) {
	known := loadFacts().names
	var unknown []string
	for _, code := range slices.Sorted(maps.Keys(choices())) {
		if !strings.HasPrefix(choices()[code].origin, byCal) {
			continue
		}
		for _, h := range newCodeDays(code, loadFacts()).rules.rules {
			if !slices.Contains(known, h.Name) {
				unknown = append(unknown, code+" "+h.Name)
			}
		}
	}
	assert.Empty(t, unknown)
}
