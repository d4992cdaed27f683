package notice

import "time"

// Message is what a template is executed on. Times of the message are in UTC, those of a region on its own
// clocks.
type Message struct {
	// Kind is what the notice is about. An update in the overrun has the wording of KindOverrun.
	Kind Kind
	// Service, Link and Contact are those of the Options.
	Service, Link, Contact string
	// Start and End are the announced window; LatestEnd is the end of the last stage of the overrun that can
	// happen, or End.
	Start, End, LatestEnd time.Time
	// Now is when the notice goes out.
	Now time.Time
	// Expected is by when the work, its present stage, or the rollback is expected to be over: for an
	// announcement, a reminder or a start it is End.
	Expected time.Time
	// Late reports whether the announced end has passed.
	Late bool
	// DataAtRisk reports whether what customers enter may be lost by a rollback.
	DataAtRisk bool
	// Regions are those that the notice goes to, most customers first, then by name.
	Regions []MessageRegion
}

// MessageRegion is a region in a Message, with the message's times on its own clocks.
type MessageRegion struct {
	// Name is the region's, and Place whose clocks it keeps, such as "New York time"; Place is empty where the
	// name says it, or the zone is named after no place.
	Name, Place string
	// TimeZone is the IANA name of its zone.
	TimeZone                             string
	Start, End, LatestEnd, Now, Expected time.Time
}

// label is the name and the place.
func (r MessageRegion) label() string {
	if r.Place == "" {
		return r.Name
	}
	return r.Name + " (" + r.Place + ")"
}

// sample is a message to try templates on: one region, an overrun, every text given.
func sample(kind Kind) *Message {
	start := time.Date(2026, time.December, 5, 5, 0, 0, 0, time.UTC)
	m := &Message{
		Kind: kind, Service: "our service", Link: "https://status.example.com/", Contact: "help@example.com",
		Start: start, End: start.Add(time.Hour), LatestEnd: start.Add(3 * time.Hour), Now: start, Expected: start.Add(time.Hour), DataAtRisk: true,
	}
	m.Regions = []MessageRegion{m.on(local{text: "Region", loc: time.UTC})}
	return m
}

// on returns the message's times on the clocks of a region.
func (m *Message) on(l local) MessageRegion {
	return MessageRegion{
		Name: l.text, Place: l.place, TimeZone: l.loc.String(),
		Start: m.Start.In(l.loc), End: m.End.In(l.loc), LatestEnd: m.LatestEnd.In(l.loc), Now: m.Now.In(l.loc), Expected: m.Expected.In(l.loc),
	}
}
