package ticketcheck

import (
	"encoding/json"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler/export"
)

// serviceNowColumn is a column of the table.
type serviceNowColumn struct {
	Kind string `json:"kind"`
	// Most is the most characters, 0 where the table does not say.
	Most int `json:"most"`
}

// TestServiceNow holds change requests against ServiceNow's own description of the table: every field is a column, of that kind and no longer.
func TestServiceNow(t *testing.T) {
	// @servicenow/sdk-core is installed beside .ci/exportcheck/package.json.
	text, err := exec.Command("node", "../exportcheck/testdata/servicenow.mjs").Output()
	require.NoError(t, err)
	var columns map[string]serviceNowColumn
	require.NoError(t, json.Unmarshal(text, &columns))
	require.Equal(t, serviceNowColumn{"DateTimeColumn", 0}, columns["start_date"])

	kinds := map[string]string{
		"type": "StringColumn", "short_description": "StringColumn", "description": "StringColumn", "correlation_id": "StringColumn",
		"start_date": "DateTimeColumn", "end_date": "DateTimeColumn",
		"requested_by": "ReferenceColumn", "assignment_group": "ReferenceColumn", "cmdb_ci": "ReferenceColumn",
	}
	for _, m := range serviceNowCases() {
		out, err := export.Export("servicenow", m)
		require.NoError(t, err)
		for i, body := range out.Bodies {
			var fields map[string]string
			strict(t, body, &fields)
			require.Len(t, fields, len(kinds))
			for name, value := range fields {
				require.Equal(t, kinds[name], columns[name].Kind, name)
				if most := columns[name].Most; most > 0 {
					require.LessOrEqual(t, len([]rune(value)), most, name)
				}
			}
			start, err := time.Parse(time.DateTime, fields["start_date"])
			require.NoError(t, err)
			require.True(t, start.Equal(m.Windows[i].Interval.Start))
			require.Contains(t, fields["description"], "Planned: "+m.Windows[i].Interval.Start.Format(time.RFC3339))
		}
	}
}

// serviceNowCases are the texts of the other tests, and the longest that an export takes.
func serviceNowCases() (list []export.Maintenance) {
	for _, text := range append(texts, strings.Repeat("äb", export.MaxDescription/2)) {
		m := upgrade(text)
		if n := len([]rune(m.Title)); n > export.MaxTitle {
			m.Title = string([]rune(m.Title)[:export.MaxTitle])
		}
		m.Options.ServiceNow = export.ServiceNowOptions{AssignmentGroup: "Database", ConfigurationItem: "db-1"}
		m.Options.IncidentIO, m.Options.NewRelic = export.IncidentIOOptions{}, export.NewRelicOptions{}
		list = append(list, m)
	}
	return list
}
