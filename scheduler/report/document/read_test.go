package document_test

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/report/document"
)

// requireReadBack requires that a document reads back, and is written as the same bytes.
func requireReadBack(t *testing.T, text string) *document.Answer {
	t.Helper()
	answer, err := document.Read(strings.NewReader(text))
	require.NoError(t, err)
	var b bytes.Buffer
	require.NoError(t, document.Encode(&b, answer.Document()))
	require.Equal(t, text, b.String())
	return answer
}

// Every answer that is stored in the repository reads back.
func TestStoredAnswersReadBack(t *testing.T) {
	read := 0
	require.NoError(t, filepath.WalkDir("../../..", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.Contains(path, "testdata") || !strings.HasSuffix(path, ".golden") && !strings.HasSuffix(path, ".json") {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil || !bytes.HasPrefix(text, []byte("{\n  \"version\": 1,\n  \"suggestions\"")) && !bytes.HasPrefix(text, []byte("{\n  \"error\": {\n")) {
			return err
		}
		if !bytes.HasSuffix(text, []byte("\n}\n")) {
			return nil // a protocol that goes on
		}
		read++
		t.Run(filepath.ToSlash(path), func(t *testing.T) { requireReadBack(t, string(text)) })
		return nil
	}))
	require.GreaterOrEqual(t, read, 10)
}

// The answers to campaigns and recurring slots read back as what they are.
func TestCampaignAnswersReadBack(t *testing.T) {
	planner, err := scheduler.New(scheduler.Region{Name: "R", Customers: 100, Calendar: calendar.Calendar{Location: time.UTC}, Activity: scheduler.Business()})
	require.NoError(t, err)
	from := time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC)
	req := scheduler.Request{Horizon: calendar.Interval{Start: from, End: from.AddDate(0, 1, 0)}, Duration: time.Hour}
	campaign := scheduler.Campaign{Tasks: []scheduler.Task{{Name: "a", Request: req, Announced: from.Add(30 * time.Hour)}, {Name: "b", Request: req, After: []scheduler.After{{Task: "a"}}}}}

	plan, err := planner.Plan(t.Context(), campaign)
	require.NoError(t, err)
	require.NotNil(t, requireReadBack(t, encoded(t, document.NewCampaign(plan, document.CampaignOptions{Prices: true}))).Campaign)

	review, err := planner.Review(t.Context(), campaign)
	require.NoError(t, err)
	require.NotNil(t, requireReadBack(t, encoded(t, document.NewReview(review))).Review)

	slots, err := planner.Recurring(t.Context(), req, scheduler.Every{Weeks: 2})
	require.NoError(t, err)
	require.NotNil(t, requireReadBack(t, encoded(t, document.NewRecurring(slots, nil))).Recurring)

	campaign.Limits = []scheduler.Limit{{Name: "one", Per: scheduler.PerYear, Windows: 1}}
	_, err = planner.Plan(t.Context(), campaign)
	require.ErrorIs(t, err, scheduler.ErrNoPlan)
	require.NotNil(t, requireReadBack(t, encoded(t, document.NewNoPlan(err, document.CampaignOptions{}))).NoPlan)
}

func encoded(t *testing.T, doc any) string {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, document.Encode(&b, doc))
	return b.String()
}

func TestReadRefuses(t *testing.T) {
	for text, says := range map[string]string{
		"":                                     "unexpected end",
		"[]":                                   "cannot unmarshal array",
		`{"version": 1}`:                       `expected one of the keys "suggestions"`,
		`{"version": 2, "suggestions":[]}`:     `found version "2"; expected 1`,
		"{}":                                   `found version ""; expected 1`,
		`{"version": 1, "suggestions": 1}`:     "cannot unmarshal number",
		`{"version": 1, "suggestions": []} {}`: "after top-level value",
	} {
		_, err := document.Read(strings.NewReader(text))
		require.ErrorContains(t, err, says, text)
	}
	_, err := document.Read(iotest.ErrReader(errors.New("gone")))
	require.ErrorContains(t, err, "gone")
}

// FuzzRead checks that what is read is written, and reads back as the same.
func FuzzRead(f *testing.F) {
	f.Add(`{"version": 1, "suggestions": [{"window": {"start": "2026-12-04T21:00:00-08:00", "end": "2026-12-04T22:00:00-08:00"}, "runway": "1h"}]}`)
	f.Add(`{"error": {"kind": "invalid_plan", "message": "m", "problems": [{"path": "p", "value": 1.50, "expected": "e"}]}}`)
	f.Add(`{"version": 1, "recurring": {"slots": [{"first": "2026-12-05"}]}}`)
	f.Fuzz(func(t *testing.T, text string) {
		answer, err := document.Read(strings.NewReader(text))
		if err != nil {
			return
		}
		var b bytes.Buffer
		if document.Encode(&b, answer.Document()) == nil { // a date left out is no date
			requireReadBack(t, b.String())
		}
	})
}
