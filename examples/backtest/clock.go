package main

import (
	"context"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/quietwindow/quietwindow/scheduler/activity"
	"github.com/quietwindow/quietwindow/scheduler/activity/backtest"
)

// dayHours is how many different wrong clocks there are, in whole hours, the right one among them.
const dayHours = 24

// wrongClock is what the learner's warnings of a wrong clock have in common.
const wrongClock = "may be wrong"

// hoursNamed is the form of the one that says by how much.
var hoursNamed = regexp.MustCompile(`looks about (\d+) hours (early|late)`)

// watched counts the histories of one region, and those that a warning of a wrong clock was given of, by how many hours
// early their timestamps were; and of the warnings that say how many hours those that are right, and right within one.
type watched struct {
	all, warned        [dayHours]int
	named, right, near int
}

// tell counts what a history that was some hours early was warned of.
func (w *watched) tell(hours int, warnings string) {
	w.all[hours]++
	if strings.Contains(warnings, wrongClock) {
		w.warned[hours]++
	}
	if m := hoursNamed.FindStringSubmatch(warnings); m != nil {
		by, _ := strconv.Atoi(m[1]) // digits
		if m[2] == "late" {
			by = dayHours - by
		}
		w.named++
		switch (by - hours + dayHours) % dayHours {
		case 0:
			w.right++
			w.near++
		case 1, dayHours - 1:
			w.near++
		}
	}
}

// add adds what was counted of another region.
func (w *watched) add(other watched) {
	for hours := range dayHours {
		w.all[hours] += other.all[hours]
		w.warned[hours] += other.warned[hours]
	}
	w.named, w.right, w.near = w.named+other.named, w.right+other.right, w.near+other.near
}

// runClock writes how often a wrong clock is warned of, and a right one.
func runClock(ctx context.Context, set settings, regions []backtest.Region, stdout, stderr io.Writer) int {
	var b strings.Builder
	b.WriteString(`## When the clock was wrong

Per cent of the histories behind the decisions, each region alone, that bear a warning of a wrong clock, by how many hours early their timestamps are.
Of those that are 0 hours early the warning is false.

| region | histories`)
	for hours := range dayHours {
		fmt.Fprintf(&b, " | %d", hours)
	}
	b.WriteString(" |\n| --- | ---" + strings.Repeat(" | ---", dayHours) + " |\n")
	var total watched
	for _, r := range regions {
		w, err := watch(ctx, set, r)
		if err != nil {
			fmt.Fprintf(stderr, "backtest: %s: %v\n", r.Series.Region, err)
			return 1
		}
		w.write(&b, r.Series.Region)
		total.add(w)
	}
	total.write(&b, "all together")
	fmt.Fprintf(&b, "\nOf %d warnings that say by how many hours, %s are right and %s are within one.\n", total.named,
		percent(float64(total.right)/float64(total.named)), percent(float64(total.near)/float64(total.named)))
	if _, err := io.WriteString(stdout, b.String()); err != nil {
		fmt.Fprintln(stderr, "backtest:", err)
		return 1
	}
	return 0
}

func (w watched) write(b *strings.Builder, name string) {
	fmt.Fprintf(b, "| %s | %d", name, w.all[0])
	for hours := range dayHours {
		fmt.Fprintf(b, " | %s", number(100*float64(w.warned[hours])/float64(w.all[hours]), 0))
	}
	b.WriteString(" |\n")
}

// watch plays one region with a learner for every wrong clock. What they choose does not matter; playing them makes the
// histories those of the other tables.
func watch(ctx context.Context, set settings, r backtest.Region) (watched, error) {
	var w watched
	opt := set.options
	opt.Windows, opt.Horizons = []time.Duration{time.Hour}, []time.Duration{7 * dayHours * time.Hour}
	for hours := range dayHours {
		opt.Predictors = append(opt.Predictors, backtest.Early(hours).On(backtest.Predictor{Name: "learned profile", Predict: func(ctx context.Context, p backtest.Past) (backtest.Prediction, error) {
			m, err := activity.Learn(ctx, p.Series, p.Calendar, activity.Options{})
			if err != nil {
				return backtest.Prediction{}, err
			}
			w.tell(hours, strings.Join(m.Fit().Warnings, "\n"))
			return backtest.Prediction{Profile: m.Profile(), Peak: m.Peak()}, nil
		}}))
	}
	r.Share = 1
	_, err := backtest.Run(ctx, []backtest.Region{r}, opt)
	return w, err
}
