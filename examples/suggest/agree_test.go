package main

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler/httpapi"
	"github.com/quietwindow/quietwindow/scheduler/recheck"
	"github.com/quietwindow/quietwindow/scheduler/report/document"
)

// For one plan the command line and the HTTP API write the same reports, byte by byte: both have them from
// package decision. The name of the plan's file, which the API does not know, stands only in the text, in
// front.
func TestReportsAgreeWithTheAPI(t *testing.T) {
	handler, err := httpapi.NewHandler(httpapi.Options{})
	require.NoError(t, err)
	for _, plan := range []string{"plan.json", "testdata/small.json", "testdata/crew.json", "testdata/candidates.json"} {
		t.Run(filepath.Base(plan), func(t *testing.T) {
			text, err := os.ReadFile(plan)
			require.NoError(t, err)
			folder := t.TempDir()
			page, md := filepath.Join(folder, "a.html"), filepath.Join(folder, "a.md")
			for _, form := range []struct {
				name, file string
				args       []string
			}{
				{"html", page, []string{"-html", page}},
				{"md", md, []string{"-md", md}},
				{"json", "", []string{"-json", "-md", md}},
				{"txt", "", []string{"-why"}},
			} {
				var stdout, stderr bytes.Buffer
				require.Equal(t, statusFound, run(append(form.args, plan), nil, &stdout, &stderr, clock, ""), stderr.String())
				want := stdout.String()
				if form.file != "" {
					written, err := os.ReadFile(form.file)
					require.NoError(t, err)
					want = string(written)
				}
				request := httptest.NewRequest(http.MethodPost, "/v1/report/"+form.name, bytes.NewReader(text))
				request.Header.Set("Content-Type", "application/json")
				answer := httptest.NewRecorder()
				handler.ServeHTTP(answer, request)
				require.Equal(t, http.StatusOK, answer.Code, answer.Body.String())
				require.Equal(t, unnamed(want), unnamed(answer.Body.String()), form.name)
			}
		})
	}
}

// A plan has one fingerprint, whoever answers it: the command line, the HTTP API, and the record that is kept for later.
func TestFingerprintsAgree(t *testing.T) {
	handler, err := httpapi.NewHandler(httpapi.Options{})
	require.NoError(t, err)
	text, err := os.ReadFile("testdata/crew.json")
	require.NoError(t, err)
	var stdout, stderr bytes.Buffer
	require.Equal(t, statusFound, run([]string{"-json", "testdata/crew.json"}, nil, &stdout, &stderr, clock, ""), stderr.String())
	answer, err := document.Read(&stdout)
	require.NoError(t, err)
	require.NotNil(t, answer.Result.Fingerprint)
	record, err := recheck.Take(t.Context(), text, recheck.Options{})
	require.NoError(t, err)
	require.Equal(t, answer.Result.Fingerprint, record.Answer.Fingerprint)
	for _, path := range []string{"/v1/suggest", "/v1/tradeoff", "/v1/robustness", "/v1/assess?at=2026-10-20T06:00:00Z", "/v1/report/json"} {
		request := httptest.NewRequest(http.MethodPost, path, bytes.NewReader(text))
		request.Header.Set("Content-Type", "application/json")
		got := httptest.NewRecorder()
		handler.ServeHTTP(got, request)
		require.Equal(t, http.StatusOK, got.Code, got.Body.String())
		var doc struct{ Fingerprint *document.Fingerprint }
		require.NoError(t, json.Unmarshal(got.Body.Bytes(), &doc))
		require.Equal(t, answer.Result.Fingerprint, doc.Fingerprint, path)
	}
}

// unnamed returns a text without the paragraph that it begins with, if that is one of a terminal's.
func unnamed(text string) string {
	if strings.HasPrefix(text, "<") || strings.HasPrefix(text, "{") || strings.HasPrefix(text, "#") {
		return text
	}
	_, rest, _ := strings.Cut(text, "\n\n")
	return rest
}
