package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// zoneDatabase is what is taken from a compiled time zone database.
type zoneDatabase struct {
	folder  string
	country map[string]string // by zone, from zone.tab: its first code
	order   []string          // the zones of zone.tab, in its order
	links   map[string]string // of names that zone.tab lacks, to one that it has
	loaded  map[string]string // clocks by zone
}

func readZones(folder string) (*zoneDatabase, error) {
	db := &zoneDatabase{folder: folder, country: make(map[string]string), links: make(map[string]string), loaded: make(map[string]string)}
	table, err := os.ReadFile(filepath.Join(folder, "zone.tab"))
	if err != nil {
		return nil, err
	}
	for line := range strings.Lines(string(table)) {
		f := strings.Split(strings.TrimSpace(line), "\t")
		if len(f) >= 3 && f[0][0] != '#' {
			db.country[f[2]] = f[0]
			db.order = append(db.order, f[2])
		}
	}
	rules, err := os.ReadFile(filepath.Join(folder, "tzdata.zi"))
	if err != nil {
		return nil, err
	}
	targets := make(map[string]string)
	for line := range strings.Lines(string(rules)) {
		if f := strings.Fields(line); len(f) == 3 && f[0] == "L" {
			targets[f[2]] = f[1]
		}
	}
	for name := range targets {
		to := name
		for db.country[to] == "" && targets[to] != "" {
			to = targets[to]
		}
		if db.country[name] == "" && db.country[to] != "" {
			db.links[name] = to
		}
	}
	return db, nil
}

// zonesOf returns the zones of a country in the order of zone.tab.
func (db *zoneDatabase) zonesOf(code string) (zones []string) {
	for _, zone := range db.order {
		if db.country[zone] == code {
			zones = append(zones, zone)
		}
	}
	return zones
}

// belongs reports whether a zone is one of the country. Some cities near a border are in a neighbour's zone at GeoNames.
// Kosovo, which zone.tab lacks, keeps Belgrade's.
func (db *zoneDatabase) belongs(zone, country string) bool {
	return db.country[zone] == country || country == "XK" && zone == "Europe/Belgrade"
}

// merge adds up zones that keep the same clocks from December 2026 to 2037, under the name of the one with most people.
func (db *zoneDatabase) merge(byZone map[string]int64) ([]share, error) {
	first := make(map[string]string)
	zones := make(map[string]int64)
	for _, s := range ordered(byZone) {
		clocks, err := db.clocks(s.zone)
		if err != nil {
			return nil, err
		}
		if first[clocks] == "" {
			first[clocks] = s.zone
		}
		zones[first[clocks]] += s.people
	}
	return ordered(zones), nil
}

// clocks returns a text that is equal for zones with equal clocks: the offset of every quarter of a day.
func (db *zoneDatabase) clocks(zone string) (string, error) {
	if text, ok := db.loaded[zone]; ok {
		return text, nil
	}
	data, err := os.ReadFile(filepath.Join(db.folder, filepath.FromSlash(zone)))
	if err != nil {
		return "", err
	}
	loc, err := time.LoadLocationFromTZData(zone, data)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	last := -1 << 30
	end := time.Date(2038, 1, 1, 0, 0, 0, 0, time.UTC)
	for t := time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC); t.Before(end); t = t.Add(6 * time.Hour) {
		if _, offset := t.In(loc).Zone(); offset != last {
			fmt.Fprintf(&b, "%d:%d ", t.Unix(), offset)
			last = offset
		}
	}
	db.loaded[zone] = b.String()
	return b.String(), nil
}
