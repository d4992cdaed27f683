package national

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"
)

// otherData holds the days that are not public holidays, one table of the form of factsData for each
// category, written by internal/gen.
//
//go:embed other.bin
var otherData string

// atWork is the category of rest days that are worked. The others are in [Categories].
const atWork = "work"

// The years of the table of days that count only where asked for.
const (
	firstOtherYear = 2024
	lastOtherYear  = 2035
)

var loadOther = sync.OnceValue(func() map[string]*factTable {
	r := reader(otherData)
	tables := map[string]*factTable{}
	for range r.number() {
		category := r.text()
		tables[category] = readTable(reader(r.text()))
	}
	return tables
})

// Categories returns the categories of days that are no public holidays but count as such where
// [Source.Also] asks for them:
//
//   - half_day: a public holiday for part of the day, such as 24 December in the Northern Territory.
//   - bank: banks are closed.
//   - government: public offices are closed.
//   - optional: a day off at the choice of the employer or of the employee.
//   - de_facto: no law says so, but most people have the day off, such as Midsummer Eve in Sweden.
//
// The slice is the caller's own.
func Categories() []string { return []string{"half_day", "bank", "government", "optional", "de_facto"} }

// CategoryError reports a category that [Source.Also] does not know.
type CategoryError struct {
	Category string // as given
}

// Error quotes the category and lists those that there are.
func (e *CategoryError) Error() string {
	text := e.Category
	if len(text) > maxCode {
		text = text[:maxCode] + "…"
	}
	return fmt.Sprintf("unknown category of days %q: expected %s", text, orList(Categories()))
}

// Also returns the same source with further days as holidays: those of the given categories, which
// [Categories] lists. They are known for 2024 to 2035; a search beyond is told so by
// [Source.KnownBetween]. A category that is unknown is a *[CategoryError]; one that is given twice
// counts once. Without categories the source is the same.
func (s *Source) Also(categories ...string) (*Source, error) {
	for _, category := range categories {
		if !slices.Contains(Categories(), category) {
			return nil, &CategoryError{Category: category}
		}
	}
	also := append(slices.Clone(s.days.also), categories...)
	slices.SortFunc(also, func(a, b string) int { return slices.Index(Categories(), a) - slices.Index(Categories(), b) })
	days := newCodeDays(s.days.code, s.days.table)
	days.also, days.corrections = slices.Compact(also), s.days.corrections
	return &Source{days: days, except: s.except}, nil
}

// Categories returns the categories that were asked for with [Source.Also].
func (s *Source) Categories() []string { return slices.Clone(s.days.also) }

// others returns the days of a category in a year that the code and its country have.
func others(category, code string, year int) []fact {
	table := loadOther()[category]
	facts := table.of(code, year)
	if country := countryOf(code); country != code {
		facts = append(facts, table.of(country, year)...)
	}
	return facts
}

// categoriesInWords returns "half days and bank holidays" and the like.
func categoriesInWords(categories []string) string {
	words := map[string]string{
		"half_day": "half days", "bank": "bank holidays", "government": "days off of public offices",
		"optional": "optional holidays", "de_facto": "customary days off",
	}
	list := make([]string, len(categories))
	for i, c := range categories {
		list[i] = words[c]
	}
	if n := len(list) - 1; n > 0 {
		return strings.Join(list[:n], ", ") + " and " + list[n]
	}
	return list[0]
}
