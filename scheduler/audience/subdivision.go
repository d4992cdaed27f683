package audience

import "strings"

// subdivision returns the code of a subdivision as people write it, with the country's code if that is known
// already, and the country that it is a part of. Subdivisions that have a country's code as well, such as Puerto Rico, are that
// country. ok is false where nothing is known of it.
func (a *atlas) subdivision(text, country string) (code, of string, ok bool) {
	code = strings.ReplaceAll(strings.ToUpper(strings.TrimSpace(text)), "_", "-")
	before, part, whole := strings.Cut(code, "-")
	if whole {
		if two, known := a.country(before); known && len(before) <= 3 {
			code, country = two+"-"+part, two
		} else {
			whole = false
		}
	}
	if other, both := countriesToo[code]; both && whole {
		return other, other, true
	}
	if !whole {
		if country == "" {
			return "", "", false
		}
		if known, found := a.parts[country+" "+fold(text)]; found {
			return known, country, true
		}
		code = country + "-" + code
	}
	if other, both := countriesToo[code]; both {
		return other, other, true
	}
	if a.shares[code] != nil || a.days[code] {
		return code, country, true
	}
	// Of a country of one clock every code is as good as another, but holidays must be known.
	if len(a.shares[country]) == 1 && isPart(code) {
		return country, country, true
	}
	return "", country, false
}

// isPart reports whether a code has the form of ISO 3166-2: two letters, a hyphen, one to three letters or digits.
func isPart(code string) bool {
	if len(code) < 4 || len(code) > 6 {
		return false
	}
	for i := range len(code) {
		letter, digit := code[i] >= 'A' && code[i] <= 'Z', code[i] >= '0' && code[i] <= '9'
		if i == 2 && code[i] != '-' || i != 2 && !letter && !(digit && i > 2) {
			return false
		}
	}
	return true
}

// countriesToo are the subdivisions of ISO 3166-2 that have a code in ISO 3166-1 as well, clocks and holidays of their
// own with it.
var countriesToo = map[string]string{
	"CN-HK": "HK", "CN-MO": "MO", "CN-TW": "TW", "FI-01": "AX", "FR-971": "GP", "FR-972": "MQ", "FR-973": "GF", "FR-974": "RE", "FR-976": "YT",
	"FR-BL": "BL", "FR-MF": "MF", "FR-NC": "NC", "FR-PF": "PF", "FR-PM": "PM", "FR-TF": "TF", "FR-WF": "WF", "NL-AW": "AW", "NL-BQ1": "BQ", "NL-BQ2": "BQ", "NL-BQ3": "BQ",
	"NL-CW": "CW", "NL-SX": "SX", "NO-21": "SJ", "NO-22": "SJ", "US-AS": "AS", "US-GU": "GU", "US-MP": "MP", "US-PR": "PR", "US-UM": "UM", "US-VI": "VI",
}
