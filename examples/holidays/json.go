package main

import (
	"encoding/json"
	"io"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/calendar/national"
)

type jsonAnswer struct {
	Year     int           `json:"year"`
	DaysAsOf national.AsOf `json:"days_as_of"`
	Codes    []jsonListing `json:"codes"`
	// Free is there where there are several codes.
	Free []jsonFree `json:"free,omitempty"`
}

type jsonListing struct {
	Code      string `json:"code"`
	Source    string `json:"source"`
	FirstYear int    `json:"first_year"`
	LastYear  int    `json:"last_year"`
	// SureLastYear is the last year whose decreed days are known too.
	SureLastYear int              `json:"sure_last_year"`
	Holidays     []jsonHoliday    `json:"holidays"`
	WorkingDays  []jsonWorkingDay `json:"working_days,omitempty"`
	// Corrected is what the file of corrections changes.
	Corrected []national.Change `json:"corrected,omitempty"`
	Warnings  []string          `json:"warnings,omitempty"`
}

type jsonWorkingDay struct {
	Date    calendar.Date `json:"date"`
	Weekday string        `json:"weekday"`
	Name    string        `json:"name,omitempty"`
}

type jsonHoliday struct {
	Date       calendar.Date `json:"date"`
	Weekday    string        `json:"weekday"`
	Name       string        `json:"name"`
	Category   string        `json:"category,omitempty"`
	Substitute bool          `json:"substitute,omitempty"`
	Estimated  bool          `json:"estimated,omitempty"`
	Disputed   bool          `json:"disputed,omitempty"`
}

type jsonFree struct {
	Date     calendar.Date `json:"date"`
	Weekday  string        `json:"weekday"`
	Holidays []string      `json:"holidays,omitempty"`
}

func writeJSON(w io.Writer, year int, list []listing) error {
	answer := jsonAnswer{Year: year, DaysAsOf: national.DaysAsOf()}
	for _, l := range list {
		out := jsonListing{Code: l.source.Code(), Source: l.source.Origin(), Holidays: []jsonHoliday{}, Corrected: l.changes, Warnings: l.warnings(year)}
		out.FirstYear, out.LastYear = l.source.Years()
		_, out.SureLastYear = l.source.SureYears()
		for _, h := range l.days {
			out.Holidays = append(out.Holidays, jsonHoliday{h.Date, h.Date.Weekday().String(), h.Name, l.category[h.Date.String()+h.Name], h.Substitute, h.Estimated, h.Disputed})
		}
		for _, d := range l.worked {
			out.WorkingDays = append(out.WorkingDays, jsonWorkingDay{d.Date, d.Date.Weekday().String(), d.Name})
		}
		answer.Codes = append(answer.Codes, out)
	}
	if len(list) > 1 {
		for _, d := range freeDays(year, list) {
			answer.Free = append(answer.Free, jsonFree{d.date, d.date.Weekday().String(), d.holidays})
		}
	}
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	return encoder.Encode(answer)
}
