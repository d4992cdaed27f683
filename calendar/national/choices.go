package national

import (
	"maps"
	"slices"
	"time"

	"github.com/rickar/cal/v2/at"
	"github.com/rickar/cal/v2/be"
	"github.com/rickar/cal/v2/cy"
	"github.com/rickar/cal/v2/cz"
	"github.com/rickar/cal/v2/de"
	"github.com/rickar/cal/v2/ee"
	"github.com/rickar/cal/v2/es"
	"github.com/rickar/cal/v2/fi"
	"github.com/rickar/cal/v2/fr"
	"github.com/rickar/cal/v2/hr"
	"github.com/rickar/cal/v2/hu"
	"github.com/rickar/cal/v2/ie"
	"github.com/rickar/cal/v2/is"
	"github.com/rickar/cal/v2/jp"
	"github.com/rickar/cal/v2/lt"
	"github.com/rickar/cal/v2/mt"
	"github.com/rickar/cal/v2/nc"
	"github.com/rickar/cal/v2/no"
	"github.com/rickar/cal/v2/pl"
	"github.com/rickar/cal/v2/pt"
	"github.com/rickar/cal/v2/ro"
	"github.com/rickar/cal/v2/si"
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

// choices lists the codes whose days are computed. Those of any other code are facts (facts.go), or
// for a subdivision its country's days with the differences that the facts give.
var choices = joined(map[string]choice{
	"AR": {rules: arRules, decreed: []string{"Bridge Public Holiday", "FIFA World Cup 2022 Victory Day", "National Census Day 2022"}, origin: byRules},
	"AT": {rules: frozen(at.Holidays), origin: byCal},
	"AU": {rules: auShared, origin: byRules},
	"BE": {rules: frozen(be.Holidays), origin: byCal},
	"CA": {rules: caNationwide, origin: byRules},
	"CH": {rules: chNational, origin: byRules},
	"CY": {rules: frozen(cy.Holidays).plus(orthodox("Easter Sunday", 0)), origin: byCal},
	"CZ": {rules: frozen(cz.Holidays).without("Velký pátek").plus(easter("Good Friday", -2, since(2016))), origin: byCal},
	"DE": {rules: frozen(de.Holidays).plus(reformation2017), origin: byCal},
	"EE": {rules: frozen(ee.Holidays), origin: byCal},
	"ES": {rules: frozen(es.Holidays), origin: byCal},
	"FI": {rules: frozen(fi.Holidays), origin: byCal},
	"FR": {rules: frozen(fr.Holidays), origin: byCal},
	"GB": {rules: gbEnglandWales, origin: byRules},
	"GR": {rules: grRules, decreed: []string{"Labor Day"}, last: 2035, origin: byCal},
	"HR": {rules: frozen(hr.Holidays).without("Dan državnosti", "Dan sjećanja na žrtve Domovinskog rata").plus(
		fixed("Statehood Day", time.June, 25, until(2019)), fixed("Independence Day", time.October, 8, until(2019)),
		fixed("Statehood Day", time.May, 30, since(2020)), fixed("Remembrance Day", time.November, 18, since(2020))), origin: byCal},
	"HU": {rules: frozen(hu.Holidays).without("Nagypéntek").plus(easter("Good Friday", -2, since(2017)), easter("Easter", 0), pentecost),
		decreed: []string{"Day off"}, origin: byCal},
	"IE": {rules: frozen(ie.Holidays), origin: byCal},
	// The afternoons of 24 and 31 December, which cal lists, are no whole days.
	"IS": {rules: frozen(is.Holidays).without("Aðfangadagur", "Gamlársdagur").plus(easterSunday, pentecost), origin: byCal},
	"IT": {rules: itRules, origin: byRules},
	// cal lists the bridge days before the autumn equinox one by one, until 2032; the next is in 2037.
	"JP": {rules: frozen(jp.Holidays), last: 2036, origin: byCal},
	"LT": {rules: frozen(lt.Holidays).without("Mirusiųjų atminimo (Vėlinių) diena").plus(easterSunday, fixed("All Souls' Day", time.November, 2, since(2020)),
		nth("Mother's Day", 1, time.Sunday, time.May), nth("Father's Day", 1, time.Sunday, time.June)), origin: byCal},
	"LU": {rules: luRules, origin: byRules},
	"MT": {rules: frozen(mt.Holidays), origin: byCal},
	"MX": {rules: mxRules, origin: byRules},
	"NC": {rules: frozen(nc.Holidays), origin: byCal},
	"NO": {rules: frozen(no.Holidays).plus(easterSunday, pentecost), origin: byCal},
	"NZ": {rules: nzRules, last: 2052, origin: byRules},
	"PL": {rules: frozen(pl.Holidays).plus(easterSunday, pentecost,
		fixed("National Independence Day - 100th anniversary", time.November, 12, since(2018), until(2018))), origin: byCal},
	// Four days were suspended from 2013 to 2015.
	"PT": {rules: beginning(frozen(pt.Holidays), 2016, "Corpo de Deus", "Implantação da República", "Dia de Todos os Santos", "Restauração da Independência"), origin: byCal},
	"RO": {rules: beginning(frozen(ro.Holidays), 2017, "Ziua Unirii Principatelor Române"), origin: byCal},
	"RU": {rules: ruRules, decreed: []string{"Day off"}, origin: byRules},
	"SI": {rules: frozen(si.Holidays).without("novo leto").plus(fixed("New Year's Day", time.January, 1), fixed("New Year's Day", time.January, 2, since(2017))), decreed: []string{"Solidarity Day"}, origin: byCal},
	"UA": {rules: uaRules, decreed: []string{"Day off"}, last: 2035, origin: byRules},
	"US": {rules: usFederal, origin: byCal},
	"ZA": {rules: zaRules, decreed: []string{"Public Holiday by Presidential Decree", "Local Government Elections", "Municipal elections",
		"National and Provincial Government Elections"}, origin: byRules},
}, subdivisions(deStates, byCal, 0), subdivisions(chFromCal, byCal, 0), subdivisions(chCantons, byRules, 0), subdivisions(usStates, byRules, 0),
	subdivisions(caProvinces, byRules, 0), subdivisions(gbNations, byRules, 0), subdivisions(auStates, byRules, 0), subdivisions(nzRegions, byRules, 2052))

func subdivisions(tables map[string]rules, origin string, last int) map[string]choice {
	list := make(map[string]choice, len(tables))
	for code, table := range tables {
		list[code] = choice{rules: table, origin: origin, last: last}
	}
	return list
}

func joined(first map[string]choice, more ...map[string]choice) map[string]choice {
	for _, m := range more {
		maps.Copy(first, m)
	}
	return first
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
