package national

import (
	"time"

	"github.com/rickar/cal/v2"

	"github.com/quietwindow/quietwindow/calendar"
)

// chRules gives the rules of Switzerland and of the cantons that cal has wrong.
func chRules() map[string]rules {
	// naefels is the Näfelser Fahrt: the first Thursday of April, a week later if that is in Holy Week.
	naefels := nth("Battle of Naefels Victory Day", 1, time.Thursday, time.April, func(h *cal.Holiday) {
		inner := h.Func
		h.Func = func(h *cal.Holiday, year int) time.Time {
			t := inner(h, year)
			if dateRead(t).AddDays(3) == dateRead(cal.CalcEasterOffset(&cal.Holiday{}, year)) {
				return t.AddDate(0, 0, 7)
			}
			return t
		}
	})

	// chNational lists what all cantons keep. Only 1 August is federal law; the other three are on every
	// canton's own list. cal's ch.Holidays is the union of the cantons instead.
	chNational := rules{
		fixed("New Year's Day", time.January, 1),
		easter("Ascension Day", 39),
		fixed("National Day", time.August, 1),
		fixed("Christmas Day", time.December, 25),
	}

	// The days that several cantons keep.
	var (
		chBerchtold       = fixed("Saint Berchtold's Day", time.January, 2)
		chEpiphany        = fixed("Epiphany", time.January, 6)
		chJoseph          = fixed("Saint Joseph's Day", time.March, 19)
		chGoodFriday      = easter("Good Friday", -2)
		chEasterMonday    = easter("Easter Monday", 1)
		chLabor           = fixed("Labor Day", time.May, 1)
		chPentecostMonday = easter("Pentecost Monday", 50)
		chCorpusChristi   = easter("Corpus Christi", 60)
		chAssumption      = fixed("Assumption Day", time.August, 15)
		chAllSaints       = fixed("All Saints' Day", time.November, 1)
		chConception      = fixed("Immaculate Conception", time.December, 8)
		chStephen         = fixed("Saint Stephen's Day", time.December, 26)
		// In three cantons 26 December is a holiday only where it does not make four days off in a row.
		chStephenUnlessLong = fixed("Saint Stephen's Day", time.December, 26, only(func(year int) bool {
			day := calendar.Date{Year: year, Month: time.December, Day: 26}.Weekday()
			return day != time.Tuesday && day != time.Saturday
		}))
	)

	// chCantons holds the cantons whose tables cal has wrong or without days that fall on weekends.
	chCantons := map[string]rules{
		"CH-AG": chNational.plus(chBerchtold, chGoodFriday, chEasterMonday, chLabor, chPentecostMonday, chCorpusChristi, chAssumption, chAllSaints, chConception, chStephen),
		"CH-AI": chNational.plus(chGoodFriday, chEasterMonday, chPentecostMonday, chCorpusChristi, chAssumption, chAllSaints, chConception, chStephenUnlessLong),
		"CH-AR": chNational.plus(chGoodFriday, chEasterMonday, chPentecostMonday, chStephenUnlessLong),
		"CH-BL": chNational.plus(chGoodFriday, chEasterMonday, chLabor, chPentecostMonday, chStephen),
		"CH-FR": chNational.plus(chGoodFriday),
		"CH-GE": chNational.plus(chGoodFriday, chEasterMonday, chPentecostMonday, from("Genevan Fast", time.Thursday, time.September, 5), fixed("Restoration Day", time.December, 31)),
		"CH-GL": chNational.plus(naefels, chGoodFriday, chEasterMonday, chPentecostMonday, chAllSaints, chStephen),
		"CH-GR": chNational.plus(chEasterMonday, chPentecostMonday, chStephen),
		"CH-JU": chNational.plus(chBerchtold, chGoodFriday, chEasterMonday, chLabor, chPentecostMonday, chCorpusChristi, fixed("Independence Day", time.June, 23), chAssumption, chAllSaints),
		"CH-LU": chNational.plus(chBerchtold, chGoodFriday, chEasterMonday, chPentecostMonday, chCorpusChristi, chAssumption, chAllSaints, chConception, chStephen),
		// Neuchâtel keeps 2 January and 26 December only where the day before is a Sunday.
		"CH-NE": chNational.plus(fixed("Saint Berchtold's Day", time.January, 2, only(func(year int) bool {
			return (calendar.Date{Year: year, Month: time.January, Day: 2}).Weekday() == time.Monday
		})),
			fixed("Republic Day", time.March, 1), chGoodFriday, chLabor, chCorpusChristi,
			fixed("Saint Stephen's Day", time.December, 26, only(func(year int) bool {
				return (calendar.Date{Year: year, Month: time.December, Day: 26}).Weekday() == time.Monday
			}))),
		"CH-OW": chNational.plus(chGoodFriday, chCorpusChristi, chAssumption, fixed("Saint Nicholas of Flüe", time.September, 25), chAllSaints, chConception),
		"CH-SO": chNational.plus(chGoodFriday),
		"CH-TI": chNational.plus(chEpiphany, chJoseph, chEasterMonday, chLabor, chPentecostMonday, chCorpusChristi, fixed("Saints Peter and Paul", time.June, 29),
			chAssumption, chAllSaints, chConception, chStephen),
		"CH-UR": chNational.plus(chEpiphany, chJoseph, chGoodFriday, chEasterMonday, chPentecostMonday, chCorpusChristi, chAssumption, chAllSaints, chConception, chStephenUnlessLong),
		"CH-VD": chNational.plus(chBerchtold, chGoodFriday, chEasterMonday, chPentecostMonday, from("Prayer Monday", time.Monday, time.September, 16)),
		"CH-ZG": chNational.plus(chGoodFriday, chCorpusChristi, chAssumption, chAllSaints, chConception),
		// The city of Zurich closes further days than its canton.
		"CH-Stadt Zurich": chNational.plus(chBerchtold, chGoodFriday, chEasterMonday, chLabor, chPentecostMonday, chStephen,
			from("Knabenschiessen", time.Saturday, time.September, 7), nth("Knabenschiessen", 2, time.Sunday, time.September)),
	}

	chCantons["CH"] = chNational
	return chCantons
}
