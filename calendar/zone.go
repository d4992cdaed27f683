package calendar

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"
)

// ZoneError reports a time zone name that [LoadZone] refuses.
type ZoneError struct {
	Name    string   // as given
	Reason  string   // why it is refused
	Suggest []string // names that may have been meant, likeliest first; may be empty
}

// Error quotes the name, says why it is refused, and what may have been meant.
func (e *ZoneError) Error() string {
	text := fmt.Sprintf("time zone %q: %s", e.Name, e.Reason)
	if len(e.Suggest) > 0 {
		text += "; did you mean " + strings.Join(e.Suggest, " or ") + "?"
	}
	return text
}

// loadedZones keeps zones by name: time.LoadLocation reads and parses its file at every call
// (16 microseconds), and returns a new pointer each time.
var loadedZones sync.Map // string to *time.Location

// fixedNames are valid names of the database that stand for a fixed offset (EST) where people who
// write them mean a place whose clocks change.
var fixedNames = map[string]string{"EST": "America/New_York", "MST": "America/Denver", "HST": "Pacific/Honolulu"}

// LoadZone returns the zone of an IANA name such as "Europe/Berlin" or "UTC". Names are those of
// the database, letter by letter. Everything else is a *ZoneError with what may have been meant:
// "" and "Local" (which time.LoadLocation takes for UTC and for the machine's zone), abbreviations
// such as "EST" and "PST", offsets such as "GMT+1", Windows names, names in the wrong case, paths.
//
// Zones are kept by name, so two calls with one name return the same pointer; still, compare
// times, never zones. The data come from where time.LoadLocation finds them (the ZONEINFO variable,
// the system, time/tzdata). LoadZone is safe for concurrent use.
func LoadZone(name string) (*time.Location, error) {
	if loc, ok := loadedZones.Load(name); ok {
		return loc.(*time.Location), nil
	}
	if err := checkZoneName(name); err != nil {
		return nil, err
	}
	loc, err := time.LoadLocation(name)
	if err != nil {
		return nil, unknownZone(name)
	}
	kept, _ := loadedZones.LoadOrStore(name, loc)
	return kept.(*time.Location), nil
}

// ZoneNames returns the names of the IANA time zone database, release 2025c, links included, in
// order: for a list to choose from, so without EST, HST and MST, which LoadZone refuses. A name may be missing from an older database, and newer ones may
// have more; LoadZone tells. The slice is the caller's own.
func ZoneNames() []string {
	return slices.DeleteFunc(slices.Clone(zoneNames), func(name string) bool { return fixedNames[name] != "" })
}

// checkZoneName refuses the names that would load and mean something else.
func checkZoneName(name string) error {
	switch name {
	case "":
		return &ZoneError{Name: name, Reason: `the name is empty; expected an IANA name such as "Europe/Berlin"`}
	case "Local", "local":
		return &ZoneError{Name: name, Reason: `that is whatever the machine is set to; expected an IANA name such as "Europe/Berlin"`}
	}
	if place, ok := fixedNames[strings.ToUpper(name)]; ok {
		return &ZoneError{Name: name, Reason: "an abbreviation with a fixed offset, not a place", Suggest: []string{place}}
	}
	// A file system that ignores case would load europe/berlin on one machine and not on the next.
	if _, exact := slices.BinarySearch(zoneNames, name); !exact {
		for _, known := range zoneNames {
			if strings.EqualFold(known, name) {
				return &ZoneError{Name: name, Reason: "names are written as in the IANA database, letter by letter", Suggest: []string{known}}
			}
		}
	}
	for _, r := range name {
		if !isZoneRune(r) {
			return unknownZone(name)
		}
	}
	// Files beside the database load as well: the machine's own zone, and zones that count leap seconds.
	if first, _, _ := strings.Cut(name, "/"); slices.Contains([]string{"localtime", "posixrules", "Factory", "right", "posix"}, first) {
		_, rest, _ := strings.Cut(name, "/")
		err := &ZoneError{Name: name, Reason: "a file of the database that is no place"}
		if _, known := slices.BinarySearch(zoneNames, rest); known {
			err.Suggest = []string{rest}
		}
		return err
	}
	if strings.HasPrefix(name, "/") || strings.Contains(name, "..") || strings.Contains(name, "//") {
		return &ZoneError{Name: name, Reason: "a path, not an IANA name"}
	}
	return nil
}

func isZoneRune(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("/_-+", r)
}

// unknownZone says what a name that the database lacks may have been meant to be.
func unknownZone(name string) error {
	if known := strings.TrimSpace(name); known != name && slices.Contains(zoneNames, known) {
		return &ZoneError{Name: name, Reason: "there is space around the name", Suggest: loadable([]string{known})}
	}
	if iana, ok := WindowsZone(name); ok {
		return &ZoneError{Name: name, Reason: "a Windows name, not an IANA name", Suggest: []string{iana}}
	}
	if etc, ok := fixedOffsetZone(name); ok {
		return &ZoneError{Name: name, Reason: "an offset, not a place (in Etc names the sign is reversed)", Suggest: []string{etc}}
	}
	if len(name) > 64 {
		return &ZoneError{Name: name[:64], Reason: "longer than any IANA name"}
	}
	return &ZoneError{Name: name, Reason: "not in the IANA time zone database found here", Suggest: loadable(nearestZones(name))}
}

// loadable returns the names with a place for each that LoadZone refuses as an abbreviation.
func loadable(names []string) []string {
	for i, name := range names {
		if place, ok := fixedNames[name]; ok {
			names[i] = place
		}
	}
	return names
}

// fixedOffsetZone turns GMT+1, UTC+01:00 and +01 into the Etc name of that offset.
func fixedOffsetZone(name string) (string, bool) {
	rest := name
	for _, prefix := range []string{"GMT", "UTC"} {
		rest = strings.TrimPrefix(rest, prefix)
	}
	if len(rest) < 2 || rest[0] != '+' && rest[0] != '-' {
		return "", false
	}
	hours, _ := strings.CutSuffix(rest[1:], ":00")
	n, ok := parseDigits(hours)
	if !ok || n > 14 || n == 0 || rest[0] == '-' && n > 12 {
		return "", false
	}
	if rest[0] == '+' {
		return fmt.Sprintf("Etc/GMT-%d", n), true
	}
	return fmt.Sprintf("Etc/GMT+%d", n), true
}

// zoneAbbreviations are ones that people write and that time.Parse would invent a zone for.
var zoneAbbreviations = map[string][]string{
	"PST": {"America/Los_Angeles"}, "PDT": {"America/Los_Angeles"}, "PT": {"America/Los_Angeles"},
	"MDT": {"America/Denver"}, "MT": {"America/Denver"},
	"CST": {"America/Chicago", "Asia/Shanghai"}, "CDT": {"America/Chicago"}, "CT": {"America/Chicago"},
	"EDT": {"America/New_York"}, "ET": {"America/New_York"},
	"BST": {"Europe/London"}, "IST": {"Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"},
	"CEST": {"Europe/Berlin"}, "JST": {"Asia/Tokyo"}, "KST": {"Asia/Seoul"}, "SGT": {"Asia/Singapore"},
	"AEST": {"Australia/Brisbane"}, "AEDT": {"Australia/Sydney"}, "NZST": {"Pacific/Auckland"}, "NZDT": {"Pacific/Auckland"},
}

// nearestZones returns at most three names for a place that has no zone of its own, or within a few
// edits of the given one, nearest first.
func nearestZones(name string) []string {
	if places, ok := zoneAbbreviations[strings.ToUpper(name)]; ok {
		return slices.Clone(places)
	}
	if zones := zonesOfPlace(name); zones != nil {
		return zones
	}
	wanted := foldZone(name)
	wantedCity := wanted
	if _, city, ok := cutLast(wanted, '/'); ok {
		wantedCity = city
	}
	type near struct {
		name     string
		distance int
	}
	var found []near
	for _, known := range zoneNames {
		folded := foldZone(known)
		d := editDistance(wanted, folded)
		_, city, hasCity := cutLast(folded, '/')
		// People who leave out the continent still name the city.
		if hasCity && editDistance(wanted, city) <= 1 && len(wanted) > 3 {
			d = min(d, 1)
		}
		// Most of the name is the continent: the city has to be near on its own, or Dhaka is Dili.
		if hasCity && editDistance(wantedCity, city) > 1+len(wantedCity)/6 {
			continue
		}
		if d <= 2+len(wanted)/8 && d < len(wanted) {
			found = append(found, near{known, d})
		}
	}
	slices.SortStableFunc(found, func(a, b near) int { return a.distance - b.distance })
	var names []string
	for _, f := range found[:min(3, len(found))] {
		names = append(names, f.name)
	}
	return names
}

func foldZone(name string) string {
	return strings.NewReplacer(" ", "", "_", "", "-", "", `\`, "/").Replace(strings.ToLower(name))
}

func cutLast(s string, sep byte) (before, after string, found bool) {
	if i := strings.LastIndexByte(s, sep); i >= 0 {
		return s[:i], s[i+1:], true
	}
	return s, "", false
}

// editDistance is Levenshtein's: the fewest insertions, deletions and replacements of bytes.
func editDistance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		previous := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := previous
			if a[i] != b[j] {
				cost = 1 + min(previous, row[j], row[j+1])
			}
			previous, row[j+1] = row[j+1], cost
		}
	}
	return row[len(b)]
}
