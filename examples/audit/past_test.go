package main

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler"
)

func TestReadPast(t *testing.T) {
	data, err := os.ReadFile("testdata/past.csv")
	require.NoError(t, err)
	list, err := readPast("past.csv", data)
	require.NoError(t, err)
	at := func(text string) time.Time {
		instant, err := time.Parse(time.RFC3339, text)
		require.NoError(t, err)
		return instant
	}
	assert.Equal(t, []maintenance{
		{"Years ago, on a Saturday", at("2018-08-18T20:00:00Z"), at("2018-08-18T22:00:00Z"), at("2018-08-18T21:00:00Z"), 3},
		{"In the freeze", at("2024-03-06T20:00:00Z"), at("2024-03-06T21:00:00Z"), at("2024-03-06T21:00:00Z"), 2},
	}, list)
}

func TestBounds(t *testing.T) {
	const header, line = "start,end,planned_end,name\n", "2024-03-06T20:00:00Z,2024-03-06T21:00:00Z,2024-03-06T21:00:00Z,n%d\n"
	var b strings.Builder
	b.WriteString(header)
	for i := range maxLines {
		fmt.Fprintf(&b, line, i)
	}
	list, err := readPast("past.csv", []byte(b.String()))
	require.NoError(t, err)
	assert.Len(t, list, maxLines)

	fmt.Fprintf(&b, line, maxLines)
	_, err = readPast("past.csv", []byte(b.String()))
	assert.EqualError(t, err, `past.csv:1002: found "more than 1000 lines"; expected at most 1000`)

	_, err = readPast("past.csv", []byte(header+strings.Repeat("\x00,\n", 500)))
	var faults scheduler.FieldErrors
	require.True(t, errors.As(err, &faults))
	require.Len(t, faults, maxFaults+1)
	assert.Equal(t, "480 more problems", faults[maxFaults].Value)

	for _, name := range []string{strings.Repeat("x", maxName+1), "", "\xff", "\"a\nb\""} {
		_, err = readPast("past.csv", []byte(header+strings.Replace(line, "n%d", name, 1)))
		assert.ErrorContains(t, err, "past.csv:2: name: ", "%q", name)
	}
}

func TestLongestMaintenance(t *testing.T) {
	const header = "start,end,planned_end,name\n"
	_, err := readPast("past.csv", []byte(header+"2024-03-01T00:00:00Z,2024-04-01T00:00:00Z,2024-03-01T01:00:00Z,a month\n"))
	assert.NoError(t, err)
	_, err = readPast("past.csv", []byte(header+"2024-03-01T00:00:00Z,2024-04-01T00:00:01Z,2024-03-01T01:00:00Z,more\n"))
	assert.EqualError(t, err, `past.csv:2: end: found "2024-04-01T00:00:01Z"; expected a time after the start (2024-03-01T00:00:00Z), and not more than 31 days after it`)
}

func FuzzReadPast(f *testing.F) {
	for _, name := range []string{"past.csv", "testdata/past.csv", "testdata/wrong.csv", "testdata/semicolons.csv", "testdata/header.csv"} {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		list, err := readPast("past.csv", data)
		var faults scheduler.FieldErrors
		if err != nil {
			require.True(t, errors.As(err, &faults))
			require.LessOrEqual(t, len(faults), maxFaults+1)
			require.Empty(t, list)
			return
		}
		require.NotEmpty(t, list)
		require.LessOrEqual(t, len(list), maxLines)
		for i, m := range list {
			require.True(t, m.start.Before(m.end) && m.start.Before(m.plannedEnd))
			require.False(t, m.start.Before(list[max(0, i-1)].start))
		}
	})
}
