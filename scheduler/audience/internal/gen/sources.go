package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

// key says where people live: country, GeoNames' first level of administration, zone.
type key struct{ country, admin, zone string }

// notCities are the kinds of populated places that are parts of others, or no longer lived in.
var notCities = map[string]bool{"PPLX": true, "PPLH": true, "PPLQ": true, "PPLW": true, "PPLCH": true}

// readCities adds up the people of GeoNames' cities.
func readCities(file string) (map[key]int64, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	people := make(map[key]int64)
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		c := strings.Split(lines.Text(), "\t")
		if len(c) != 19 {
			return nil, fmt.Errorf("%s: a line of %d columns", file, len(c))
		}
		n, err := strconv.ParseInt(c[14], 10, 64)
		if err != nil {
			return nil, err
		}
		if n > 0 && !notCities[c[7]] {
			people[key{c[8], c[10], c[17]}] += n
		}
	}
	return people, lines.Err()
}

// readAdmin1 returns the names of GeoNames' first level, by "US.HI".
func readAdmin1(file string) (map[string]string, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var list []struct{ Code, Name string }
	if err := json.Unmarshal(data, &list); err != nil {
		return nil, err
	}
	names := make(map[string]string, len(list))
	for _, a := range list {
		names[a.Code] = a.Name
	}
	return names, nil
}

type isoCode struct{ code, three, parent, name string }

type isoCodes struct {
	countries    []isoCode
	subdivisions map[string][]isoCode // by country
}

var (
	jsObject = regexp.MustCompile(`(?s)\{(.*?)\n  \}`)
	jsValue  = regexp.MustCompile(`(code|alpha2|alpha3|parent|name):\s+(?:'((?:[^'\\\\]|\\\\.)*)'|"([^"]*)")`)
)

// readISO reads the two tables of the npm package iso-3166, and adds Kosovo, which ISO 3166-1 lacks.
func readISO(folder string) (*isoCodes, error) {
	iso := &isoCodes{subdivisions: make(map[string][]isoCode)}
	countries, err := readObjects(filepath.Join(folder, "1.js"))
	if err != nil {
		return nil, err
	}
	iso.countries = append(countries, isoCode{code: "XK", three: "XKX", name: "Kosovo"})
	parts, err := readObjects(filepath.Join(folder, "2.js"))
	if err != nil {
		return nil, err
	}
	for _, p := range parts {
		country, _, _ := strings.Cut(p.code, "-")
		iso.subdivisions[country] = append(iso.subdivisions[country], p)
	}
	if len(iso.countries) != 250 || len(iso.subdivisions) < 150 {
		return nil, fmt.Errorf("%s: %d countries, subdivisions of %d", folder, len(iso.countries), len(iso.subdivisions))
	}
	return iso, nil
}

// readObjects reads the objects of a list in JavaScript whose values are texts.
func readObjects(file string) (list []isoCode, err error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	for _, object := range jsObject.FindAllStringSubmatch(string(text), -1) {
		var c isoCode
		for _, m := range jsValue.FindAllStringSubmatch(object[1], -1) {
			value := strings.ReplaceAll(m[2]+m[3], `\'`, "'")
			switch m[1] {
			case "code", "alpha2":
				c.code = value
			case "alpha3":
				c.three = value
			case "parent":
				c.parent = value
			case "name":
				c.name = value
			}
		}
		list = append(list, c)
	}
	return list, nil
}
