package planfile

import "github.com/quietwindow/quietwindow/scheduler"

// SameCampaign reports whether two campaigns say the same, as far as can be seen of their rules.
func SameCampaign(a, b *scheduler.Campaign) bool { return same(a, b) }
