package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestPlainName(t *testing.T) {
	tests := []struct {
		name, plain string
		substitute  bool
	}{
		{"Labor Day", "Labor Day", false},
		{"Labor Day (observed)", "Labor Day", true},
		{"Day off (substituted from 01/10/2015)", "Day off", true},
		{"Eid al-Fitr (observed, estimated)", "Eid al-Fitr", true},
		{"Eid al-Fitr (estimated)", "Eid al-Fitr", false},
		{"Diwali (Deepavali)", "Diwali (Deepavali)", false},
	}
	for _, tt := range tests {
		plain, substitute := plainName(tt.name)
		assert.Equal(t, tt.plain, plain)
		assert.Equal(t, tt.substitute, substitute, tt.name)
	}
}

func newTestTable() *table {
	tab := newTable("test 1")
	tab.codes["AA"], tab.codes["AA-X"] = nil, nil
	return tab
}

func TestBadRows(t *testing.T) {
	tab := newTestTable()
	assert.ErrorContains(t, tab.add([]string{"ZZ", "2015-01-01", "add", "x", "no", "yes"}), "ZZ is not in the list of codes")
	assert.ErrorContains(t, tab.add([]string{"AA", "2015-02-30", "add", "x", "no", "yes"}), "there is no such day")
	assert.ErrorContains(t, tab.correct([]string{"AA", "2015-01-01", "remove", "x", "no", "why"}), `AA has no "x" on 2015-01-01 to remove`)
	assert.ErrorContains(t, tab.correct([]string{"AA", "2015-01-01", "move", "x", "no", "why"}), `"move" is not one of add, not, remove`)
	assert.ErrorContains(t, tab.correct([]string{"ZZ", "2015-01-01", "add", "x", "no", "why"}), "ZZ is not in the list of codes")
}

// TestForm holds the form of the table that the comment of main.go describes, byte by byte.
func TestForm(t *testing.T) {
	tab := newTestTable()
	for _, row := range [][]string{
		{"AA", "2015-01-01", "add", "New Year", "no", "yes"},
		{"AA", "2016-01-01", "add", "New Year", "no", "yes"},
		{"AA", "2017-01-01", "add", "New Year", "no", "no"},
		{"AA-X", "2015-01-03", "not", "", "no", "yes"},
	} {
		require.NoError(t, tab.add(row))
	}
	want := "\x06test 1" + "\xdf\x0f" + "\xe1\x0f" + // source, 2015, 2017
		"\x02" + "\x08New Year" + "\x00" + // the names
		"\x02" + // the patterns: the first day with its bits, a year later, 366 days later disputed
		"\x06" + "\x01\x00" + "\x00" + "\xdd\x05\x02" +
		"\x01" + "\x04" + // two days on
		"\x02" + // the codes with their rows: name, bits, pattern
		"\x02AA" + "\x03\x00\x00\x00" + "\x04AA-X" + "\x03\x01\x02\x01"
	assert.Equal(t, want, string(tab.encode()))
}

// TestRun makes a table from files, corrections included.
func TestRun(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
		require.NoError(t, os.WriteFile(path, []byte(text), 0o644))
		return path
	}
	codes := write("codes.csv", "code,like_country\nAA,no\n")
	facts := write("facts.csv", "code,date,op,name,estimated,second_source_agrees\nAA,2015-01-01,add,A; B (observed),yes,no\n")
	write("internal/gen/corrections.csv", "code,date,op,name,substitute,reason\nAA,2015-01-01,remove,A,no,law\nAA,2015-02-01,add,C,no,law\n")
	require.NoError(t, run(facts, codes, dir, "test 1"))
	out, err := os.ReadFile(filepath.Join(dir, "facts.bin"))
	require.NoError(t, err)
	assert.Contains(t, string(out), "\x02\x01B\x01C")
	assert.Error(t, run(filepath.Join(dir, "none.csv"), codes, dir, "test 1"))
}
