package planfile_test

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/quietwindow/quietwindow/scheduler/planfile"
)

// A plan file, read and asked.
func ExampleParse() {
	plan, err := planfile.Parse(context.Background(), []byte(`{
		"regions": [
			{"name": "Americas", "customers": 6200, "time_zone": "America/New_York", "holidays": ["US"]},
			{"name": "Bavaria", "customers": 2400, "time_zone": "Europe/Berlin", "holidays": ["DE-BY"]}
		],
		"window": {"duration": "1h", "overrun": [{"until": "3h", "probability": 0.25}]},
		"search": {"from": "2026-12-01T00:00:00Z", "to": "2027-01-01T00:00:00Z", "count": 1}
	}`), planfile.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	result, err := plan.Planner.Suggest(context.Background(), plan.Request)
	if err != nil {
		fmt.Println(err)
		return
	}
	best := result.Suggestions[0]
	fmt.Println(best.Window)
	fmt.Println(best.Impact.CustomerHours, "customer-hours")
	// Output:
	// [2026-12-05T07:00:00Z, 2026-12-05T08:00:00Z)
	// 759.6 customer-hours
}

// Everything that is wrong is reported at once.
func ExampleRead_problems() {
	_, err := planfile.Read(context.Background(), strings.NewReader(`{
		"regions": [{"name": "Americas", "custumers": 6200, "time_zone": "Eastern Standard Time"}],
		"window": {"duration": "1.5h"},
		"search": {"from": "2026-12-01T00:00:00Z", "to": "2026-12-01"}
	}`), planfile.Options{})
	fmt.Println(err)
	// Output:
	// 5 problems:
	//   regions[0].customers: missing; expected a positive whole number
	//   regions[0].custumers: found the unknown key "custumers"; expected a known key (did you mean "customers"?)
	//   regions[0].time_zone: found "Eastern Standard Time"; expected an IANA time zone such as Europe/Berlin (a Windows name, not an IANA name; did you mean "America/New_York"?)
	//   window.duration: found "1.5h"; expected a time such as "90m", "10h30m" or "PT1H30M" (durations are whole seconds, without fractions; write "1h30m")
	//   search.to: found "2026-12-01"; expected an instant as in RFC 3339, in whole seconds and with its offset, such as 2026-12-01T00:00:00Z (a date alone is no instant)
}

// A plan is written in one form, with the horizon that it was read for.
func ExampleMarshal() {
	plan, err := planfile.Parse(context.Background(), []byte(`{
		"window": {"duration": "PT1H"},
		"regions": [{"customers": 6.2e3, "name": "Bavaria", "time_zone": "Europe/Berlin", "holidays": ["DE-BY"]}]
	}`), planfile.Options{From: time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC), Days: 31})
	if err != nil {
		fmt.Println(err)
		return
	}
	text, err := planfile.Marshal(plan)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Print(string(text))
	// Output:
	// {
	//   "regions": [
	//     {
	//       "name": "Bavaria",
	//       "customers": 6200,
	//       "time_zone": "Europe/Berlin",
	//       "holidays": ["DE-BY"]
	//     }
	//   ],
	//   "window": {"duration": "PT1H"},
	//   "search": {"from": "2026-12-01T00:00:00Z", "to": "2027-01-01T00:00:00Z"}
	// }
}
