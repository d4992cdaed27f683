package feed

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
)

// zoneTable finds what the zone names of one calendar stand for.
type zoneTable struct {
	reader  *reader
	defined map[string]component // VTIMEZONE, by TZID
	only    string               // the TZID that is defined, if there is one only
	shown   string               // X-WR-TIMEZONE
	events  []component
	spoken  map[string]*years // of each TZID

	known    map[string]*time.Location
	unknown  map[string]error
	authored bool
	clock    clock
}

func (z *zoneTable) define(c component) {
	id := unescape(c.value("TZID"))
	if z.defined == nil {
		z.defined = map[string]component{}
	}
	if _, twice := z.defined[id]; !twice {
		z.defined[id] = c
	}
	z.only = ""
	if len(z.defined) == 1 {
		z.only = id
	}
}

// unescape undoes the escapes of a TZID, which is text in its VTIMEZONE and a parameter elsewhere.
func unescape(s string) string {
	s = strings.NewReplacer(`\,`, ",", `\;`, ";", `\\`, `\`).Replace(s)
	return strings.Trim(s, `"`)
}

// load returns the zone that a TZID stands for.
func (z *zoneTable) load(tzid string, line int) (*time.Location, error) {
	tzid = unescape(strings.TrimSpace(tzid))
	if loc, ok := z.known[tzid]; ok {
		return loc, nil
	}
	if err, ok := z.unknown[tzid]; ok {
		return nil, err
	}
	loc, as, named, err := z.find(tzid)
	if err != nil {
		if z.unknown == nil {
			z.unknown = map[string]error{}
		}
		z.unknown[tzid] = err
		return nil, err
	}
	if z.known == nil {
		z.known = map[string]*time.Location{}
	}
	z.known[tzid] = loc
	if !slices.Contains(z.reader.found, loc) {
		z.reader.found = append(z.reader.found, loc)
	}
	if as != "" {
		z.reader.warn(line, fmt.Sprintf("TZID %s: %s", quote(tzid), as))
	}
	if named {
		if day, differs := z.contradicted(tzid, loc); differs {
			z.reader.warn(line, fmt.Sprintf("TZID %s: its VTIMEZONE has other offsets than %s, first on %s; %s holds", quote(tzid), loc, day, loc))
		}
	}
	return loc, nil
}

// find returns the zone, where the name is none of the IANA database a clause that says how it was
// understood, and whether it is a name that a database knows. A name that a database knows comes first, then the file's own VTIMEZONE, then names that
// only look like ones.
func (z *zoneTable) find(tzid string) (loc *time.Location, as string, named bool, err error) {
	if len(tzid) > 200 {
		return nil, "", false, fmt.Errorf("TZID %s: longer than any name of a zone", quote(tzid))
	}
	w := z.reader.world
	if loc := w.load(tzid); loc != nil {
		return loc, "", true, nil
	}
	definition, defined := z.defined[tzid]
	for _, known := range []struct{ name, as string }{
		{definition.value("X-LIC-LOCATION"), "read as %s, its X-LIC-LOCATION"},
		{windowsName(tzid), "read as %s, which Windows calls so"},
		{pathName(tzid, w), "read as %s, with which it ends"},
		{w.anyCase(tzid), "read as %s, which is written so"},
	} {
		if known.name == "" {
			continue
		}
		if loc := w.listed(known.name); loc != nil {
			return loc, fmt.Sprintf(known.as, known.name), true, nil
		}
	}
	if defined {
		loc, as, err := z.fromDefinition(tzid, definition)
		if err != nil {
			return nil, "", false, fmt.Errorf("TZID %s: its VTIMEZONE cannot be read: %w", quote(tzid), err)
		}
		return loc, as, false, nil
	}
	if loc, name := microsoftZone(tzid, w); loc != nil {
		return loc, fmt.Sprintf("read as %s, which Microsoft calls so", name), false, nil
	}
	if loc := fixedOffset(tzid); loc != nil {
		return loc, fmt.Sprintf("read as an offset that never changes, %s of UTC", eastOrWest(loc)), false, nil
	}
	return nil, "", false, fmt.Errorf("TZID %s: expected an IANA or Windows name, or a VTIMEZONE that defines it (%w)", quote(tzid), w.why(tzid))
}

// pathName returns the IANA name in which a TZID ends that begins with a slash: such a one is unique in the
// world, and by custom ends so.
func pathName(tzid string, w *world) string {
	if !strings.HasPrefix(tzid, "/") {
		return ""
	}
	parts := strings.Split(tzid, "/")
	for n := 3; n >= 1; n-- {
		if len(parts) > n {
			name := strings.Join(parts[len(parts)-n:], "/")
			if w.listed(name) != nil && (n > 1 || name == "UTC") {
				return name
			}
		}
	}
	return ""
}

func windowsName(tzid string) string {
	iana, _ := calendar.WindowsZone(tzid)
	return iana
}

// world looks zones up, each once.
type world struct {
	names  []string // of the IANA database, in order
	loaded map[string]*time.Location
	errors map[string]error
}

// maxUnlisted is how many names that are not listed are looked up in the machine's database, which may be newer
// than the list. To say what such a name may have been meant to be is dear.
const maxUnlisted = 50

// load returns the zone of an IANA name, nil where there is none.
func (w *world) load(name string) *time.Location {
	if loc, ok := w.loaded[name]; ok {
		return loc
	}
	if _, ok := w.errors[name]; ok || !w.lists(name) && len(w.errors) >= maxUnlisted {
		return nil
	}
	if w.loaded == nil {
		w.loaded, w.errors = map[string]*time.Location{}, map[string]error{}
	}
	loc, err := calendar.LoadZone(name)
	if err != nil {
		w.errors[name] = err
		return nil
	}
	w.loaded[name] = loc
	return loc
}

// listed returns the zone of a name that is on the list, nil where it is not.
func (w *world) listed(name string) *time.Location {
	if !w.lists(name) {
		return nil
	}
	return w.load(name)
}

func (w *world) lists(name string) bool {
	_, ok := slices.BinarySearch(w.all(), name)
	return ok
}

func (w *world) all() []string {
	if w.names == nil {
		w.names = calendar.ZoneNames()
	}
	return w.names
}

// why says why a name is none, with what it may have been meant to be.
func (w *world) why(name string) error {
	if err, ok := w.errors[name]; ok {
		return err
	}
	return fmt.Errorf("time zone %s is not known", quote(name))
}

// anyCase returns the IANA name that is written alike but for upper and lower case and blanks.
func (w *world) anyCase(name string) string {
	name = strings.ReplaceAll(name, " ", "_")
	for _, known := range w.all() {
		if len(known) == len(name) && strings.EqualFold(known, name) {
			return known
		}
	}
	return ""
}
