// Package backtest shows on past activity how good the choice of a window is, before anyone relies on it.
//
//	report, err := backtest.Run(ctx, []backtest.Region{{Series: series, Calendar: cal, Share: 1}}, backtest.Options{})
//	for _, score := range report.Scores() { ... }
//
// Run stands on every Monday of the past, lets predictors learn from what came before, lets the
// scheduler choose the window that each predicts to be quietest, and scores it on what then happened.
// Pool puts several reports together; Report.Scores gives means with 95 % confidence intervals, and
// compares every predictor with the first. Predictors lists what competes: the learner of package
// activity, rules of thumb, other learners, and a ceiling that sees the future.
//
// The program examples/backtest runs it on a file. The measures follow Poppe et al., "Seagull: An
// Infrastructure for Load Prediction and Optimized Resource Allocation", PVLDB 14(2), 2021.
//
// The package reads no clock and no environment, starts no goroutine, and answers equal arguments with
// equal results.
package backtest
