package scheduler

// The built-in activities. Each has three rows, so that they fit any weekend.
//
// Sources. business: 87,536 commits of nine public repositories, 2012 to 2021, by the author's own
// clock, bots left out: the best public stand-in for the use of business software that was found.
// 9.4 % of the activity is at weekends (outside figures: 7 to 17 %). workday is the mean of Monday to
// Friday, weekend that of Saturday and Sunday, holiday is Sunday. consumer: the mean of the German
// household load profile H25 (BDEW), New York taxi passengers 2014-15 (NYC TLC) and Melbourne
// pedestrians 2015-16 (City of Melbourne, CC BY 4.0). All relative to the busiest hour.
var (
	business = mustProfile(ProfileRows{
		Workday: Shares{
			0.161, 0.107, 0.08, 0.064, 0.07, 0.061, 0.08, 0.138, 0.282, 0.553, 0.789, 0.908,
			0.745, 0.774, 0.917, 0.98, 1, 0.817, 0.529, 0.339, 0.301, 0.303, 0.282, 0.258,
		},
		Weekend: Shares{
			0.119, 0.073, 0.049, 0.038, 0.03, 0.031, 0.039, 0.054, 0.081, 0.13, 0.13, 0.156,
			0.163, 0.144, 0.15, 0.173, 0.173, 0.166, 0.137, 0.141, 0.139, 0.14, 0.141, 0.129,
		},
		Holiday: Shares{
			0.102, 0.065, 0.051, 0.041, 0.028, 0.041, 0.041, 0.062, 0.084, 0.126, 0.116, 0.157,
			0.164, 0.148, 0.15, 0.162, 0.179, 0.155, 0.145, 0.147, 0.147, 0.145, 0.157, 0.136,
		},
	})
	consumer = mustProfile(ProfileRows{
		Workday: Shares{
			0.302, 0.22, 0.177, 0.156, 0.158, 0.198, 0.35, 0.569, 0.778, 0.652, 0.608, 0.679,
			0.88, 0.89, 0.774, 0.756, 0.805, 1, 0.942, 0.83, 0.725, 0.662, 0.602, 0.479,
		},
		Weekend: Shares{
			0.52, 0.443, 0.371, 0.308, 0.241, 0.185, 0.213, 0.287, 0.404, 0.55, 0.712, 0.865,
			0.952, 0.974, 0.955, 0.917, 0.869, 0.849, 0.854, 0.775, 0.67, 0.626, 0.6, 0.499,
		},
		Holiday: Shares{
			0.538, 0.467, 0.388, 0.321, 0.247, 0.186, 0.205, 0.267, 0.385, 0.537, 0.709, 0.865,
			0.942, 0.956, 0.952, 0.895, 0.828, 0.793, 0.796, 0.699, 0.611, 0.558, 0.486, 0.371,
		},
	})
)

func mustProfile(rows ProfileRows) Profile {
	p, err := NewProfile(rows)
	if err != nil {
		panic(err)
	}
	return p
}

// Business returns the built-in activity of business software: busy from 09:00 to 18:00 on working
// days, about a sixth of that on days off. It is the default of a plan file, and a stand-in for learned
// activity: from the local times of 87,536 commits to nine public repositories, 2012 to 2021.
func Business() Profile { return business }

// Consumer returns the built-in activity of consumers: busiest from 17:00 to 19:00 on working days, with
// lesser peaks at 08:00 and noon, and from 11:00 to 18:00 on days off, when they are as many. It is a stand-in
// too: the mean of household electricity (BDEW, profile H25), taxi passengers in New York and pedestrians in
// Melbourne.
func Consumer() Profile { return consumer }

// Always returns the activity that is 1 throughout, for systems that are used around the clock. It
// is the zero Profile.
func Always() Profile { return Profile{} }

// BuiltinActivity returns the built-in activity of that name, business, consumer or always, and
// whether there is one.
func BuiltinActivity(name string) (Profile, bool) {
	switch name {
	case "business":
		return Business(), true
	case "consumer":
		return Consumer(), true
	case "always":
		return Always(), true
	}
	return Profile{}, false
}

// BuiltinActivities returns the names of the built-in activities, in the order in which they are
// documented. The slice is the caller's own.
func BuiltinActivities() []string { return []string{"business", "consumer", "always"} }
