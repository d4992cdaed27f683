package export

import (
	"fmt"
	"time"
)

// GKEOptions are what a maintenance exclusion asks for.
type GKEOptions struct {
	// Scope says which upgrades are kept out: GKENoUpgrades, the zero value, or less.
	Scope GKEScope `json:"scope,omitempty"`
}

// GKEScope says which upgrades an exclusion keeps out.
type GKEScope string

// The scopes, by the names of the API. The zero value is GKENoUpgrades.
const (
	GKENoUpgrades            GKEScope = "NO_UPGRADES"
	GKENoMinorUpgrades       GKEScope = "NO_MINOR_UPGRADES"
	GKENoMinorOrNodeUpgrades GKEScope = "NO_MINOR_OR_NODE_UPGRADES"
)

const (
	// maxExclusions is the documented most of a cluster; its own older ones count.
	maxExclusions = 20
	// maxNoUpgrades follows from the documented rule that 48 hours in every 32 days stay open.
	maxNoUpgrades = 30 * 24 * time.Hour
)

type (
	gkeBody struct {
		Policy gkePolicy `json:"maintenancePolicy"`
	}
	gkePolicy struct {
		Window gkeWindow `json:"window"`
	}
	gkeWindow struct {
		// Exclusions are written in the order of their names, which encoding/json sees to.
		Exclusions map[string]gkeExclusion `json:"maintenanceExclusions"`
	}
	gkeExclusion struct {
		StartTime string     `json:"startTime"`
		EndTime   string     `json:"endTime"`
		Options   gkeOptions `json:"maintenanceExclusionOptions"`
	}
	gkeOptions struct {
		Scope GKEScope `json:"scope"`
	}
)

// exportGKE writes exclusions that keep Google's upgrades out of the windows.
//
// Source: https://cloud.google.com/kubernetes-engine/docs/how-to/maintenance-windows-and-exclusions ("you
// must allow at least 48 hours of maintenance availability in a 32-day rolling window"), limitations in
// docs/concepts/maintenance-windows-and-exclusions#limitations-maint-exclusions (20 exclusions); the
// fields are those of google.golang.org/api/container/v1 (SetMaintenancePolicyRequest, TimeWindow).
func exportGKE(j *job) {
	scope := j.m.Options.GKE.Scope
	if scope == "" {
		scope = GKENoUpgrades
	}
	j.acts("GKE")
	j.ahead("GKE")
	if scope != GKENoUpgrades && scope != GKENoMinorUpgrades && scope != GKENoMinorOrNodeUpgrades {
		j.fault("gke.scope", clip(string(scope)), "NO_UPGRADES, NO_MINOR_UPGRADES or NO_MINOR_OR_NODE_UPGRADES")
	}
	if n := len(j.m.Windows); n > maxExclusions {
		j.fault("windows", fmt.Sprintf("%d windows", n), fmt.Sprintf("at most %d, the most exclusions of a cluster", maxExclusions))
	}
	j.lost("a maintenance exclusion", "title", "description", "URL", "creator", "revision")
	j.note(NoteReplaces, -1, "the request replaces the cluster's whole maintenance policy: add its window, its other exclusions and its resourceVersion first")
	j.note(NoteLost, -1, "an exclusion does not hold back repairs, security upgrades that cannot wait, or an upgrade that has begun")
	exclusions := make(map[string]gkeExclusion, len(j.m.Windows))
	for i, w := range j.m.Windows {
		if w.Interval.Duration() > maxNoUpgrades && scope == GKENoUpgrades {
			j.fault(windowPath(i)+".end", rfc3339(w.Interval.End), "a window of at most 30 days: GKE wants 48 hours in every 32 days left open to upgrades")
		}
		exclusions[j.m.name(i)] = gkeExclusion{rfc3339(w.Interval.Start), rfc3339(w.Interval.End), gkeOptions{scope}}
	}
	j.body(encodeJSON(gkeBody{gkePolicy{gkeWindow{exclusions}}}))
}
