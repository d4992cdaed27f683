package notice_test

import (
	"context"
	"fmt"
	"time"

	"github.com/quietwindow/quietwindow/scheduler/notice"
	"github.com/quietwindow/quietwindow/scheduler/planfile"
)

const acme = `{
	"regions": [
		{"name": "Americas", "customers": 6200, "time_zone": "America/New_York", "holidays": ["US"]},
		{"name": "Bavaria", "customers": 2400, "time_zone": "Europe/Berlin", "holidays": ["DE-BY"]}
	],
	"window": {"duration": "1h", "overrun": [{"until": "3h", "probability": 0.25}]},
	"search": {"from": "2026-12-01T00:00:00Z", "to": "2027-01-01T00:00:00Z", "count": 1}
}`

// What goes out when, and what the announcement says.
func ExamplePlan() {
	plan, err := planfile.Parse(context.Background(), []byte(acme), planfile.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	result, err := plan.Planner.Suggest(context.Background(), plan.Request)
	if err != nil {
		fmt.Println(err)
		return
	}
	plan.Request.Notice.AtLeast = 72 * time.Hour
	table, err := notice.Plan(context.Background(), plan.Planner, plan.Request, result.Suggestions[0],
		notice.Policy{Reminders: []time.Duration{24 * time.Hour}, Updates: 30 * time.Minute},
		notice.Options{Service: "Acme Cloud", Link: "https://status.example.com/"})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, e := range table.Entries {
		fmt.Println(e.At.Format("Mon 15:04"), e.Kind)
	}
	fmt.Println()
	fmt.Print(table.Entries[0].Subject, "\n\n", table.Entries[0].Text)
	// Output:
	// Tue 16:00 announcement
	// Thu 15:59 reminder
	// Thu 21:59 reminder
	// Sat 07:00 start
	// Sat 07:30 update
	// Sat 08:00 end
	// Sat 08:00 overrun
	// Sat 08:30 update
	// Sat 09:00 update
	// Sat 09:30 update
	// Sat 10:00 overrun_end
	//
	// Planned maintenance of Acme Cloud, Sat 5 Dec 2026, 07:00 to 08:00 UTC
	//
	// We are planning maintenance of Acme Cloud.
	//
	// When: Sat 5 Dec 2026, 07:00 to 08:00 UTC (1 hour)
	//
	// During this time, Acme Cloud may be unavailable. If the work takes longer than planned, we expect it to be over by Sat 5 Dec 2026, 10:00 UTC.
	//
	// In local time:
	//
	// - Americas (New York time): Sat 5 Dec 2026, 02:00 to 03:00 (UTC-05:00); by 05:00 if it takes longer
	// - Bavaria (Berlin time): Sat 5 Dec 2026, 08:00 to 09:00 (UTC+01:00); by 11:00 if it takes longer
	//
	// Current state: https://status.example.com/
}

// An announcement as a web page has it.
func ExamplePlan_html() {
	plan, err := planfile.Parse(context.Background(), []byte(acme), planfile.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	result, err := plan.Planner.Suggest(context.Background(), plan.Request)
	if err != nil {
		fmt.Println(err)
		return
	}
	table, err := notice.Plan(context.Background(), plan.Planner, plan.Request, result.Suggestions[0], notice.Policy{}, notice.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Print(table.Entries[0].HTML)
	// Output:
	// <p>We are planning maintenance of our service.</p>
	// <p>When: <time datetime="2026-12-05T07:00:00Z">Sat 5 Dec 2026, 07:00</time> to <time datetime="2026-12-05T08:00:00Z">08:00</time> UTC (1 hour)</p>
	// <p>During this time, our service may be unavailable. If the work takes longer than planned, we expect it to be over by <time datetime="2026-12-05T10:00:00Z">Sat 5 Dec 2026, 10:00</time> UTC.</p>
	// <p>In local time:</p>
	// <ul>
	// <li>Americas (New York time): <time datetime="2026-12-05T02:00:00-05:00">Sat 5 Dec 2026, 02:00</time> to <time datetime="2026-12-05T03:00:00-05:00">03:00</time> (UTC-05:00); by <time datetime="2026-12-05T05:00:00-05:00">05:00</time> if it takes longer</li>
	// <li>Bavaria (Berlin time): <time datetime="2026-12-05T08:00:00+01:00">Sat 5 Dec 2026, 08:00</time> to <time datetime="2026-12-05T09:00:00+01:00">09:00</time> (UTC+01:00); by <time datetime="2026-12-05T11:00:00+01:00">11:00</time> if it takes longer</li>
	// </ul>
}
