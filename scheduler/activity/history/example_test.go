package history_test

import (
	"context"
	"fmt"
	"strings"

	"github.com/quietwindow/quietwindow/scheduler/activity/history"
)

// An ambiguous number is an error with its line, never a guess.
func ExampleReadCSV() {
	file := "timestamp_utc,region,value\n2026-01-05T00:00Z,eu,4.200\n2026-01-05T00:00Z,us,-1\n"
	_, err := history.ReadCSV(context.Background(), strings.NewReader(file), "traffic.csv", history.Options{})
	fmt.Println(err)
	// Output:
	// traffic.csv:2: value "4.200": ambiguous: it may be 4200 or 4.200; say which decimal mark is meant, or write it another way
	// traffic.csv:3: value "-1": expected 0 or more: activity is never negative
}

// A country with one time zone needs none; one with several lists them.
func ExampleReadCustomers() {
	list, err := history.ReadCustomers(context.Background(), strings.NewReader("country,customers\nDE,2400\nNZ,300\n"), "customers.csv", history.CustomersOptions{})
	fmt.Println(list, err)
	shares := map[string][]history.ZoneShare{"NZ": {{TimeZone: "Pacific/Auckland", Share: 0.99}, {TimeZone: "Pacific/Chatham", Share: 0.01}}}
	list, _ = history.ReadCustomers(context.Background(), strings.NewReader("country,customers\nDE,2400\nNZ,300\n"), "customers.csv", history.CustomersOptions{Shares: shares})
	for _, c := range list {
		fmt.Println(c.Region, c.TimeZone, c.Number)
	}
	// Output:
	// [] customers.csv:3: country NZ has several time zones: give each a row with its share of the 300 customers, or say how they divide: Pacific/Auckland, Pacific/Chatham
	// DE Europe/Berlin 2400
	// NZ Pacific/Auckland Pacific/Auckland 297
	// NZ Pacific/Chatham Pacific/Chatham 3
}
