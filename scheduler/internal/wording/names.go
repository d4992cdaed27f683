package wording

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/goodsign/monday"
)

// inDates are the months of locales that say them otherwise beside a day of the month, such as "15. ledna" for leden, where github.com/goodsign/monday
// does not: CLDR's, as testdata/names.json has them.
var inDates = map[string][12]string{
	"ca_ES": {"de gener", "de febrer", "de març", "d’abril", "de maig", "de juny", "de juliol", "d’agost", "de setembre", "d’octubre", "de novembre", "de desembre"},
	"cs_CZ": {"ledna", "února", "března", "dubna", "května", "června", "července", "srpna", "září", "října", "listopadu", "prosince"},
	"hr_HR": {"siječnja", "veljače", "ožujka", "travnja", "svibnja", "lipnja", "srpnja", "kolovoza", "rujna", "listopada", "studenoga", "prosinca"},
	"lt_LT": {"sausio", "vasario", "kovo", "balandžio", "gegužės", "birželio", "liepos", "rugpjūčio", "rugsėjo", "spalio", "lapkričio", "gruodžio"},
	"sk_SK": {"januára", "februára", "marca", "apríla", "mája", "júna", "júla", "augusta", "septembra", "októbra", "novembra", "decembra"},
}

// besideDay finds a month by name beside a day in a layout. Its group is all before the month.
var besideDay = regexp.MustCompile(`((?:^|[^0-9])[_0]?2\.? )January`)

// misspelled are names that github.com/goodsign/monday v1.0.2 has wrong, by CLDR; the Bulgarian one has a Latin letter.
var misspelled = map[string]*strings.Replacer{
	"bg_BG": strings.NewReplacer("Чt", "Чт"),
	"sl_SI": strings.NewReplacer("toret", "torek"),
	"uz_UZ": strings.NewReplacer("entyabr", "entabr", "ktyabr", "ktabr"),
}

// placeholder stands for a month while the rest is formatted; no layout and no name has it.
const placeholder = "\ue000"

// Date formats an instant with the names of a locale, such as "de_DE". The order of day and month, and 12 or 24 hours, are the layout's.
func Date(locale, layout string, t time.Time) (string, error) {
	if len(layout) > mostLayout {
		return "", fmt.Errorf("a layout of more than %d bytes", mostLayout)
	}
	if !slices.Contains(monday.ListLocales(), monday.Locale(locale)) {
		var known []string
		for _, l := range monday.ListLocales() {
			known = append(known, string(l))
		}
		slices.Sort(known)
		return "", fmt.Errorf("locale %q; expected one of %s", locale, strings.Join(known, ", "))
	}
	months, other := inDates[locale]
	if other {
		layout = besideDay.ReplaceAllString(layout, "${1}"+placeholder)
	}
	text := monday.Format(t, layout, monday.Locale(locale))
	if other {
		text = strings.ReplaceAll(text, placeholder, months[t.Month()-1])
	}
	if wrong := misspelled[locale]; wrong != nil {
		text = wrong.Replace(text)
	}
	return Clean(text), nil
}
