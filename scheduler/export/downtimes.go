package export

import (
	"fmt"
	"time"
)

// zabbixLeast is the shortest period that Zabbix takes.
const zabbixLeast = 5 * time.Minute

// ZabbixOptions are what a maintenance in Zabbix asks for: one group or host at least.
type ZabbixOptions struct {
	// Groups and Hosts are ids, in digits.
	Groups []string `json:"groups,omitempty"`
	Hosts  []string `json:"hosts,omitempty"`
	// NoData stops the collection of data too; the zero value goes on collecting.
	NoData bool `json:"no_data,omitempty"`
}

type (
	zabbixBody struct {
		Version string       `json:"jsonrpc"`
		Method  string       `json:"method"`
		Params  zabbixParams `json:"params"`
		ID      int          `json:"id"`
	}
	zabbixParams struct {
		Name        string              `json:"name"`
		Since       int64               `json:"active_since"`
		Till        int64               `json:"active_till"`
		Description string              `json:"description"`
		Type        int                 `json:"maintenance_type"`
		Groups      []map[string]string `json:"groups,omitempty"`
		Hosts       []map[string]string `json:"hosts,omitempty"`
		Periods     []zabbixPeriod      `json:"timeperiods"`
	}
	zabbixPeriod struct {
		Type   int   `json:"timeperiod_type"`
		Start  int64 `json:"start_date"`
		Period int64 `json:"period"`
	}
)

// exportZabbix writes one maintenance per window, widened to whole minutes: Zabbix drops seconds, and takes no period of less than
// five minutes.
//
// Source: https://www.zabbix.com/documentation/current/en/manual/api/reference/maintenance/create (6.0 and newer, where groups and hosts are
// lists of objects).
func exportZabbix(j *job) {
	o := j.m.Options.Zabbix
	j.acts("Zabbix")
	j.ahead("Zabbix")
	if len(o.Groups)+len(o.Hosts) == 0 {
		j.fault("zabbix.groups", nil, "groups or hosts that are in maintenance")
	}
	groups, hosts := j.zabbixIDs("zabbix.groups", "groupid", o.Groups), j.zabbixIDs("zabbix.hosts", "hostid", o.Hosts)
	j.lost("Zabbix", "creator", "revision")
	kind := 0
	if o.NoData {
		kind = 1
	}
	for i, w := range j.m.Windows {
		start, end := floorMinute(w.Interval.Start), ceilMinute(w.Interval.End)
		if least := start.Add(zabbixLeast); end.Before(least) {
			end = least
		}
		if !start.Equal(w.Interval.Start) || !end.Equal(w.Interval.End) {
			j.note(NoteRounded, i, "the maintenance is %s to %s, in whole minutes and of five at least", rfc3339(start), rfc3339(end))
		}
		j.body(encodeJSON(zabbixBody{"2.0", "maintenance.create", zabbixParams{
			Name: j.m.name(i), Since: start.Unix(), Till: end.Unix(), Description: j.m.message(), Type: kind, Groups: groups, Hosts: hosts,
			Periods: []zabbixPeriod{{Start: start.Unix(), Period: end.Unix() - start.Unix()}},
		}, 1}))
	}
}

func (j *job) zabbixIDs(path, key string, ids []string) (list []map[string]string) {
	if len(ids) > MaxList {
		j.fault(path, fmt.Sprintf("%d entries", len(ids)), fmt.Sprintf("at most %d", MaxList))
	}
	for i, id := range ids {
		if len(id) < 1 || len(id) > 20 || !allDigits(id) {
			j.fault(fmt.Sprintf("%s[%d]", path, i), clip(id), "an id, in digits")
		}
		list = append(list, map[string]string{key: id})
	}
	return list
}

func allDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

// IcingaOptions are what a downtime asks for.
type IcingaOptions struct {
	// Filter chooses the hosts in Icinga's language, such as `"db" in host.groups`; required.
	Filter string `json:"filter,omitempty"`
	// HostsOnly leaves the services of the hosts out; the zero value has them down too.
	HostsOnly bool `json:"hosts_only,omitempty"`
}

type icingaBody struct {
	Type     string `json:"type"`
	Filter   string `json:"filter"`
	Author   string `json:"author"`
	Comment  string `json:"comment"`
	Start    int64  `json:"start_time"`
	End      int64  `json:"end_time"`
	Fixed    bool   `json:"fixed"`
	Services bool   `json:"all_services"`
}

// exportIcinga writes one fixed downtime per window.
//
// Source: https://icinga.com/docs/icinga-2/latest/doc/12-icinga2-api/#schedule-downtime.
func exportIcinga(j *job) {
	o := j.m.Options.Icinga
	j.acts("Icinga")
	j.ahead("Icinga")
	j.line("icinga.filter", o.Filter, 1, 1000)
	if j.m.CreatedBy == "" {
		j.fault("created_by", "", "who asks: Icinga wants an author of every downtime")
	}
	j.lost("Icinga", "revision")
	for i, w := range j.m.Windows {
		j.body(encodeJSON(icingaBody{
			Type: "Host", Filter: o.Filter, Author: j.m.CreatedBy, Comment: fmt.Sprintf("%s (%s)", j.m.message(), j.m.name(i)),
			Start: w.Interval.Start.Unix(), End: w.Interval.End.Unix(), Fixed: true, Services: !o.HostsOnly,
		}))
	}
}
