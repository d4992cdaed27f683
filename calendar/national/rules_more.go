package national

import (
	"time"

	"github.com/rickar/cal/v2"
)

// otherRules gives the rules of countries without subdivisions of their own rules.
func otherRules() map[string]rules {
	// mxRules follows the Ley Federal del Trabajo, art. 74, as changed in 2006: the movable days are
	// Mondays. The change of government moved from 1 December to 1 October in 2024.
	mxRules := rules{
		fixed("New Year's Day", time.January, 1),
		nth("Constitution Day", 1, time.Monday, time.February),
		nth("Benito Juárez's birthday", 3, time.Monday, time.March),
		fixed("Labor Day", time.May, 1),
		fixed("Independence Day", time.September, 16),
		nth("Revolution Day", 3, time.Monday, time.November),
		fixed("Change of Federal Government", time.December, 1, until(2018), only(everySixth)),
		fixed("Change of Federal Government", time.October, 1, since(2024), only(everySixth)),
		fixed("Christmas Day", time.December, 25),
	}

	// arMonday is how Argentina moves holidays (Ley 27.399, art. 6): from Tuesday and Wednesday to the
	// Monday before, from Thursday and Friday to the Monday after.
	arMonday := []cal.AltDay{
		{Day: time.Tuesday, Offset: -1}, {Day: time.Wednesday, Offset: -2}, {Day: time.Thursday, Offset: 4}, {Day: time.Friday, Offset: 3},
	}

	// arRules leaves out Maundy Thursday, on which work is at the employer's choice (art. 3).
	arRules := rules{
		fixed("New Year's Day", time.January, 1),
		easter("Carnival Monday", -48),
		easter("Carnival Tuesday", -47),
		fixed("National Day of Remembrance for Truth and Justice", time.March, 24),
		fixed("Veteran's Day and the Fallen in the Malvinas War", time.April, 2, except(2020)),
		fixed("Veteran's Day and the Fallen in the Malvinas War", time.March, 31, since(2020), until(2020)),
		easter("Good Friday", -2),
		fixed("Labor Day", time.May, 1),
		fixed("May Revolution Day", time.May, 25),
		fixed("Pass to the Immortality of General Don Martín Miguel de Güemes", time.June, 17, since(2016), moved(arMonday[:3])), // no Friday: the 20th is a holiday
		fixed("Pass to the Immortality of General Don Manuel Belgrano", time.June, 20),
		fixed("Independence Day", time.July, 9),
		nth("Pass to the Immortality of General Don José de San Martín", 3, time.Monday, time.August, until(2016)),
		fixed("Pass to the Immortality of General Don José de San Martín", time.August, 17, since(2017), moved(arMonday)),
		fixed("Respect for Cultural Diversity Day", time.October, 12, moved(arMonday)),
		fixed("National Sovereignty Day", time.November, 20, moved(arMonday), except(2015, 2016)),
		fixed("National Sovereignty Day", time.November, 27, until(2015)),
		fixed("National Sovereignty Day", time.November, 28, since(2016), until(2016)),
		fixed("Immaculate Conception", time.December, 8),
		fixed("Christmas Day", time.December, 25),
	}

	ruRules := rules{
		fixed("New Year Holidays", time.January, 1), fixed("New Year Holidays", time.January, 2), fixed("New Year Holidays", time.January, 3),
		fixed("New Year Holidays", time.January, 4), fixed("New Year Holidays", time.January, 5), fixed("New Year Holidays", time.January, 6),
		fixed("Christmas Day", time.January, 7), fixed("New Year Holidays", time.January, 8),
	}.plus(ruMoved("Defender of the Fatherland Day", time.February, 23, 2019, 2025)...).
		plus(ruMoved("International Women's Day", time.March, 8, 2025)...).
		plus(ruMoved("Holiday of Spring and Labor", time.May, 1)...).
		plus(ruMoved("Victory Day", time.May, 9)...).
		plus(ruMoved("Russia Day", time.June, 12)...).
		plus(ruMoved("Unity Day", time.November, 4)...)

	// uaRules ends early in 2022: under martial law (Law 2136-IX of 15 March 2022, art. 6) holidays are
	// working days.
	uaRules := rules{
		fixed("New Year's Day", time.January, 1, observed(toMonday), until(2022)),
		fixed("Christmas Day", time.January, 7, observed(toMonday), until(2022)),
		fixed("International Women's Day", time.March, 8, observed(toMonday), until(2022)),
		// 1 May and the day after Easter: one substitute makes room for the other.
		orthodox("Easter Sunday (Pascha)", 0, observed(sundayToMonday), until(2021), except(2016, 2021)),
		orthodox("Easter Sunday (Pascha)", 0, observed([]cal.AltDay{{Day: time.Sunday, Offset: 2}}), since(2016), until(2021), except(2017, 2018, 2019, 2020)),
		orthodox("Pentecost", 49, observed(sundayToMonday), until(2021)),
		fixed("International Workers' Solidarity Day", time.May, 1, observed([]cal.AltDay{{Day: time.Friday, Offset: 3}, {Day: time.Sunday, Offset: 2}}), until(2016)),
		fixed("International Workers' Solidarity Day", time.May, 1, since(2017), until(2017)),
		fixed("International Workers' Solidarity Day", time.May, 2, until(2017)),
		fixed("Labor Day", time.May, 1, observed(toMonday), since(2018), until(2021)),
		fixed("Victory Day", time.May, 9, observed(toMonday), until(2015)),
		fixed("Day of Victory over Nazism in World War II (Victory Day)", time.May, 9, observed(toMonday), since(2016), until(2021)),
		fixed("Day of the Constitution of Ukraine", time.June, 28, observed(toMonday), until(2021)),
		fixed("Independence Day", time.August, 24, observed(toMonday), until(2021)),
		fixed("Defender of Ukraine Day", time.October, 14, observed(toMonday), until(2020)),
		fixed("Day of defenders of Ukraine", time.October, 14, observed(toMonday), since(2021), until(2021)),
		fixed("Christmas Day", time.December, 25, observed(toMonday), since(2017), until(2021)),
	}

	// luRules follows the Code du travail, art. L. 232-2; 9 May was added by the law of 25 April 2019.
	luRules := rules{
		fixed("New Year's Day", time.January, 1),
		easter("Easter Monday", 1),
		fixed("Labor Day", time.May, 1),
		fixed("Europe Day", time.May, 9, since(2019)),
		easter("Ascension Day", 39),
		easter("Pentecost Monday", 50),
		fixed("National Day", time.June, 23),
		fixed("Assumption Day", time.August, 15),
		fixed("All Saints' Day", time.November, 1),
		fixed("Christmas Day", time.December, 25),
		fixed("Saint Stephen's Day", time.December, 26),
	}

	// itRules follows Legge 260/1949 and later laws; 4 October was restored by Legge 151/2025.
	itRules := rules{
		fixed("New Year's Day", time.January, 1),
		fixed("Epiphany", time.January, 6),
		easter("Easter Sunday", 0),
		easter("Easter Monday", 1),
		fixed("Liberation Day", time.April, 25),
		fixed("Labor Day", time.May, 1),
		fixed("Republic Day", time.June, 2),
		fixed("Assumption Of Mary Day", time.August, 15),
		fixed("Saint Francis of Assisi, Patron Saint of Italy", time.October, 4, since(2026)),
		fixed("All Saints' Day", time.November, 1),
		fixed("Immaculate Conception", time.December, 8),
		fixed("Christmas Day", time.December, 25),
		fixed("Saint Stephen's Day", time.December, 26),
	}

	// zaRules follows the Public Holidays Act 1994: a Sunday gives a further day on Monday, but none for
	// 25 December, since the 26th is a holiday.
	zaRules := rules{
		fixed("New Year's Day", time.January, 1, observed(sundayToMonday)),
		fixed("Human Rights Day", time.March, 21, observed(sundayToMonday)),
		easter("Good Friday", -2),
		easter("Family Day", 1),
		fixed("Freedom Day", time.April, 27, observed(sundayToMonday)),
		fixed("Workers' Day", time.May, 1, observed(sundayToMonday)),
		fixed("Youth Day", time.June, 16, observed(sundayToMonday)),
		fixed("National Women's Day", time.August, 9, observed(sundayToMonday)),
		fixed("Heritage Day", time.September, 24, observed(sundayToMonday)),
		fixed("Day of Reconciliation", time.December, 16, observed(sundayToMonday)),
		fixed("Christmas Day", time.December, 25),
		fixed("Day of Goodwill", time.December, 26, observed(sundayToMonday)),
	}

	// grRules is cal's table, but for 1 May: where that is a weekend or falls in Holy Week a decree
	// moves it.
	grRules := calTables["GR"].without("Εργατική Πρωτομαγιά").plus(
		fixed("Labor Day", time.May, 1, except(2024)),
		fixed("Labor Day", time.May, 7, since(2024), until(2024)),
	)

	return map[string]rules{
		"AR": arRules, "GR": grRules, "IT": itRules, "LU": luRules, "MX": mxRules, "RU": ruRules, "UA": uaRules, "ZA": zaRules,
	}
}

func everySixth(year int) bool { return year%6 == 2 }

// ruMoved is a Russian holiday with the substitute of the Labour Code, art. 112: the next working
// day. In some years the government gave another day off in its stead.
func ruMoved(name string, month time.Month, day int, elsewhere ...int) rules {
	table := rules{fixed(name, month, day, observed(toMonday), except(elsewhere...))}
	for _, year := range elsewhere {
		table = append(table, fixed(name, month, day, since(year), until(year)))
	}
	return table
}
