package national

// inEnglish returns the rules with English names.
func inEnglish(country string, table rules) rules {
	english := make(rules, len(table))
	for i, h := range table {
		own := *h
		for _, key := range [...]string{country + " " + h.Name, h.Name} {
			if name, ok := englishNames()[key]; ok {
				own.Name = name
				break
			}
		}
		english[i] = &own
	}
	return english
}

// sharedBeyond lists for a country the holidays that more than half of its subdivisions keep and
// that are not kept nationwide, in most of the years 2015 to 2035. A test computes it again.
var sharedBeyond = map[string][]string{
	"AU": {"Easter Saturday", "Easter Sunday", "King's Birthday"},
	"BA": {"Catholic Christmas Eve", "Catholic Easter Sunday", "Catholic Good Friday", "Eid al-Adha", "Eid al-Fitr",
		"Orthodox Christmas Eve", "Orthodox Easter Monday", "Orthodox Easter Sunday", "Victory Day"},
	"CA": {"Family Day", "Remembrance Day", "Thanksgiving Day", "Victoria Day"},
	"CH": {"Easter Monday", "Good Friday", "Pentecost Monday", "Saint Stephen's Day"},
	"DE": {"Reformation Day"},
	"ES": {"Maundy Thursday"},
	"MY": {"Deepavali", "New Year's Day", "Nuzul Al-Quran Day"},
	"SH": {"Ascension Day"},
}
