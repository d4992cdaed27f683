package national

import "time"

// caRules gives the rules of Canada and its provinces.
func caRules() map[string]rules {
	// caNationwide lists the days that every province and territory keeps; the other five of the
	// federal list (Canada Labour Code, s. 166) bind employers under federal law only, and most
	// provinces have them too.
	caNationwide := rules{
		fixed("New Year's Day", time.January, 1, observed(toMonday)),
		easter("Good Friday", -2),
		fixed("Canada Day", time.July, 1),
		nth("Labor Day", 1, time.Monday, time.September),
		fixed("Christmas Day", time.December, 25, observed(toMonday)),
	}

	// The days that several provinces keep.
	var (
		caFamilyDay      = nth("Family Day", 3, time.Monday, time.February)
		caVictoriaDay    = from("Victoria Day", time.Monday, time.May, 18)
		caThanksgiving   = nth("Thanksgiving Day", 2, time.Monday, time.October)
		caRemembrance    = fixed("Remembrance Day", time.November, 11)
		caRemembranceMon = fixed("Remembrance Day", time.November, 11, observed(toMonday))
		caQueensFuneral  = fixed("Funeral of Her Majesty the Queen Elizabeth II", time.September, 19, since(2022), until(2022))
		caAboriginalDay  = fixed("National Aboriginal Day", time.June, 21)
	)

	// caProvinces follows the employment standards acts of the provinces.
	caProvinces := map[string]rules{
		"CA-AB": caMoved(caNationwide, observed(sundayToMonday)).plus(caFamilyDay, caVictoriaDay, caThanksgiving, caRemembranceMon),
		"CA-BC": caMoved(caNationwide, observed(sundayToMonday)).plus(nth("Family Day", 2, time.Monday, time.February, until(2018)),
			nth("Family Day", 3, time.Monday, time.February, since(2019)), caVictoriaDay, nth("British Columbia Day", 1, time.Monday, time.August),
			caThanksgiving, caRemembrance, caQueensFuneral).plus(caTruth(2023, observed(toMonday))...),
		"CA-MB": caNationwide.plus(nth("Louis Riel Day", 3, time.Monday, time.February), caVictoriaDay, caThanksgiving).plus(caTruth(2024, observed(toMonday))...),
		"CA-NB": caNationwide.plus(nth("Family Day", 3, time.Monday, time.February, since(2018)), nth("New Brunswick Day", 1, time.Monday, time.August),
			caRemembrance, caQueensFuneral),
		// 1 July is Memorial Day in Newfoundland and Labrador.
		"CA-NL": caMoved(caNationwide, observed(toMonday)).plus(fixed("Memorial Day", time.July, 1, observed(toMonday)), caRemembranceMon, caQueensFuneral),
		"CA-NS": caNationwide.plus(nth("Heritage Day", 3, time.Monday, time.February), caRemembranceMon, caQueensFuneral),
		"CA-NT": caNationwide.plus(caVictoriaDay, caAboriginalDay, nth("Civic Holiday", 1, time.Monday, time.August), caThanksgiving, caRemembrance).plus(caTruth(2022)...),
		"CA-NU": caNationwide.plus(caVictoriaDay, fixed("Nunavut Day", time.July, 9, since(2020)), nth("Civic Holiday", 1, time.Monday, time.August),
			caThanksgiving, caRemembrance).plus(caTruth(2022)...),
		"CA-ON": caNationwide.plus(caFamilyDay, caVictoriaDay, caThanksgiving, fixed("Boxing Day", time.December, 26, observed(twoDaysOn))),
		"CA-PE": caMoved(caNationwide, observed(toMonday)).plus(nth("Islander Day", 3, time.Monday, time.February), caRemembranceMon, caQueensFuneral).plus(caTruth(2022)...),
		"CA-QC": caMoved(caNationwide, observed(sundayToMonday)).plus(from("National Patriots' Day", time.Monday, time.May, 18),
			fixed("Saint John the Baptist Day", time.June, 24, observed(sundayToMonday)), caThanksgiving),
		"CA-SK": caMoved(caNationwide, observed(toMonday)).plus(caFamilyDay, caVictoriaDay, nth("Saskatchewan Day", 1, time.Monday, time.August), caThanksgiving, caRemembranceMon),
		"CA-YT": caMoved(caNationwide, observed(toMonday)).plus(caVictoriaDay, fixed("National Aboriginal Day", time.June, 21, since(2017)),
			nth("Discovery Day", 3, time.Monday, time.August), caThanksgiving, caRemembranceMon, caQueensFuneral).plus(caTruth(2023)...),
	}

	caProvinces["CA"] = caNationwide
	return caProvinces
}

// caTruth is the National Day for Truth and Reconciliation, which the provinces made a holiday one
// after another.
func caTruth(year int, options ...option) rules {
	return rules{fixed("National Day for Truth and Reconciliation", time.September, 30, append(options, since(year))...)}
}

// caMoved returns the nationwide days with Canada Day moved to Monday from the given weekdays.
func caMoved(nationwide rules, how option) rules {
	return nationwide.without("Canada Day").plus(fixed("Canada Day", time.July, 1, how))
}
