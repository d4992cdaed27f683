package export

import (
	"fmt"
	"strings"
	"time"
)

// MaintnoteOptions are what a notice of circuit maintenance asks for. Provider, Account and Objects are required.
type MaintnoteOptions struct {
	// Provider is who does the work, as a domain name, and Account whom it is told.
	Provider string `json:"provider,omitempty"`
	Account  string `json:"account,omitempty"`
	// Impact is one of NO-IMPACT, REDUCED-REDUNDANCY, DEGRADED and OUTAGE; empty for OUTAGE.
	Impact string `json:"impact,omitempty"`
	// Objects are what is touched: circuits or services, by the names that the account knows.
	Objects []MaintnoteObject `json:"objects,omitempty"`
	// Organizer is the email address of who can be asked; required.
	Organizer string `json:"organizer,omitempty"`
	// State replaces the status while work is under way: IN-PROCESS or COMPLETED; empty for the status of the maintenance.
	State string `json:"state,omitempty"`
}

// MaintnoteObject is a circuit or service.
type MaintnoteObject struct {
	ID string `json:"id"`
	// Impact is what happens to it, where that is not the impact of the whole.
	Impact string `json:"impact,omitempty"`
}

var maintnoteImpacts = []string{"NO-IMPACT", "REDUCED-REDUNDANCY", "DEGRADED", "OUTAGE"}

// exportMaintnote writes one event per window by the network operators' standard for notices of maintenance.
//
// Source: https://github.com/jda/maintnote-std/blob/master/standard.md (the properties X-MAINTNOTE-*).
func exportMaintnote(j *job) {
	m, o := &j.m, j.m.Options.Maintnote
	j.checkMaintnote(o)
	if len(j.faults) > 0 {
		return
	}
	j.lost("MAINTNOTE", "creator")
	impact, state := o.Impact, o.State
	if impact == "" {
		impact = "OUTAGE"
	}
	if state == "" {
		state = m.Status.String()
	}
	var c content
	c.begin("VCALENDAR")
	c.raw("VERSION", "2.0")
	c.raw("PRODID", "-//quietwindow//maintnote//EN")
	c.raw("METHOD", "PUBLISH")
	for i := range m.Windows {
		c.event(m, i, time.UTC)
		c.raw("ORGANIZER", "mailto:"+o.Organizer)
		c.text("X-MAINTNOTE-PROVIDER", o.Provider)
		c.text("X-MAINTNOTE-ACCOUNT", o.Account)
		// The work keeps its number when its window moves.
		c.text("X-MAINTNOTE-MAINTENANCE-ID", m.name(i))
		for _, object := range o.Objects {
			parameter := ""
			if object.Impact != "" {
				parameter = ";X-MAINTNOTE-OBJECT-IMPACT=" + object.Impact
			}
			c.text("X-MAINTNOTE-OBJECT-ID"+parameter, object.ID)
		}
		c.raw("X-MAINTNOTE-IMPACT", impact)
		c.raw("X-MAINTNOTE-STATUS", state)
		c.end("VEVENT")
	}
	c.end("VCALENDAR")
	j.body(c.bytes())
}

func (j *job) checkMaintnote(o MaintnoteOptions) {
	j.line("maintnote.provider", o.Provider, 1, MaxTitle)
	j.line("maintnote.account", o.Account, 1, MaxTitle)
	j.email("maintnote.organizer", o.Organizer)
	j.oneOf("maintnote.impact", o.Impact, maintnoteImpacts)
	j.oneOf("maintnote.state", o.State, []string{"IN-PROCESS", "COMPLETED"})
	if len(o.Objects) < 1 || len(o.Objects) > MaxList {
		j.fault("maintnote.objects", fmt.Sprintf("%d entries", len(o.Objects)), fmt.Sprintf("1 to %d", MaxList))
		return
	}
	for i, object := range o.Objects {
		j.line(fmt.Sprintf("maintnote.objects[%d].id", i), object.ID, 1, MaxTitle)
		j.oneOf(fmt.Sprintf("maintnote.objects[%d].impact", i), object.Impact, maintnoteImpacts)
	}
}

// oneOf checks a word; empty is its default.
func (j *job) oneOf(path, s string, words []string) {
	if s == "" {
		return
	}
	for _, w := range words {
		if s == w {
			return
		}
	}
	j.fault(path, clip(s), "one of "+strings.Join(words, ", "))
}
