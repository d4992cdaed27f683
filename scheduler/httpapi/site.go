package httpapi

import (
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"
)

// hostProblem refuses a request that came over loopback under a name that is none of this machine.
func (h *handler) hostProblem(r *http.Request) *Problem {
	local, ok := r.Context().Value(http.LocalAddrContextKey).(net.Addr)
	if !ok || !loopback(hostOf(local.String())) {
		return nil
	}
	host := strings.ToLower(strings.TrimSuffix(hostOf(r.Host), "."))
	if host == "localhost" || loopback(host) {
		return nil
	}
	for _, name := range h.opts.Hosts {
		if name == "*" || strings.EqualFold(name, host) {
			return nil
		}
	}
	return newProblem(TypeHost, "On loopback this service answers to localhost and to the names that it was told.",
		Fault{Header: "Host", Value: r.Host, Expected: "localhost, 127.0.0.1, [::1]" + others(h.opts.Hosts)})
}

func others(names []string) string {
	if len(names) == 0 {
		return ""
	}
	return " or " + strings.Join(names, ", ")
}

// hostOf returns what stands before the port, if there is one, without brackets.
func hostOf(hostPort string) string {
	if host, _, err := net.SplitHostPort(hostPort); err == nil {
		return host
	}
	return strings.Trim(hostPort, "[]")
}

func loopback(host string) bool {
	addr, err := netip.ParseAddr(host)
	return err == nil && addr.Unmap().IsLoopback()
}

// siteProblem refuses forms that a page of another site made a browser send: it may do so without
// asking first. JSON it may not, unless the answer to its question says so, which this service never
// does.
func (h *handler) siteProblem(r *http.Request, kind string) *Problem {
	if kind != typeForm {
		return nil
	}
	err := h.origins.Check(r)
	if err == nil {
		return nil
	}
	fault := Fault{Header: "Origin", Value: r.Header.Get("Origin"), Expected: "the origin of this service" + others(h.opts.TrustedOrigins)}
	if site := r.Header.Get("Sec-Fetch-Site"); site != "" && !slices.Contains([]string{"same-origin", "none"}, site) {
		fault.Header, fault.Value, fault.Expected = "Sec-Fetch-Site", site, "same-origin or none"
	}
	return newProblem(TypeCrossSite, fmt.Sprintf("A form of a page from elsewhere is not taken: %s.", fault.Header), fault)
}
