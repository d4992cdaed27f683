package national

import (
	"slices"
	"strings"
	"sync"
	"time"
)

// choice says by which rules the days of a code are computed.
type choice struct {
	rules   rules
	decreed []string // names of the days that are taken from the table of facts, as far as that goes
	last    int      // the last year that the rules are sure of; 0 means lastYear
	origin  string
}

// The years that rules are sure of. Before the first one-off days are not known to this package;
// after the last a law would have stood unchanged for three generations.
const (
	firstYear = 2015
	lastYear  = 2100
)

const (
	byCal   = "rickar/cal v2.1.29"
	byRules = "rules of this package on rickar/cal v2.1.29"
)

// byDecree is added to the origin of codes some of whose days are decreed one by one.
const byDecree = ", decreed days: "

// Days that tables of cal lack.
var (
	easterSunday    = easter("Easter Sunday", 0)
	pentecost       = easter("Pentecost", 49)
	reformation2017 = fixed("Reformation Day", time.October, 31, since(2017), until(2017)) // 500 years, all of Germany
)

// choices lists the codes whose days are computed, and how. Those of any other code are facts
// (facts.go), or for a subdivision its country's days with the differences that the facts give. The
// sources of rules of this package are named where the rules are. It is built when the first source
// is asked for.
var choices = sync.OnceValue(func() map[string]choice {
	other, us, ca, gb, ch, oceania := otherRules(), usRules(), caRules(), gbRules(), chRules(), oceaniaRules()
	all := map[string]choice{
		"AR": {rules: other["AR"], decreed: []string{"Bridge Public Holiday", "FIFA World Cup 2022 Victory Day", "National Census Day 2022"}, origin: byRules},
		"AT": {rules: calTables["AT"], origin: byCal},
		"AU": {rules: oceania["AU"], origin: byRules},
		"BE": {rules: calTables["BE"], origin: byCal},
		"CA": {rules: ca["CA"], origin: byRules},
		"CH": {rules: ch["CH"], origin: byRules},
		"CY": {rules: calTables["CY"].plus(orthodox("Easter Sunday", 0)), origin: byCal},
		"CZ": {rules: calTables["CZ"].without("Velký pátek").plus(easter("Good Friday", -2, since(2016))), origin: byCal},
		"DE": {rules: calTables["DE"].plus(reformation2017), origin: byCal},
		"EE": {rules: calTables["EE"], origin: byCal},
		"ES": {rules: calTables["ES"], origin: byCal},
		"FI": {rules: calTables["FI"], origin: byCal},
		"FR": {rules: calTables["FR"], origin: byCal},
		"GB": {rules: gb["GB"], origin: byRules},
		"GR": {rules: other["GR"], decreed: []string{"Labor Day"}, last: 2035, origin: byCal},
		"HR": {rules: calTables["HR"].without("Dan državnosti", "Dan sjećanja na žrtve Domovinskog rata").plus(
			fixed("Statehood Day", time.June, 25, until(2019)), fixed("Independence Day", time.October, 8, until(2019)),
			fixed("Statehood Day", time.May, 30, since(2020)), fixed("Remembrance Day", time.November, 18, since(2020))), origin: byCal},
		"HU": {rules: calTables["HU"].without("Nagypéntek").plus(easter("Good Friday", -2, since(2017)), easter("Easter", 0), pentecost),
			decreed: []string{"Day off"}, origin: byCal},
		"IE": {rules: calTables["IE"], origin: byCal},
		// The afternoons of 24 and 31 December, which cal lists, are no whole days.
		"IS": {rules: calTables["IS"].without("Aðfangadagur", "Gamlársdagur").plus(easterSunday, pentecost), origin: byCal},
		"IT": {rules: other["IT"], origin: byRules},
		// cal lists the bridge days before the autumn equinox one by one, until 2032; the next is in 2037.
		"JP": {rules: calTables["JP"], last: 2036, origin: byCal},
		"LT": {rules: calTables["LT"].without("Mirusiųjų atminimo (Vėlinių) diena").plus(easterSunday, fixed("All Souls' Day", time.November, 2, since(2020)),
			nth("Mother's Day", 1, time.Sunday, time.May), nth("Father's Day", 1, time.Sunday, time.June)), origin: byCal},
		"LU": {rules: other["LU"], origin: byRules},
		"MT": {rules: calTables["MT"], origin: byCal},
		"MX": {rules: other["MX"], origin: byRules},
		"NC": {rules: calTables["NC"], origin: byCal},
		"NO": {rules: calTables["NO"].plus(easterSunday, pentecost), origin: byCal},
		"NZ": {rules: oceania["NZ"], last: 2052, origin: byRules},
		"PL": {rules: calTables["PL"].plus(easterSunday, pentecost,
			fixed("National Independence Day - 100th anniversary", time.November, 12, since(2018), until(2018))), origin: byCal},
		// Four days were suspended from 2013 to 2015.
		"PT": {rules: beginning(calTables["PT"], 2016, "Corpo de Deus", "Implantação da República", "Dia de Todos os Santos", "Restauração da Independência"), origin: byCal},
		"RO": {rules: beginning(calTables["RO"], 2017, "Ziua Unirii Principatelor Române"), origin: byCal},
		"RU": {rules: other["RU"], decreed: []string{"Day off"}, origin: byRules},
		"SI": {rules: calTables["SI"].without("novo leto").plus(fixed("New Year's Day", time.January, 1), fixed("New Year's Day", time.January, 2, since(2017))), decreed: []string{"Solidarity Day"}, origin: byCal},
		"UA": {rules: other["UA"], decreed: []string{"Day off"}, last: 2035, origin: byRules},
		"US": {rules: us["US"], origin: byCal},
		"ZA": {rules: other["ZA"], decreed: []string{"Public Holiday by Presidential Decree", "Local Government Elections", "Municipal elections",
			"National and Provincial Government Elections"}, origin: byRules},
	}
	for _, tables := range []map[string]rules{us, ca, gb, ch, oceania} {
		addSubdivisions(all, tables, byRules)
	}
	addSubdivisions(all, deRules(), byCal)
	addSubdivisions(all, calTables, byCal) // the cantons that cal has right
	return all
})

// addSubdivisions adds the subdivisions that the tables have and the list has not. They are sure of
// the same years as their country.
func addSubdivisions(all map[string]choice, tables map[string]rules, origin string) {
	for code, table := range tables {
		if _, ok := all[code]; !ok && strings.Contains(code, "-") {
			all[code] = choice{rules: table, origin: origin, last: all[countryOf(code)].last}
		}
	}
}

// beginning returns the rules with the named ones kept from a year on.
func beginning(table rules, year int, names ...string) rules {
	for _, h := range table {
		if slices.Contains(names, h.Name) {
			h.StartYear = year
		}
	}
	return table
}
