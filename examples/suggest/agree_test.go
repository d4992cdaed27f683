package main

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler/httpapi"
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

// unnamed returns a text without the paragraph that it begins with, if that is one of a terminal's.
func unnamed(text string) string {
	if strings.HasPrefix(text, "<") || strings.HasPrefix(text, "{") || strings.HasPrefix(text, "#") {
		return text
	}
	_, rest, _ := strings.Cut(text, "\n\n")
	return rest
}
