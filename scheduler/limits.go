package scheduler

import "time"

// Limits of a plan. Beyond one of them New or the request is refused with the limit named: they
// keep sums exact in 128 bits, and the largest accepted plan to seconds.
const (
	// MaxRegions is the most regions of a planner.
	MaxRegions = 10_000
	// MaxCustomers is the most customers of all regions together.
	MaxCustomers = 10_000_000_000
	// MinWeight and MaxWeight bound Region.Weight.
	MinWeight, MaxWeight = 0.001, 1_000
	// MaxHorizonYears is the longest horizon, in years by the calendar of UTC.
	MaxHorizonYears = 5
	// MaxRegionDays is the most regions times days of the horizon.
	MaxRegionDays = 20_000_000
	// MaxExposure is the longest window with its overrun, and the longest KeepClear.
	MaxExposure = 31 * 24 * time.Hour
	// MaxOverrunStages is the most stages of an overrun.
	MaxOverrunStages = 32
	// MaxSuggestions is the largest Request.Count.
	MaxSuggestions = 1_000
	// MaxCandidates is the most Request.Candidates.
	MaxCandidates = 10_000
	// MaxAssessed is the most starts of one Assess.
	MaxAssessed = 1_000
	// MaxImpacts is the most suggestions, or judged starts, times regions.
	MaxImpacts = 1_000_000
	// MaxRules is the most Request.Rules.
	MaxRules = 4_000
	// MaxBlocks is the most blocks of all Request.Rules together.
	MaxBlocks = 4_000_000
	// MaxRelaxations is the most relaxations of a NoWindowError.
	MaxRelaxations = 100
)

const (
	// minYear and maxYear are the years that a horizon may lie in: see checkHorizon.
	minYear, maxYear = 1973, 2200
	// maxNameLength is that of a region's name, in characters.
	maxNameLength = 200
	// runwaySearch is how far past the horizon free time is looked for.
	runwaySearch = 7 * 24 * time.Hour
	// longestSpan bounds Rollback and Spacing: no longer one could matter.
	longestSpan = MaxHorizonYears * 366 * 24 * time.Hour
)
