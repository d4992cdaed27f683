// Package activity learns how busy a region is from its hourly history, reads the files that such
// history comes in, and shows by back-test how good the choice of a window is before anyone relies on it.
//
//	series, err := activity.ReadCSV(file, "traffic.csv", activity.ReadOptions{})
//	model, err := activity.Learn(series[0], region.Calendar, activity.Options{})
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
// Backtest compares the learner with rules of thumb on any history, with confidence intervals; the
// program examples/backtest runs it on a file. The measures follow Poppe et al., "Seagull: An
// Infrastructure for Load Prediction and Optimized Resource Allocation", PVLDB 14(2), 2021.
//
// The package reads no clock and no environment, starts no goroutine, and answers equal arguments with
// equal results.
package activity
