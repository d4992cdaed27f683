package national

import (
	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/at"
	"github.com/rickar/cal/v2/be"
	"github.com/rickar/cal/v2/ch"
	"github.com/rickar/cal/v2/cy"
	"github.com/rickar/cal/v2/cz"
	"github.com/rickar/cal/v2/de"
	"github.com/rickar/cal/v2/ee"
	"github.com/rickar/cal/v2/es"
	"github.com/rickar/cal/v2/fi"
	"github.com/rickar/cal/v2/fr"
	"github.com/rickar/cal/v2/gr"
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
	"github.com/rickar/cal/v2/us"
)

// calTables holds copies of the tables of cal that are in use, taken when the program starts, so
// that nothing it does later to cal's exported variables changes what this package answers.
var calTables = map[string]rules{
	"AT":    frozen(at.Holidays),
	"BE":    frozen(be.Holidays),
	"CY":    frozen(cy.Holidays),
	"CZ":    frozen(cz.Holidays),
	"DE":    frozen(de.Holidays),
	"EE":    frozen(ee.Holidays),
	"ES":    frozen(es.Holidays),
	"FI":    frozen(fi.Holidays),
	"FR":    frozen(fr.Holidays),
	"GR":    frozen(gr.Holidays),
	"HR":    frozen(hr.Holidays),
	"HU":    frozen(hu.Holidays),
	"IE":    frozen(ie.Holidays),
	"IS":    frozen(is.Holidays),
	"JP":    frozen(jp.Holidays),
	"LT":    frozen(lt.Holidays),
	"MT":    frozen(mt.Holidays),
	"NC":    frozen(nc.Holidays),
	"NO":    frozen(no.Holidays),
	"PL":    frozen(pl.Holidays),
	"PT":    frozen(pt.Holidays),
	"RO":    frozen(ro.Holidays),
	"SI":    frozen(si.Holidays),
	"US":    frozen(us.Holidays),
	"CH-BE": frozen(ch.HolidaysBE),
	"CH-BS": frozen(ch.HolidaysBS),
	"CH-NW": frozen(ch.HolidaysNW),
	"CH-SG": frozen(ch.HolidaysSG),
	"CH-SH": frozen(ch.HolidaysSH),
	"CH-SZ": frozen(ch.HolidaysSZ),
	"CH-TG": frozen(ch.HolidaysTG),
	"CH-VS": frozen(ch.HolidaysVS),
	"CH-ZH": frozen(ch.HolidaysZH),
	"DE-BB": frozen(de.HolidaysBB),
	"DE-BE": frozen(de.HolidaysBE),
	"DE-BW": frozen(de.HolidaysBW),
	"DE-BY": frozen(de.HolidaysBY),
	"DE-HB": frozen(de.HolidaysHB),
	"DE-HE": frozen(de.HolidaysHE),
	"DE-HH": frozen(de.HolidaysHH),
	"DE-MV": frozen(de.HolidaysMV),
	"DE-NI": frozen(de.HolidaysNI),
	"DE-NW": frozen(de.HolidaysNW),
	"DE-RP": frozen(de.HolidaysRP),
	"DE-SH": frozen(de.HolidaysSH),
	"DE-SL": frozen(de.HolidaysSL),
	"DE-SN": frozen(de.HolidaysSN),
	"DE-ST": frozen(de.HolidaysST),
	"DE-TH": frozen(de.HolidaysTH),
}

// frozen returns copies of a table of cal.
func frozen(table []*cal.Holiday) rules {
	copies := make([]cal.Holiday, len(table))
	own := make(rules, len(table))
	for i, h := range table {
		copies[i] = *h
		own[i] = &copies[i]
	}
	return own
}
