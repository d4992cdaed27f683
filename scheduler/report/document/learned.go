package document

import "time"

// Learned is what the activity of a region was learned from, and what of it was set aside.
type Learned struct {
	Region string `json:"region"`
	// History is the file as the plan names it.
	History string `json:"history"`
	// Weeks is how many of the last 26 weeks are known well enough to make up the usual one, End the end of the history;
	// SeasonYears is how many years before tell the season.
	Weeks       int       `json:"weeks"`
	End         time.Time `json:"end"`
	SeasonYears int       `json:"season_years,omitzero"`
	// Shift is what was added to every time of the file, such as "8h"; left out where its clock was right.
	Shift string `json:"shift,omitempty"`
	// MissingHours have no value; SetAsideHours have one that was not believed, or that the plan leaves out.
	MissingHours  int `json:"missing_hours"`
	SetAsideHours int `json:"set_aside_hours"`
	// SetAside are the last stretches of these, in order of time; SetAsideLeftOut is how many come before.
	SetAside        []SetAside `json:"set_aside"`
	SetAsideLeftOut int        `json:"set_aside_left_out,omitzero"`
}

// SetAside is a stretch of hours.
type SetAside struct {
	Start time.Time `json:"start"`
	End   time.Time `json:"end"`
	// Because is "outage" for hours too low, "burst" for hours too high, and "excluded" for what the plan leaves out.
	Because string `json:"because"`
}
