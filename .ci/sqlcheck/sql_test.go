// Package sqlcheck runs the queries that the README shows on SQLite and on PostgreSQL, so that they stay
// true. It is a module of its own: the library needs no database.
package sqlcheck

import (
	"bytes"
	"database/sql"
	"encoding/csv"
	"fmt"
	"math"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/activity"
	"github.com/quietwindow/quietwindow/scheduler/activity/history"
)

// The queries as the README shows them.
const (
	// hourlyQuery counts requests by hour and region. Hours without any are 0 here, not left out: the
	// calendar of hours sees to that. In PostgreSQL generate_series makes the hours.
	hourlyQuery = `
WITH RECURSIVE hours(hour) AS (
  SELECT '2025-09-01 00:00'
  UNION ALL SELECT strftime('%Y-%m-%d %H:%M', hour, '+1 hour') FROM hours WHERE hour < '2025-11-30 23:00'
)
SELECT h.hour AS timestamp_utc, c.region, COUNT(r.at) AS value
FROM hours h
CROSS JOIN (SELECT DISTINCT region FROM customers) c
LEFT JOIN requests r ON r.region = c.region AND strftime('%Y-%m-%d %H:00', r.at) = h.hour
GROUP BY c.region, h.hour
ORDER BY c.region, h.hour`

	// hourlyPostgres is the same in the dialect of PostgreSQL, as the README of package history shows it.
	hourlyPostgres = `
WITH hours AS (
  SELECT generate_series(TIMESTAMP '2025-09-01 00:00', TIMESTAMP '2025-11-30 23:00', INTERVAL '1 hour') AS hour
)
SELECT to_char(h.hour, 'YYYY-MM-DD HH24:MI') AS timestamp_utc, c.region, COUNT(r.at) AS value
FROM hours h
CROSS JOIN (SELECT DISTINCT region FROM customers) c
LEFT JOIN requests r ON r.region = c.region AND date_trunc('hour', r.at AT TIME ZONE 'UTC') = h.hour
GROUP BY c.region, h.hour
ORDER BY c.region, h.hour`

	// customersQuery counts the customers that share a clock and a calendar.
	customersQuery = `
SELECT MIN(region) AS region, time_zone, country, COUNT(*) AS customers
FROM customers GROUP BY time_zone, country ORDER BY time_zone`
)

// fill writes thirteen weeks of requests: nine an hour from 09:00 to 18:00 on working days in Tokyo,
// one an hour otherwise, none from 03:00 to 05:00.
func (d database) fill(t *testing.T, db *sql.DB, tokyo *time.Location) {
	t.Helper()
	tx, err := db.Begin()
	require.NoError(t, err)
	for i := range 30 {
		_, err = tx.Exec(`INSERT INTO customers VALUES ($1, 'asia', 'Asia/Tokyo', 'JP')`, i)
		require.NoError(t, err)
	}
	start := time.Date(2025, 9, 1, 0, 0, 0, 0, time.UTC)
	for i := range 13 * 168 {
		at := start.Add(time.Duration(i) * time.Hour)
		local, n := at.In(tokyo), 1
		switch day, hour := local.Weekday(), local.Hour(); {
		case hour >= 3 && hour < 5:
			n = 0
		case hour >= 9 && hour < 18 && day != time.Saturday && day != time.Sunday:
			n = 9
		}
		values := make([]string, n)
		for k := range values {
			values[k] = fmt.Sprintf(d.request, at.Add(time.Duration(k)*time.Minute).Format(time.DateTime))
		}
		if n > 0 {
			_, err = tx.Exec("INSERT INTO requests VALUES " + strings.Join(values, ", "))
			require.NoError(t, err)
		}
	}
	require.NoError(t, tx.Commit())
}

// table runs a query and writes its rows as CSV, as any database client does.
func table(t *testing.T, db *sql.DB, query string) *bytes.Buffer {
	t.Helper()
	rows, err := db.Query(query)
	require.NoError(t, err)
	defer rows.Close()
	names, err := rows.Columns()
	require.NoError(t, err)
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	require.NoError(t, w.Write(names))
	for rows.Next() {
		values, into, text := make([]any, len(names)), make([]any, len(names)), make([]string, len(names))
		for i := range values {
			into[i] = &values[i]
		}
		require.NoError(t, rows.Scan(into...))
		for i, v := range values {
			text[i] = fmt.Sprint(v)
		}
		require.NoError(t, w.Write(text))
	}
	require.NoError(t, rows.Err())
	w.Flush()
	require.NoError(t, w.Error())
	return &b
}

// From a database to a window: customers and activity by GROUP BY, and nothing else.
func TestFromADatabaseToAWindow(t *testing.T) {
	tokyo, err := calendar.LoadZone("Asia/Tokyo")
	require.NoError(t, err)
	for _, d := range databases(t) {
		t.Run(d.name, func(t *testing.T) { d.window(t, tokyo) })
	}
}

func (d database) window(t *testing.T, tokyo *time.Location) {
	db := d.open(t)
	d.fill(t, db, tokyo)

	customers, err := history.ReadCustomers(t.Context(), table(t, db, customersQuery), "customers", history.CustomersOptions{})
	require.NoError(t, err)
	require.Len(t, customers, 1)
	assert.Equal(t, int64(30), customers[0].Number)

	series, err := history.ReadCSV(t.Context(), table(t, db, d.hourly), "requests", history.Options{})
	require.NoError(t, err)
	require.Len(t, series, 1)
	assert.Equal(t, 13*168, len(series[0].Values))
	assert.Zero(t, series[0].Missing(), "hours without requests are 0, not missing")

	cal := calendar.Calendar{Location: customers[0].Location}
	model, err := activity.Learn(t.Context(), series[0], cal, activity.Options{})
	require.NoError(t, err)
	assert.InDelta(t, 9, model.Peak(), 0)
	planner, err := scheduler.New(scheduler.Region{Name: customers[0].Region, Customers: customers[0].Number, Calendar: cal, Activity: model.Profile()})
	require.NoError(t, err)
	from := time.Date(2025, 12, 1, 0, 0, 0, 0, time.UTC)
	result, err := planner.Suggest(t.Context(), scheduler.Request{
		Horizon: calendar.Interval{Start: from, End: from.AddDate(0, 0, 7)}, Duration: 2 * time.Hour, AllowWorkingDays: true, Count: 1,
	})
	require.NoError(t, err)
	best := result.Suggestions[0]
	assert.Equal(t, 3, best.Window.Start.In(tokyo).Hour())
	assert.Less(t, math.Abs(best.Impact.CustomerHours), 2.0)
}

// Rows may also be read straight into a series, without a file between.
func TestFromRowsToASeries(t *testing.T) {
	tokyo, err := calendar.LoadZone("Asia/Tokyo")
	require.NoError(t, err)
	for _, d := range databases(t) {
		t.Run(d.name, func(t *testing.T) { d.series(t, tokyo) })
	}
}

func (d database) series(t *testing.T, tokyo *time.Location) {
	db := d.open(t)
	d.fill(t, db, tokyo)
	rows, err := db.Query(d.hourly)
	require.NoError(t, err)
	defer rows.Close()
	series := history.Series{Region: "asia"}
	for rows.Next() {
		var hour, region string
		var value float64
		require.NoError(t, rows.Scan(&hour, &region, &value))
		at, err := time.Parse("2006-01-02 15:04", hour)
		require.NoError(t, err)
		if series.Values == nil {
			series.Start = at
		}
		series.Values = append(series.Values, value)
	}
	require.NoError(t, rows.Err())
	_, err = activity.Learn(t.Context(), series, calendar.Calendar{Location: tokyo}, activity.Options{})
	require.NoError(t, err)
}

// The README shows the queries that are tried here.
func TestReadmeShowsTheQueries(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	require.NoError(t, err)
	require.Contains(t, string(readme), "```sql"+customersQuery+"\n```\n")
	readme, err = os.ReadFile("../../scheduler/activity/history/README.md")
	require.NoError(t, err)
	for _, query := range []string{hourlyQuery, hourlyPostgres, customersQuery} {
		require.Contains(t, string(readme), "```sql"+query+"\n```\n")
	}
}
