package audience

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Way says what placed a customer.
type Way string

// The ways, in the order in which an account names them.
const (
	ByZone              Way = "zone"               // a time zone of the row's own
	BySubdivision       Way = "subdivision"        // a subdivision of one clock
	BySubdivisionShares Way = "subdivision shares" // one of several, by the people of its cities
	ByCountry           Way = "country"            // a country of one clock
	ByCountryShares     Way = "country shares"     // one of several, by the people of its cities
	ByIPCountry         Way = "IP country"         // the country of an address, of one clock
	ByIPCountryShares   Way = "IP country shares"  // one of several
	ByOffset            Way = "offset"             // an offset alone, by the people of all cities that show it
	NotPlaced           Way = "not placed"
)

var ways = [...]Way{ByZone, BySubdivision, BySubdivisionShares, ByCountry, ByCountryShares, ByIPCountry, ByIPCountryShares, ByOffset}

// part is a zone of a placement, with the calendar that holds there.
type part struct {
	zone, code string
	people     int64
}

// placement is what a row comes to.
type placement struct {
	way    Way
	key    string // equal for equal parts
	parts  []part
	doubts []doubt
}

// doubt is something a row says that was of no use.
type doubt struct{ problem, value string }

// placer finds the places of rows. It is used by one goroutine.
type placer struct {
	atlas  *atlas
	shares map[string][]Share // the caller's own
	at     time.Time
	shown  map[int][]part // what everywhere found
}

// place finds where a row belongs.
func (p *placer) place(w where) (pl placement) {
	doubts := func(problem, value string) { pl.doubts = append(pl.doubts, doubt{problem, shorten(value)}) }
	country, ip, state := "", "", ""
	if w.country != "" {
		ok := false
		if country, ok = p.atlas.country(w.country); !ok {
			// Some tables have the subdivision where the country should be.
			if code, of, known := p.atlas.subdivision(w.country, ""); known {
				country, state = of, code
			} else {
				doubts("unknown country", w.country)
			}
		}
	}
	if w.ip != "" {
		ok := false
		if ip, ok = p.atlas.country(w.ip); !ok {
			doubts("unknown IP country", w.ip)
		}
	}
	if w.subdivision != "" {
		// An address is seldom wrong about the country, and a bare "CA" says nothing without one.
		within := country
		if within == "" {
			within = ip
		}
		switch code, of, ok := p.atlas.subdivision(w.subdivision, within); {
		case ok && (country == "" || of == country || code == of):
			country, state = of, code
		case ok:
			doubts("subdivision of another country", w.subdivision)
		case of == "":
			doubts("subdivision without a country", w.subdivision)
		default:
			doubts("unknown subdivision", of+" "+w.subdivision)
		}
	}
	if state == country {
		state = "" // Puerto Rico is a country here
	}
	if w.zone != "" {
		switch zone, place, ok := p.atlas.zone(w.zone, country); {
		case !ok:
			doubts("unknown time zone", w.zone)
		case place || country == "" && ip == "" && w.offset == "":
			pl.way, pl.key = ByZone, zone
			pl.parts = []part{{zone, p.calendar(state, country, loadZones().country[zone], ip), 1}}
			return pl
		default:
			doubts("a time zone that is no place", w.zone)
		}
	}
	offset, hasOffset := 0, false
	if w.offset != "" {
		if offset, hasOffset = parseOffset(w.offset); !hasOffset {
			doubts("unknown offset", w.offset)
		}
	}
	for _, try := range []struct {
		code       string
		one, among Way
	}{{state, BySubdivision, BySubdivisionShares}, {country, ByCountry, ByCountryShares}, {ip, ByIPCountry, ByIPCountryShares}} {
		shares := p.of(try.code)
		if len(shares) == 0 {
			continue
		}
		pl.way, pl.key = try.one, try.code
		if len(shares) > 1 {
			pl.way = try.among
			if hasOffset {
				if shown := p.showing(shares, offset); len(shown) > 0 {
					shares, pl.key = shown, try.code+" "+strconv.Itoa(offset)
				} else {
					doubts("an offset that the place does not have", try.code+" "+w.offset)
				}
			}
		}
		code := p.calendar(try.code, country)
		if try.code == ip && country == "" {
			code = p.calendar(ip)
		}
		for _, s := range shares {
			pl.parts = append(pl.parts, part{s.TimeZone, code, s.People})
		}
		return pl
	}
	if hasOffset {
		pl.way, pl.key = ByOffset, strconv.Itoa(offset)
		if pl.parts = p.everywhere(offset); len(pl.parts) > 0 {
			return pl
		}
		doubts("an offset that no place has", w.offset)
	}
	return placement{way: NotPlaced, doubts: pl.doubts}
}

// of returns the shares of a code: the caller's, else those of the table; of a subdivision that the table lacks, because its
// country has one clock, those of the country.
func (p *placer) of(code string) []Share {
	if code == "" {
		return nil
	}
	if own := p.shares[code]; len(own) > 0 {
		return own
	}
	if known := p.atlas.shares[code]; len(known) > 0 {
		return known
	}
	if len(code) > 2 {
		if own := p.shares[code[:2]]; len(own) > 0 {
			return own
		}
		if of := p.atlas.shares[code[:2]]; len(of) == 1 {
			return of
		}
	}
	return nil
}

// calendar returns the first code that has holidays of its own.
func (p *placer) calendar(codes ...string) string {
	for _, code := range codes {
		if p.atlas.days[code] {
			return code
		}
	}
	return ""
}

// showing returns the shares whose zones show an offset.
func (p *placer) showing(shares []Share, offset int) (list []Share) {
	for _, s := range shares {
		if shows(s.TimeZone, offset, p.at) {
			list = append(list, s)
		}
	}
	return list
}

// everywhere returns the zones of all countries that show an offset, most people first.
func (p *placer) everywhere(offset int) (list []part) {
	if known, ok := p.shown[offset]; ok {
		return known
	}
	for code := range p.atlas.shares {
		if len(code) > 2 {
			continue
		}
		for _, s := range p.showing(p.of(code), offset) {
			list = append(list, part{s.TimeZone, p.calendar(code), s.People})
		}
	}
	slices.SortFunc(list, func(a, b part) int {
		return cmp.Or(cmp.Compare(b.people, a.people), strings.Compare(a.code, b.code), strings.Compare(a.zone, b.zone))
	})
	p.shown[offset] = list
	return list
}
