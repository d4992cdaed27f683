package main

import (
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"
)

// proxies are the networks of proxies that are believed.
type proxies []netip.Prefix

// client returns the address that a request came from: of the connection or, where that is a proxy, the
// last of X-Forwarded-For that is none. What stands before it anyone can have written.
func (p proxies) client(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	hops := append(fields(strings.Join(r.Header.Values("X-Forwarded-For"), ",")), host)
	for _, hop := range slices.Backward(hops) {
		addr, err := netip.ParseAddr(hop)
		if err != nil {
			return host // a proxy that writes something else is none of ours
		}
		if host = addr.Unmap().String(); !p.have(addr.Unmap()) {
			return host
		}
	}
	return host
}

func (p proxies) have(addr netip.Addr) bool {
	return slices.ContainsFunc(p, func(network netip.Prefix) bool { return network.Contains(addr) })
}
