package calendar

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// OutdatedZone is a zone whose data, as found on this machine, are older than a change of law.
type OutdatedZone struct {
	// Zone is the zone's name.
	Zone string
	// From is the first instant, as far as is known, at which its local times are wrong.
	From time.Time
	// Law says what changed.
	Law string
}

// String says what is wrong and how to mend it. Its form is for people and may change.
func (o OutdatedZone) String() string {
	return fmt.Sprintf("time zone %s is out of date here, and its local times are wrong from %s on: %s; update the time zone database (the system's package, a newer Go, or a file named by the ZONEINFO variable)",
		o.Zone, o.From.Format(time.DateOnly), o.Law)
}

// zoneProbe is an instant at which old data and the law differ.
type zoneProbe struct {
	zones  string // names, aliases included
	from   string // first wrong instant
	probe  string // an instant after it at which old data differ
	offset int    // what the clocks read there by law, seconds east
	law    string
}

// zoneProbes are the changes of law since release 2025b of the IANA database, by release 2026f. There is
// no way to ask a database for its version, so each is asked about an instant that tells. Add a row
// when a law changes; drop one when no supported Go or system carries data that old.
var zoneProbes = []zoneProbe{
	{"America/Vancouver Canada/Pacific", "2026-11-01T09:00:00Z", "2026-12-01T12:00:00Z", -7 * 3600,
		"British Columbia stays at -07:00 after 2026-03-08"},
	{"America/Edmonton America/Inuvik America/Yellowknife Canada/Mountain", "2026-11-01T08:00:00Z", "2026-12-01T12:00:00Z", -6 * 3600,
		"Alberta and the Northwest Territories stay at -06:00 after 2026-03-08"},
	{"America/Winnipeg America/Rainy_River Canada/Central", "2026-11-01T07:00:00Z", "2026-12-01T12:00:00Z", -5 * 3600,
		"Manitoba stays at -05:00 after 2026-03-08"},
	{"Africa/Casablanca Africa/El_Aaiun", "2026-09-20T02:00:00Z", "2026-10-01T12:00:00Z", 0,
		"Morocco is at +00:00 from 2026-09-20"},
	{"America/Havana Cuba", "2026-11-01T05:00:00Z", "2026-12-01T12:00:00Z", -4 * 3600,
		"Cuba stays at -04:00 through the winter of 2026-27"},
	{"Europe/Chisinau Europe/Tiraspol", "2022-03-27T00:00:00Z", "2027-03-28T00:30:00Z", 2 * 3600,
		"Moldova changes its clocks at 01:00 UTC, not at 00:00"},
}

// OutdatedZones returns those of the zones whose data are older than a change of law that this
// release knows of, in the order given, each once. It knows zones by name; a nil zone is passed over.
func OutdatedZones(zones ...*time.Location) []OutdatedZone {
	var out []OutdatedZone
	for _, loc := range zones {
		if loc == nil || slices.ContainsFunc(out, func(o OutdatedZone) bool { return o.Zone == loc.String() }) {
			continue
		}
		for _, p := range zoneProbes {
			if slices.Contains(strings.Fields(p.zones), loc.String()) && offsetAt(loc, mustInstant(p.probe)) != p.offset {
				out = append(out, OutdatedZone{Zone: loc.String(), From: mustInstant(p.from), Law: p.law})
			}
		}
	}
	return out
}

// mustInstant reads an instant of the table above.
func mustInstant(text string) time.Time {
	t, err := time.Parse(time.RFC3339, text)
	if err != nil {
		panic(err)
	}
	return t
}
