package ticketcheck

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler/export"
)

// TestZabbix has Zabbix's own API make the maintenances, and asks it what it has. ZABBIX_URL is where it listens: zabbix.sh starts it.
func TestZabbix(t *testing.T) {
	url := os.Getenv("ZABBIX_URL")
	require.NotEmpty(t, url, ".ci/checks/exports.sh starts Zabbix and says where")
	var token string
	zabbix(t, url, "", []byte(`{"jsonrpc": "2.0", "method": "user.login", "params": {"username": "Admin", "password": "zabbix"}, "id": 1}`), &token)

	for i, text := range texts {
		for _, noData := range []bool{false, true} {
			m := upgrade(text)
			m.ID = fmt.Sprintf("db-upgrade-%d-%t", i, noData)
			start := time.Date(2026, 12, 5, 3, 0, 0, 0, time.UTC)
			m.Windows = []export.Window{{Interval: calendar.Interval{Start: start, End: start.Add(90 * time.Second)}}, {Interval: calendar.Interval{Start: start.AddDate(0, 0, 7), End: start.AddDate(0, 0, 9)}}}
			m.Options.Zabbix = export.ZabbixOptions{Groups: []string{"2", "4"}, NoData: noData}
			out, err := export.Export("zabbix", m)
			require.NoError(t, err)
			ends := []time.Time{start.Add(5 * time.Minute), start.AddDate(0, 0, 9)} // the shortest period has five minutes
			for i, body := range out.Bodies {
				var made struct {
					IDs []string `json:"maintenanceids"`
				}
				zabbix(t, url, token, body, &made)
				require.Len(t, made.IDs, 1)
				var found []zabbixMaintenance
				zabbix(t, url, token, fmt.Appendf(nil, `{"jsonrpc": "2.0", "method": "maintenance.get", "params": {"maintenanceids": %q, "selectGroups": ["groupid"], "selectTimeperiods": "extend"}, "id": 1}`, made.IDs[0]), &found)
				require.Len(t, found, 1)
				got, from := found[0], strconv.FormatInt(m.Windows[i].Interval.Start.Unix(), 10)
				require.Equal(t, fmt.Sprintf("%s-%d", m.ID, i+1), got.Name)
				require.Contains(t, got.Description, m.Description)
				require.Equal(t, map[bool]string{false: "0", true: "1"}[noData], got.Type)
				require.ElementsMatch(t, []zabbixGroup{{"2"}, {"4"}}, got.Groups)
				require.Equal(t, []string{from, strconv.FormatInt(ends[i].Unix(), 10)}, []string{got.Since, got.Till})
				require.Len(t, got.Periods, 1)
				require.Equal(t, zabbixPeriod{"0", from, strconv.FormatInt(ends[i].Unix()-m.Windows[i].Interval.Start.Unix(), 10)}, got.Periods[0])
			}
		}
	}
}

type (
	zabbixMaintenance struct {
		Name        string         `json:"name"`
		Since       string         `json:"active_since"`
		Till        string         `json:"active_till"`
		Description string         `json:"description"`
		Type        string         `json:"maintenance_type"`
		Groups      []zabbixGroup  `json:"groups"`
		Periods     []zabbixPeriod `json:"timeperiods"`
	}
	zabbixGroup struct {
		ID string `json:"groupid"`
	}
	zabbixPeriod struct {
		Type   string `json:"timeperiod_type"`
		Start  string `json:"start_date"`
		Period string `json:"period"`
	}
)

// zabbix sends a request, as who has the token, and reads its result; what Zabbix refuses fails the test. The body goes as it is but for the token:
// Zabbix 6.0 wants it as a member, newer ones take a header as well.
func zabbix(t *testing.T, url, token string, body []byte, result any) {
	t.Helper()
	if token != "" {
		body = bytes.Replace(body, []byte("{"), fmt.Appendf(nil, `{"auth": %q, `, token), 1)
	}
	answer, err := http.Post(url, "application/json-rpc", bytes.NewReader(body))
	require.NoError(t, err)
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	require.NoError(t, err)
	var reply struct {
		Result json.RawMessage `json:"result"`
		Error  json.RawMessage `json:"error"`
	}
	require.NoError(t, json.Unmarshal(text, &reply), "%s", text)
	require.Empty(t, string(reply.Error), "%s", body)
	require.NoError(t, json.Unmarshal(reply.Result, result), "%s", text)
}
