package httpapi

import (
	"bytes"
	"fmt"
	"net/url"
	"strings"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/calendar/national"
	"github.com/quietwindow/quietwindow/scheduler/activity/history"
	"github.com/quietwindow/quietwindow/scheduler/export"
	"github.com/quietwindow/quietwindow/scheduler/report/document"
)

// codeList is the answer of /v1/holidays: the codes that a plan may name as holidays.
type codeList struct {
	DaysAsOf national.AsOf `json:"days_as_of"`
	Codes    []namedCode   `json:"codes"`
}

type namedCode struct {
	Code string `json:"code"`
	Name string `json:"name"`
	// Country is the code of the country of a subdivision; left out for a country.
	Country string `json:"country,omitempty"`
}

// countryList is the answer of /v1/countries.
type countryList struct {
	Countries []country `json:"countries"`
}

// country is an entry of that list, and the answer of /v1/countries/{code}.
type country struct {
	Code string `json:"code"`
	Name string `json:"name"`
	// TimeZones are zones whose clocks differ; empty where nobody lives.
	TimeZones []string `json:"time_zones"`
	// Holidays are the codes of its holidays: its own, and those of its subdivisions.
	Holidays []string `json:"holidays"`
}

// formatList is the answer of /v1/formats.
type formatList struct {
	Exports []exportFormat `json:"exports"`
	// Recurring are the forms of recurring slots.
	Recurring []exportFormat `json:"recurring"`
	Reports   []reportFormat `json:"reports"`
}

type exportFormat struct {
	Format      string `json:"format"`
	MediaType   string `json:"media_type"`
	Extension   string `json:"extension"`
	Description string `json:"description"`
	Endpoint    string `json:"endpoint,omitempty"`
	PerWindow   bool   `json:"per_window"`
	// Needs is what must stand under the key export of a request; left out where nothing must.
	Needs []export.Need `json:"needs,omitempty"`
}

type reportFormat struct {
	Format    string `json:"format"`
	MediaType string `json:"media_type"`
}

// lists are answers that stay the same while the program runs.
type lists struct {
	codes, countries, formats *answer
	// of holds the answer about each country by its code.
	of map[string]*answer
}

// newLists makes them. Zones are those of the list that can be loaded here.
func newLists(zones []string) (lists, error) {
	codes := codeList{national.DaysAsOf(), []namedCode{}}
	var all countryList
	known := make(map[string]bool, len(zones))
	for _, zone := range zones {
		known[zone] = true
	}
	for _, code := range national.Codes() {
		of, _, isPart := strings.Cut(code, "-")
		entry := namedCode{Code: code, Name: national.Name(code)}
		if isPart {
			entry.Country = of
			last := &all.Countries[len(all.Countries)-1] // codes are sorted
			last.Holidays = append(last.Holidays, code)
		} else {
			all.Countries = append(all.Countries, country{code, entry.Name, zonesOf(code, known), []string{code}})
		}
		codes.Codes = append(codes.Codes, entry)
	}
	out := lists{of: make(map[string]*answer)}
	for _, c := range all.Countries {
		a, err := lastingJSON(c)
		if err != nil {
			return out, err
		}
		out.of[c.Code] = a
	}
	for _, list := range []struct {
		to  **answer
		doc any
	}{{&out.codes, codes}, {&out.countries, all}, {&out.formats, newFormatList()}} {
		a, err := lastingJSON(list.doc)
		if err != nil {
			return out, err
		}
		*list.to = a
	}
	return out, nil
}

// zonesOf returns the zones of a country that are known here.
func zonesOf(code string, known map[string]bool) []string {
	zones := []string{}
	all, _ := history.CountryZones(code)
	for _, zone := range all {
		if known[zone] {
			zones = append(zones, zone)
		}
	}
	return zones
}

func newFormatList() formatList {
	var list formatList
	for _, f := range export.Formats() {
		list.Exports = append(list.Exports, newExportFormat(f, export.Needs(f.Name)))
	}
	for _, f := range export.RecurringForms() {
		list.Recurring = append(list.Recurring, newExportFormat(f, nil))
	}
	for _, f := range reportFormats {
		list.Reports = append(list.Reports, reportFormat{f.name, f.contentType})
	}
	return list
}

func newExportFormat(f export.Format, needs []export.Need) exportFormat {
	return exportFormat{f.Name, f.MediaType, f.Extension, f.Description, f.Endpoint, f.PerWindow, needs}
}

func lastingJSON(doc any) (*answer, error) {
	var b bytes.Buffer
	if err := document.Encode(&b, doc); err != nil {
		return nil, err
	}
	return lasting(b.Bytes()), nil
}

func (h *handler) listCodes(*visit, url.Values) (*answer, error) { return h.lists.codes, nil }

func (h *handler) listCountries(*visit, url.Values) (*answer, error) { return h.lists.countries, nil }

func (h *handler) listFormats(*visit, url.Values) (*answer, error) { return h.lists.formats, nil }

// country answers with the zones and holiday codes of one country.
func (h *handler) country(v *visit, _ url.Values) (*answer, error) {
	code := v.r.PathValue("code")
	if a, ok := h.lists.of[code]; ok {
		return a, nil
	}
	if _, err := national.For(code); err != nil {
		return nil, newProblem(TypeNotFound, strings.Replace(err.Error(), "unknown holiday code", "unknown country code", 1))
	}
	of, _, _ := strings.Cut(code, "-")
	return nil, newProblem(TypeNotFound, fmt.Sprintf("%s (%s) is a part of %s (%s), which is what this path knows.", code, national.Name(code), of, national.Name(of)))
}

// loadable returns the names of the zones that can be loaded here: the database may be older than the list.
func loadable() []string {
	names := []string{}
	for _, name := range calendar.ZoneNames() {
		if _, err := calendar.LoadZone(name); err == nil {
			names = append(names, name)
		}
	}
	return names
}
