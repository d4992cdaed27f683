package main

import (
	"encoding/json"
	"io"

	"github.com/quietwindow/quietwindow/calendar"
)

type jsonAnswer struct {
	Year  int           `json:"year"`
	Codes []jsonListing `json:"codes"`
	// Free is there where there are several codes.
	Free []jsonFree `json:"free,omitempty"`
}

type jsonListing struct {
	Code      string        `json:"code"`
	Source    string        `json:"source"`
	FirstYear int           `json:"first_year"`
	LastYear  int           `json:"last_year"`
	Holidays  []jsonHoliday `json:"holidays"`
	Warnings  []string      `json:"warnings,omitempty"`
}

type jsonHoliday struct {
	Date       calendar.Date `json:"date"`
	Weekday    string        `json:"weekday"`
	Name       string        `json:"name"`
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
	answer := jsonAnswer{Year: year}
	for _, l := range list {
		out := jsonListing{Code: l.source.Code(), Source: l.source.Origin(), Holidays: []jsonHoliday{}, Warnings: l.source.Warnings()}
		out.FirstYear, out.LastYear = l.source.Years()
		for _, h := range l.days {
			out.Holidays = append(out.Holidays, jsonHoliday{h.Date, h.Date.Weekday().String(), h.Name, h.Substitute, h.Estimated, h.Disputed})
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
