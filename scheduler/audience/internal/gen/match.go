package main

import (
	"log"
	"maps"
	"slices"
	"strings"
	"unicode"
)

// matchAdmins finds the ISO 3166-2 code of each of GeoNames' first levels: the same letters (US), a row of known, or
// the nearest name. What is left over is printed.
func matchAdmins(country string, states []isoCode, admins map[string]map[string]int64, names map[string]string) map[string]string {
	match := make(map[string]string)
	codes := make(map[string]bool)
	for _, s := range states {
		codes[s.code] = true
	}
	for _, admin := range slices.Sorted(maps.Keys(admins)) {
		name := names[country+"."+admin]
		code := known[country+"."+admin]
		if code == "" && country == "US" {
			code = "US-" + admin
		}
		if code == "" {
			code = nearest(name, states)
		}
		if !codes[code] {
			log.Printf("%s.%s %q: no code (%v)", country, admin, name, admins[admin])
			continue
		}
		match[admin] = code
	}
	return match
}

// nearest returns the code whose name is the same without marks and the words for a kind of place.
func nearest(name string, states []isoCode) string {
	want := fold(name)
	for _, s := range states {
		for part := range strings.FieldsFuncSeq(s.name, func(r rune) bool { return r == '[' || r == ']' || r == '(' || r == ')' }) {
			if fold(part) == want {
				return s.code
			}
		}
	}
	return ""
}

var kinds = []string{"autonomous", "republic", "respublika", "oblast'", "oblast", "krai", "kray", "okrug", "avtonomnyy", "city", "gorod", "province", "provincia", "region", "región",
	"state", "of", "the", "departamento", "departement", "district", "sheng", "shi", "zizhiqu", "de", "del", "regional", "takiwā", "wilaya", "distrito", "aimag"}

var marks = strings.NewReplacer("á", "a", "à", "a", "ã", "a", "â", "a", "ä", "a", "å", "a", "ā", "a", "é", "e", "è", "e", "ê", "e", "ë", "e", "í", "i", "ī", "i", "ï", "i", "ó", "o", "ô", "o", "õ", "o", "ö", "o", "ō", "o",
	"ú", "u", "ü", "u", "ū", "u", "ñ", "n", "ç", "c", "’", "", "'", "", "ʻ", "", "y", "i", "ʹ", "")

func fold(name string) string {
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return unicode.IsSpace(r) || r == '-' || r == ',' || r == '*' || r == '/' })
	words = slices.DeleteFunc(words, func(w string) bool { return slices.Contains(kinds, w) })
	return marks.Replace(strings.Join(words, ""))
}
