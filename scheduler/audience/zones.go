package audience

import (
	_ "embed"
	"strings"
	"sync"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
)

//go:embed data/zones.tsv
var zonesTable string

// zoneTable is what the tables know of zones.
type zoneTable struct {
	country map[string]string // of the zones of zone.tab
	names   map[string]string // lower case to the name that stands for it: of today, not an old one
}

var loadZones = sync.OnceValue(func() *zoneTable {
	t := &zoneTable{country: make(map[string]string), names: make(map[string]string)}
	for line := range strings.Lines(zonesTable) {
		name, of, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		if now, old := strings.CutPrefix(of, "="); old {
			t.names[strings.ToLower(name)] = now
			continue
		}
		t.names[strings.ToLower(name)], t.country[name] = name, of
	}
	return t
})

// abbreviations are names of the database, or old links, that say no place where clocks change.
var abbreviations = map[string]bool{"cet": true, "cst6cdt": true, "eet": true, "est": true, "est5edt": true, "hst": true, "met": true, "mst": true, "mst7mdt": true, "pst8pdt": true, "wet": true}

// zone returns the zone of a name as programs write it. Place is false where the zone is an offset, such as UTC, that says
// nothing of where somebody is. Where a country is known, a Windows name gives its own zone with the same clocks.
func (a *atlas) zone(text, country string) (name string, place, ok bool) {
	text = strings.TrimSpace(text)
	low := strings.ToLower(text)
	if abbreviations[low] {
		return "", false, false
	}
	if now, known := loadZones().names[low]; known {
		if _, err := calendar.LoadZone(now); err == nil {
			return now, true, true
		}
		// An older database may have the old name only.
		_, err := calendar.LoadZone(text)
		return text, true, err == nil
	}
	switch low {
	case "utc", "gmt", "z", "uct", "zulu", "universal", "greenwich", "etc/utc", "etc/gmt", "etc/uct", "etc/zulu", "etc/universal", "etc/greenwich", "gmt0", "gmt+0", "gmt-0", "etc/gmt0", "etc/gmt+0", "etc/gmt-0":
		return "UTC", false, true
	}
	if windows, known := calendar.WindowsZone(text); known {
		if strings.HasPrefix(windows, "Etc/") {
			return windows, false, true
		}
		for _, s := range a.shares[country] {
			if sameClocks(s.TimeZone, windows) {
				return s.TimeZone, true, true
			}
		}
		return windows, true, true
	}
	if !exists(text) {
		return "", false, false
	}
	return text, !strings.HasPrefix(text, "Etc/"), true
}

// exists reports whether a name that the table lacks is a zone: one of Etc, or one that is newer. It asks calendar.LoadZone only
// for names that load, because that looks for what may have been meant by others, and rows may have many.
func exists(name string) bool {
	area, _, ok := strings.Cut(name, "/")
	if !ok || len(name) > 64 || area == "posix" || area == "right" {
		return false
	}
	if _, err := time.LoadLocation(name); err != nil {
		return false
	}
	_, err := calendar.LoadZone(name)
	return err == nil
}

// months are the firsts of the months of 2026, at noon.
var months = func() (list [12]time.Time) {
	for i := range list {
		list[i] = time.Date(2026, time.Month(i+1), 1, 12, 0, 0, 0, time.UTC)
	}
	return list
}()

// sameClocks reports whether two zones have the same offset in every month of 2026.
func sameClocks(a, b string) bool {
	if a == b {
		return true
	}
	for i := range months {
		x, ok := offsetAt(a, months[i])
		y, also := offsetAt(b, months[i])
		if !ok || !also || x != y {
			return false
		}
	}
	return true
}

// offsetAt returns the offset of a zone in minutes, and false where the zone is not found.
func offsetAt(zone string, t time.Time) (int, bool) {
	loc, err := calendar.LoadZone(zone)
	if err != nil {
		return 0, false
	}
	_, seconds := t.In(loc).Zone()
	return seconds / 60, true
}
