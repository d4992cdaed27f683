package main

import (
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/quietwindow/quietwindow/scheduler"
)

const (
	// maxStages is the most stages of the block that is proposed.
	maxStages = 4
	// fewSamples is below how many a warning says so.
	fewSamples = 10
)

// overruns are the lengths of past maintenance relative to what was planned.
type overruns struct {
	// ratios are the actual over the planned lengths, in increasing order.
	ratios []float64
	// stages are what a window of the plan's duration would have to expect, and capped counts the
	// samples beyond the longest that a plan can have.
	stages []scheduler.OverrunStage
	capped int
}

// newOverruns returns the distribution that the list shows, and its stages for a window of so much time.
func newOverruns(duration time.Duration, past []maintenance) overruns {
	var o overruns
	var ends []time.Duration
	for _, m := range past {
		o.ratios = append(o.ratios, float64(m.actual())/float64(m.planned()))
		if m.actual() > m.planned() {
			end, capped := scaled(duration, m)
			ends = append(ends, end)
			o.capped += capped
		}
	}
	slices.Sort(o.ratios)
	slices.Sort(ends)
	// A plan whose window is the longest that can be has no room for an overrun.
	if duration < scheduler.MaxExposure {
		o.stages = stagesOf(duration, ends, len(past))
	}
	return o
}

// scaled returns how long a window of so much time would last if it overran by as much as the
// maintenance did, rounded up to whole minutes and cut at the longest that a plan can have.
func scaled(duration time.Duration, m maintenance) (end time.Duration, capped int) {
	// Whole seconds of at most 31 days: their product fits.
	product := int64(duration/time.Second) * int64(m.actual()/time.Second)
	perMinute := 60 * int64(m.planned()/time.Second)
	end = time.Duration((product+perMinute-1)/perMinute) * time.Minute
	if end > scheduler.MaxExposure {
		return scheduler.MaxExposure, 1
	}
	return end, 0
}

// stagesOf returns the survival function of the ends, which are in increasing order, among so many
// samples: the probability that a window is not over yet. Where it has more than maxStages steps they
// are put together by the number of samples, and the probability of a stage is the mean of what it
// stands for: the expected overrun stays that of the list.
func stagesOf(duration time.Duration, ends []time.Duration, samples int) []scheduler.OverrunStage {
	var stages []scheduler.OverrunStage
	from := duration
	for _, until := range cuts(ends) {
		// The integral of the survival function over [from, until).
		var area time.Duration
		for _, end := range ends {
			area += max(0, min(end, until)-from)
		}
		mean := float64(area) / float64(until-from) / float64(samples)
		stages = append(stages, scheduler.OverrunStage{Until: until, Probability: max(0.001, math.Round(mean*1000)/1000)})
		from = until
	}
	return stages
}

// cuts returns the ends of the stages: all different ends, or else quantiles of them, the last end among
// them.
func cuts(ends []time.Duration) []time.Duration {
	different := slices.Compact(slices.Clone(ends))
	if len(different) <= maxStages {
		return different
	}
	var out []time.Duration
	for i := range maxStages {
		out = append(out, ends[(i+1)*len(ends)/maxStages-1])
	}
	return slices.Compact(out)
}

// longer counts the samples that took more than ratio times as long as planned.
func (o overruns) longer(ratio float64) int {
	n, _ := slices.BinarySearchFunc(o.ratios, ratio, func(r, limit float64) int {
		if r <= limit {
			return -1
		}
		return 1
	})
	return len(o.ratios) - n
}

// quantile returns the least ratio that at least the share p of the samples did not exceed.
func (o overruns) quantile(p float64) float64 {
	return o.ratios[max(0, int(math.Ceil(p*float64(len(o.ratios))))-1)]
}

// survival returns the ratios at which the number of longer samples changes, from 1 on.
func (o overruns) survival() []float64 {
	steps := []float64{1}
	for _, r := range o.ratios {
		if r > steps[len(steps)-1] {
			steps = append(steps, r)
		}
	}
	return steps
}

// warnings says how little a short list tells. What happens with probability p is missing from n samples
// with probability (1-p)^n; at 5 % p is 1 - 0.05^(1/n), the bound that the rule of three stands for
// (Hanley and Lippman-Hand, JAMA 1983).
func (o overruns) warnings() (list []string) {
	if n := len(o.ratios); n < fewSamples {
		missed := 1 - math.Pow(0.05, 1/float64(n))
		list = append(list, fmt.Sprintf("%s %s few to tell how often work overruns: what happens to %.0f %% of all maintenance can be missing from such a list.",
			counted(n, "sample", "samples"), isAre(n), 100*missed))
	}
	if o.capped > 0 {
		list = append(list, fmt.Sprintf("%s would be longer than %d days at the plan's duration, the most that a plan can have: taken as that long.",
			counted(o.capped, "overrun", "overruns"), scheduler.MaxExposure/(24*time.Hour)))
	}
	return list
}

func isAre(n int) string {
	if n == 1 {
		return "is"
	}
	return "are"
}
