package main

import (
	"io"
	"net/http"
	"strings"
	"testing"

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
