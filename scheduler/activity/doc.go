// Package activity learns how busy a region is from its hourly history.
//
//	series, err := history.ReadCSV(ctx, file, "traffic.csv", history.Options{})
//	model, err := activity.Learn(ctx, series[0], region.Calendar, activity.Options{})
//	region.Activity = model.Profile()             // the usual week
//	region.Forecast, err = model.Forecast(horizon) // or hour by hour, with season and holidays
//
// # What is learned
//
// Activity is divided by its own largest hourly value. The usual week goes by the region's own clocks:
// 24 hours for each of seven days, learned from the last 26 weeks, later ones counting more. Holidays and
// the nights after them are left out; a holiday is predicted 85 % of the way from its own weekday to the last
// day off, and the nights before and after it as those between days of the same kinds. A Forecast adds the
// season: how the same weeks changed in the years before.
//
// Missing hours are missing, not 0. Outages and bursts are found and left out, sparse counts are shrunk
// towards the nearest built-in profile, and Model.Fit tells all of it, with warnings.
//
// # How good it is
//
// Package backtest compares the learner with rules of thumb on any history, with confidence intervals;
// the program examples/backtest runs it on a file. README.md has the tables, on histories that the learner's constants
// were tuned on, new ones and spoilt ones. Package history reads the
// files that histories come in.
//
// The package reads no clock and no environment, starts no goroutine, and answers equal arguments with
// equal results.
package activity
