package feed

import (
	"fmt"
	"strings"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
)

// zoneTable holds the time zones that a calendar defines: by TZID the X-LIC-LOCATION, or "".
type zoneTable struct {
	locations map[string]string
}

func (z *zoneTable) define(tzid, location string) {
	if z.locations == nil {
		z.locations = map[string]string{}
	}
	z.locations[tzid] = location
}

// load returns the zone that a TZID stands for.
func (z *zoneTable) load(tzid string) (*time.Location, error) {
	if len(tzid) > 100 {
		return nil, fmt.Errorf("TZID %s: longer than any name of a zone", quote(tzid))
	}
	candidates := []string{tzid}
	location, defined := z.locations[tzid]
	if location != "" {
		candidates = append(candidates, location)
	}
	if iana, ok := calendar.WindowsZone(tzid); ok {
		candidates = append(candidates, iana)
	}
	// A TZID that begins with a slash is unique in the world, and by custom ends in an IANA name.
	if strings.HasPrefix(tzid, "/") {
		parts := strings.Split(tzid, "/")
		for n := 3; n >= 2; n-- {
			if len(parts) > n {
				candidates = append(candidates, strings.Join(parts[len(parts)-n:], "/"))
			}
		}
	}
	var first error
	for _, name := range candidates {
		loc, err := calendar.LoadZone(name)
		if err == nil {
			return loc, nil
		}
		if first == nil {
			first = err
		}
	}
	if defined {
		return nil, fmt.Errorf("TZID %s: its VTIMEZONE names no known place; expected an IANA or Windows name, or one in X-LIC-LOCATION (%w)", quote(tzid), first)
	}
	return nil, fmt.Errorf("TZID %s: expected an IANA or Windows name (%w)", quote(tzid), first)
}
