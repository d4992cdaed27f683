package main

import (
	"fmt"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/calendar/national"
	"github.com/quietwindow/quietwindow/scheduler"
)

// assumed is the vendor's customer base. The report gives neither regions nor numbers: these are made
// up, in round numbers, for a vendor of business software from California with 11,000 customers.
var assumed = []struct {
	name, zone, holidays string
	customers            int64
}{
	{"US West", "America/Los_Angeles", "US", 2600},
	{"US East", "America/New_York", "US", 3400},
	{"UK", "Europe/London", "GB", 1200},
	{"Germany", "Europe/Berlin", "DE", 1500},
	{"Saudi Arabia", "Asia/Riyadh", "SA", 300},
	{"India", "Asia/Kolkata", "IN", 700},
	{"Japan", "Asia/Tokyo", "JP", 800},
	{"Australia", "Australia/Sydney", "AU-NSW", 500},
}

// planner returns a planner for the assumed customer base. Weekends are the usual ones of each
// country: Friday and Saturday in Saudi Arabia.
func planner() (*scheduler.Planner, error) {
	var regions []scheduler.Region
	for _, a := range assumed {
		loc, err := calendar.LoadZone(a.zone)
		if err != nil {
			return nil, err
		}
		cal, err := national.Calendar(a.holidays, loc)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", a.name, err)
		}
		regions = append(regions, scheduler.Region{
			Name: a.name, Customers: a.customers, Activity: scheduler.Business(), Calendar: cal,
		})
	}
	return scheduler.New(regions...)
}
