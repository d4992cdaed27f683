package httpapi

import (
	"bytes"
	"fmt"
	"net/url"
	"strconv"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/calendar/national"
)

// zoneDocument is the answer of /v1/zones.
type zoneDocument struct {
	Zones    []string       `json:"zones"`
	Outdated []outdatedZone `json:"outdated"`
}

type outdatedZone struct {
	TimeZone string    `json:"time_zone"`
	From     time.Time `json:"from"`
	Warning  string    `json:"warning"`
}

// zoneList returns the answer of /v1/zones, of the zones of these names.
func zoneList(names []string) (*answer, error) {
	doc := zoneDocument{Zones: names, Outdated: []outdatedZone{}}
	var zones []*time.Location
	for _, name := range names {
		loc, err := calendar.LoadZone(name)
		if err != nil {
			return nil, err
		}
		zones = append(zones, loc)
	}
	for _, o := range calendar.OutdatedZones(zones...) {
		doc.Outdated = append(doc.Outdated, outdatedZone{o.Zone, o.From.UTC(), o.String()})
	}
	return lastingJSON(doc)
}

func (h *handler) listZones(*visit, url.Values) (*answer, error) { return h.zones, nil }

func healthy(v *visit, _ url.Values) (*answer, error) {
	return v.inJSON(v.r.Context(), struct {
		Status string `json:"status"`
	}{"ok"})
}

func (h *handler) openAPI(*visit, url.Values) (*answer, error) { return h.document, nil }

// holidayDocument is the answer of /v1/holidays/{code}.
type holidayDocument struct {
	Code    string `json:"code"`
	Country string `json:"country"`
	Year    int    `json:"year"`
	// Source says how the days are known; FirstYear and LastYear which years are; SureLastYear up to which
	// the days that are decreed year by year are known too.
	Source       string        `json:"source"`
	FirstYear    int           `json:"first_year"`
	LastYear     int           `json:"last_year"`
	SureLastYear int           `json:"sure_last_year"`
	DaysAsOf     national.AsOf `json:"days_as_of"`
	Holidays     []holidayDay  `json:"holidays"`
	// WorkingDays are the rest days that are worked.
	WorkingDays []workingDay `json:"working_days"`
	Warnings    []string     `json:"warnings"`
}

type workingDay struct {
	Date    calendar.Date `json:"date"`
	Weekday string        `json:"weekday"`
	Name    string        `json:"name,omitempty"`
}

type holidayDay struct {
	Date       calendar.Date `json:"date"`
	Weekday    string        `json:"weekday"`
	Name       string        `json:"name"`
	Substitute bool          `json:"substitute,omitempty"`
	Estimated  bool          `json:"estimated,omitempty"`
	Disputed   bool          `json:"disputed,omitempty"`
}

func holidays(v *visit, query url.Values) (*answer, error) {
	source, err := national.For(v.r.PathValue("code"))
	if err != nil {
		return nil, newProblem(TypeNotFound, err.Error())
	}
	doc := holidayDocument{Code: source.Code(), Country: source.Country(), Source: source.Origin(), DaysAsOf: national.DaysAsOf(), Holidays: []holidayDay{}, WorkingDays: []workingDay{}}
	doc.FirstYear, doc.LastYear = source.Years()
	_, doc.SureLastYear = source.SureYears()
	doc.Year, err = strconv.Atoi(query.Get("year"))
	if err != nil || doc.Year < doc.FirstYear || doc.Year > doc.LastYear {
		f := Fault{Parameter: "year", Expected: fmt.Sprintf("a year from %d to %d", doc.FirstYear, doc.LastYear)}
		if query.Has("year") {
			f.Value = query.Get("year")
		}
		return nil, newProblem(TypeInvalidRequest, "The year is wrong.", f)
	}
	first, last := calendar.Date{Year: doc.Year, Month: time.January, Day: 1}, calendar.Date{Year: doc.Year, Month: time.December, Day: 31}
	days, err := source.Between(first, last)
	if err != nil {
		return nil, err
	}
	for _, d := range days {
		doc.Holidays = append(doc.Holidays, holidayDay{d.Date, d.Date.Weekday().String(), d.Name, d.Substitute, d.Estimated, d.Disputed})
	}
	worked, err := source.WorkingBetween(first, last)
	if err != nil {
		return nil, err
	}
	for _, d := range worked {
		doc.WorkingDays = append(doc.WorkingDays, workingDay{d.Date, d.Date.Weekday().String(), d.Name})
	}
	doc.Warnings = append([]string{}, source.WarningsBetween(first, last)...)
	_, gaps := source.KnownBetween(first, last)
	for _, gap := range gaps {
		doc.Warnings = append(doc.Warnings, gap.String()+".")
	}
	a, err := v.inJSON(v.r.Context(), doc)
	if err != nil {
		return nil, err
	}
	return lasting(bytes.Join(a.body, nil)), nil
}
