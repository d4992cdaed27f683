package planfile

// Limits of a plan file, beside those of package scheduler. Beyond one of them the plan is refused
// with the limit named.
const (
	// MaxBytes is the largest plan file: 8 MiB.
	MaxBytes = 8 << 20
	// MaxActivities is the most keys of activities.
	MaxActivities = 1_000
	// MaxPeriods is the most entries of rules.blackouts and rules.only_during together.
	MaxPeriods = 1_000
	// MaxOccurrences is the most occurrences, in the horizon and the seven days after it, of all
	// recurrences and iCalendar files of a plan together.
	MaxOccurrences = 100_000
	// MaxCounts is the sum of the COUNT parts of all recurrences of a plan. They are counted from
	// dtstart on, also where that lies long before the horizon.
	MaxCounts = 1_000_000
	// MaxHours is the most entries of rules.only_hours, and MaxShares of rules.limit_share.
	MaxHours, MaxShares = 1_000, 1_000
	// MaxRegionPeriods is the most regions that the entries of rules.blackouts and rules.only_during
	// by local date hold for, added over those entries; every occurrence in an iCalendar file with
	// local events counts as an entry.
	MaxRegionPeriods = 1_000_000
	// MaxFileBytes is the size of all iCalendar files of a plan together: 16 MiB.
	MaxFileBytes = 16 << 20
	// MaxFeedWork is the most events of the iCalendar files of a plan, each counted once for every zone
	// and every list of holidays that it is used in. A recurring one counts fifty times, and half its
	// COUNT on top.
	MaxFeedWork = 1_000_000
	// MaxSteps is the most steps of all recurrences and iCalendar files of a plan: days, periods and readings
	// looked at. A daily rule over five years takes about four thousand in each zone that it is used in.
	MaxSteps = 100_000_000
	// MaxCodes is the most holiday codes of a region.
	MaxCodes = 16
	// MaxExcept is the most names of an except list.
	MaxExcept = 100
	// MaxExtraHolidays is the most extra holidays of a region.
	MaxExtraHolidays = 5_000
	// MaxProblems is the most problems that are reported at once. One more says that there are others.
	MaxProblems = 100
)

const (
	// maxDepth is how deep lists and objects may be nested. Plans need 6.
	maxDepth = 32
	// maxValues is the most values and keys of a file. No plan within the other limits has as many.
	maxValues = 2_000_000
	// maxName is the length of a name, in characters, as that of a region's.
	maxName = 200
	// maxShown is how much of a wrong value is shown, in characters.
	maxShown = 80
)
