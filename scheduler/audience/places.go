package audience

import (
	_ "embed"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/quietwindow/quietwindow/calendar/national"
)

//go:embed data/places.tsv
var placesTable string

// atlas is what the tables know of countries and their subdivisions. It is built once and never written again.
type atlas struct {
	shares map[string][]Share // by code
	three  map[string]string  // code of three letters to that of two
	names  map[string]string  // folded English name of a country to its code
	parts  map[string]string  // country and folded name of a subdivision, "US hawaii", to its code
	days   map[string]bool    // codes with holidays of their own
}

var loadAtlas = sync.OnceValue(func() *atlas {
	a := &atlas{shares: make(map[string][]Share), three: make(map[string]string), names: make(map[string]string), parts: make(map[string]string), days: make(map[string]bool)}
	for line := range strings.Lines(placesTable) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		code := f[0]
		for _, s := range f[3:] {
			zone, people, _ := strings.Cut(s, " ")
			n, err := strconv.ParseInt(people, 10, 64)
			if err != nil {
				panic(err) // the table is a part of the program, and a test reads every line
			}
			a.shares[code] = append(a.shares[code], Share{zone, n})
		}
		if country, part, ok := strings.Cut(code, "-"); ok {
			a.parts[country+" "+fold(f[2])] = code
			a.parts[country+" "+fold(part)] = code
			continue
		}
		a.three[f[1]] = code
		a.names[fold(f[2])] = code
	}
	for line := range strings.Lines(otherNames) {
		code, names, _ := strings.Cut(strings.TrimSpace(line), " ")
		for name := range strings.SplitSeq(names, "|") {
			a.names[fold(name)] = code
		}
	}
	for _, code := range national.Codes() {
		a.days[code] = true
	}
	return a
})

// SharesOf returns how the customers of a country (ISO 3166-1, "US") or of a subdivision (ISO 3166-2, "US-TX")
// divide by time zone, most first, and false where the code is not in the table: subdivisions are in it only where their
// country has several clocks. The numbers are the people of its cities as GeoNames had them in March 2023, zones with
// equal clocks added up; data/README.md says more. The slice is the caller's own.
func SharesOf(code string) ([]Share, bool) {
	shares, ok := loadAtlas().shares[code]
	return slices.Clone(shares), ok
}

// knownCode reports whether a code is one of the table or of the holidays.
func knownCode(code string) bool {
	a := loadAtlas()
	return a.shares[code] != nil || a.days[code]
}

// country returns the code of a country as people write it.
func (a *atlas) country(text string) (code string, ok bool) {
	code = strings.ToUpper(strings.TrimSpace(text))
	if len(code) == 2 && a.shares[code] != nil {
		return code, true
	}
	if two, ok := a.three[code]; ok {
		return two, true
	}
	code, ok = a.names[fold(text)]
	return code, ok
}

// otherNames are names of countries that people and programs write, besides those of ISO 3166-1.
const otherNames = `AE UAE|U.A.E.|Emirates
BN Brunei
BO Bolivia
CD DR Congo|DRC|Congo-Kinshasa|Democratic Republic of the Congo
CG Republic of the Congo|Congo-Brazzaville
CI Ivory Coast
CV Cape Verde
CZ Czech Republic
FK Falkland Islands
FM Micronesia
GB UK|U.K.|Great Britain|Britain|United Kingdom
GR EL
IR Iran
KP North Korea
KR South Korea|Korea|Republic of Korea
LA Laos
MD Moldova
MK Macedonia
MM Burma
MO Macau
NL Holland|The Netherlands|Netherlands
PS Palestine
RU Russia
SY Syria
SZ Swaziland
TL TP|East Timor
TR Turkey|Türkiye
TW Taiwan
TZ Tanzania
US U.S.|U.S.A.|America|United States|the United States
VA Vatican
VE Venezuela
VN Vietnam
VG British Virgin Islands
VI US Virgin Islands
`

// fold brings a name to a form in which case, space, marks and stops do not matter.
func fold(name string) string {
	return strings.Map(func(r rune) rune {
		if r == ' ' || r == '.' || r == '-' || r == '_' || r == '\'' || r == '’' || r == ',' {
			return -1
		}
		return r
	}, marks.Replace(strings.ToLower(strings.TrimSpace(name))))
}

var marks = strings.NewReplacer("á", "a", "à", "a", "ã", "a", "â", "a", "ä", "a", "å", "a", "ā", "a", "é", "e", "è", "e", "ê", "e", "ë", "e", "í", "i", "ī", "i", "ï", "i",
	"ó", "o", "ô", "o", "õ", "o", "ö", "o", "ō", "o", "ú", "u", "ü", "u", "ū", "u", "ñ", "n", "ç", "c")
