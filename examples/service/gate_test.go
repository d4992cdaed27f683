package main

import (
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestGate(t *testing.T) {
	h := newTest(t, io.Discard, "-gate", "../../scheduler/httpapi/examples/plan.json", "-gate-below", "0.12")
	w := get(h, "/v1/gate?at=2026-12-04T10:00:00Z")
	require.Equal(t, http.StatusOK, w.Code, w.Body)
	assert.Contains(t, w.Body.String(), `"open": false`)
	assert.Equal(t, http.StatusUnprocessableEntity, get(h, "/v1/gate?at=2030-01-01T00:00:00Z").Code)
	assert.Equal(t, http.StatusNotFound, get(newTest(t, io.Discard), "/v1/gate").Code)
	var said strings.Builder
	for _, args := range [][]string{{"-gate", "none.json"}, {"-gate", "main.go"}, {"-gate", "../../scheduler/httpapi/examples/plan.json", "-gate-below", "2"}} {
		_, err := parse(args, environment(), &said)
		require.Error(t, err, args)
	}
	assert.Equal(t, 3, strings.Count(said.String(), "service: -gate "))
}

// The gate follows its file; one that is wrong, or gone, is told once and leaves the gate as it was. SIGHUP reads it though it looks the same.
func TestGateFollowsItsFile(t *testing.T) {
	text, err := os.ReadFile("../../scheduler/httpapi/examples/plan.json")
	require.NoError(t, err)
	good := string(text)
	frozen := strings.Replace(good, `"end": "2026-12-03"`, `"end": "2026-12-14"`, 1)
	require.NotEqual(t, good, frozen)
	file := filepath.Join(t.TempDir(), "plan.json")
	at := time.Now()
	write := func(text string) {
		require.NoError(t, os.WriteFile(file, []byte(text), 0o600))
		at = at.Add(time.Second) // however coarse the file system's clock is
		require.NoError(t, os.Chtimes(file, at, at))
	}
	write(good)
	var said strings.Builder
	h := newTest(t, &said, "-gate", file)
	open := func() bool {
		w := get(h, "/v1/gate?at=2026-12-05T06:00:00Z")
		require.Equal(t, http.StatusOK, w.Code, w.Body)
		return strings.Contains(w.Body.String(), `"open": true`)
	}
	require.True(t, open())
	require.NotContains(t, said.String(), "the plan of the gate")
	for _, step := range []struct {
		what   string
		change func()
		open   bool
		says   string
	}{
		{"a freeze", func() { write(frozen) }, false, "was read again"},
		{"half a file", func() { write(good[:200]) }, false, "is wrong; the one before holds"},
		{"no file", func() { require.NoError(t, os.Remove(file)) }, false, "is wrong; the one before holds"},
		{"back again", func() { write(good) }, true, "was read again"},
		{"told to", h.standing.reread, true, "was read again"},
	} {
		said.Reset()
		step.change()
		for range 3 {
			require.Equal(t, step.open, open(), step.what)
		}
		require.Equal(t, 1, strings.Count(said.String(), "the plan of the gate"), "%s: %s", step.what, said.String())
		require.Contains(t, said.String(), step.says, step.what)
	}
}
