package document

import (
	"github.com/quietwindow/quietwindow/scheduler"
)

// ReviewDocument judges windows as they stand.
type ReviewDocument struct {
	Version int    `json:"version"`
	Review  Review `json:"review"`
	// Fingerprint is of what the answer rests on; left out where nobody put it in.
	Fingerprint *Fingerprint `json:"fingerprint,omitempty"`
}

// Review holds the fixed and announced windows by start.
type Review struct {
	Windows       []ReviewedWindow `json:"windows"`
	CustomerHours float64          `json:"customer_hours"`
	// Weighted is there only if customers of some region count more or less than 1.
	Weighted  bool     `json:"weighted,omitempty"`
	Unplanned []string `json:"unplanned"`
}

// ReviewedWindow judges one window.
type ReviewedWindow struct {
	Task          string   `json:"task"`
	Window        Interval `json:"window"`
	CustomerHours float64  `json:"customer_hours"`
	Free          bool     `json:"free"`
	Blocks        []Block  `json:"blocks"`
	Broken        []Cause  `json:"broken"`
}

// NewReview returns the JSON form of a review, which must not be nil.
func NewReview(r *scheduler.CampaignReview) *ReviewDocument {
	return &ReviewDocument{Version: Version, Review: Review{
		CustomerHours: r.CustomerHours, Weighted: r.Weighted, Unplanned: append([]string{}, r.Unplanned...),
		Windows: each(r.Windows, func(w scheduler.ReviewedWindow) ReviewedWindow {
			return ReviewedWindow{Task: w.Task, Window: NewInterval(w.Window), CustomerHours: w.CustomerHours, Free: w.Free, Broken: causes(w.Broken),
				Blocks: each(w.Blocks, newBlock)}
		}),
	}}
}
