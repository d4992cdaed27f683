package decision_test

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar/national"
	"github.com/quietwindow/quietwindow/scheduler/decision"
	"github.com/quietwindow/quietwindow/scheduler/planfile"
)

// Each part of a fingerprint changes with what it is of, and with nothing else.
func TestFingerprint(t *testing.T) {
	decreed, err := national.ReadCorrections(strings.NewReader("code,date,op,name,scope,source\nDE-BE,2026-12-08,off,Day of Mourning,all,a decree\n"))
	require.NoError(t, err)
	past, err := national.ReadCorrections(strings.NewReader("code,date,op,name,scope,source\nDE-BE,2026-11-03,off,Day of Mourning,all,a decree\n"))
	require.NoError(t, err)
	for _, test := range []struct {
		name, from, to    string
		corrections       *national.Corrections
		plan, days, zones bool // which differ
	}{
		{"nothing", "Berlin", "Berlin", nil, false, false, false},
		{"blanks", "  ", " ", nil, false, false, false},
		{"a name", "\"Riyadh\"", "\"Gulf\"", nil, true, false, false},
		{"a day of the plan's own", "2026-12-06", "2026-12-07", nil, true, true, false},
		{"the name of a day", "Founding", "Birthday", nil, true, true, false},
		{"a weekend", `"time_zone": "Asia/Riyadh"`, `"time_zone": "Asia/Riyadh", "weekend": "Sun"`, nil, true, true, false},
		{"a decree", "Berlin", "Berlin", decreed, false, true, false},
		{"a decree about another time", "Berlin", "Berlin", past, false, false, false},
		{"a zone of other clocks", "Asia/Riyadh", "Asia/Tokyo", nil, true, false, true},
		{"the zone of a rule", `"spacing"`, `"time_zone": "Asia/Tokyo", "spacing"`, nil, true, false, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			require.Contains(t, text, test.from)
			old, err := decision.Fingerprint(t.Context(), plan(t, ""))
			require.NoError(t, err)
			p, err := planfile.Parse(t.Context(), bytes.ReplaceAll([]byte(strings.ReplaceAll(text, test.from, test.to)), []byte("CHANGE"), nil), planfile.Options{Corrections: test.corrections})
			require.NoError(t, err)
			now, err := decision.Fingerprint(t.Context(), p)
			require.NoError(t, err)
			require.Equal(t, []bool{test.plan, test.days, test.zones}, []bool{old.Plan != now.Plan, old.Days != now.Days, old.Zones != now.Zones})
			d, err := decision.Make(t.Context(), p, decision.Want{})
			require.NoError(t, err)
			require.Equal(t, now, d.Fingerprint)
		})
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = decision.Fingerprint(ctx, plan(t, ""))
	require.ErrorIs(t, err, context.Canceled)
}
