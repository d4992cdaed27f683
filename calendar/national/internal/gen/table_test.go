package main

import (
	"os"
	"path/filepath"
	"strings"
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

// What is encoded can be read back: every day with its marks.
func TestDecode(t *testing.T) {
	tab := newTestTable()
	for _, row := range [][]string{
		{"AA", "2015-01-01", "add", "New Year", "no", "yes"},
		{"AA", "2016-01-01", "add", "New Year", "yes", "yes"},
		{"AA", "2016-02-29", "add", "Leap (observed)", "no", "no"},
		{"AA-X", "2015-01-03", "not", "", "no", "yes"},
	} {
		require.NoError(t, tab.add(row))
	}
	data := tab.encode()
	back, err := decode(data)
	require.NoError(t, err)
	assert.Equal(t, tab.codes["AA-X"], back.codes["AA-X"])
	assert.ElementsMatch(t, tab.codes["AA"], back.codes["AA"])
	for cut := range data {
		_, err := decode(data[:cut])
		assert.Error(t, err, "cut after %d bytes", cut)
	}
	_, err = decode(append(data, 0))
	assert.Error(t, err)
}

func TestReplacedDays(t *testing.T) {
	assert.Equal(t, map[string]string{
		"HU 2026-01-10": "in place of 2 January", "AM 2014-12-20": "in place of 8 January 2015", "UZ 2018-03-17": "in place of 19 March and 20 March",
	}, replacedDays([][]string{
		{"HU", "2026-01-02", "add", "Day off (substituted from 01/10/2026)"}, {"AM", "2015-01-08", "add", "Day off (substituted from 12/20/2014)"},
		{"UZ", "2018-03-19", "add", "Day off (substituted from 03/17/2018)"}, {"UZ", "2018-03-20", "add", "Day off (substituted from 03/17/2018)"},
		{"HU", "2026-01-01", "add", "New Year's Day"},
	}))
}

// TestRun makes the tables from files, corrections included, and says what changed.
func TestRun(t *testing.T) {
	dir, from := t.TempDir(), t.TempDir()
	write := func(dir, name, text string) {
		path := filepath.Join(dir, name)
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
		require.NoError(t, os.WriteFile(path, []byte(text), 0o644))
	}
	write(from, "holiday_codes.csv", "code,like_country\nAA,no\n")
	write(from, "public_holidays.csv", "code,date,op,name,estimated,second_source_agrees\nAA,2015-01-01,add,A; B (observed),yes,no\nAA,2015-01-02,add,Day off (substituted from 01/10/2015),no,no\n")
	write(from, "working_weekends.csv", "code,date\nAA,2015-01-10\n")
	write(from, "other_days.csv", "code,date,category,name,estimated\nAA,2024-12-24,bank,Eve,no\nAA,2024-12-31,unofficial,Party,no\n")
	write(dir, "internal/gen/corrections.csv", "code,date,op,name,substitute,reason\nAA,2015-01-01,remove,A,no,law\nAA,2015-02-01,add,C,no,law\n")
	var said strings.Builder
	require.NoError(t, run(&said, from, dir, "test 1"))
	assert.Contains(t, said.String(), "holidays AA: gained or lost 3, marks changed on 0\n  + 2015-01-01 B (substitute)\n")
	facts, err := os.ReadFile(filepath.Join(dir, "facts.bin"))
	require.NoError(t, err)
	assert.Contains(t, string(facts), "\x07Day off\x01C")
	data, err := os.ReadFile(filepath.Join(dir, "other.bin"))
	require.NoError(t, err)
	others, err := decodeOthers(data)
	require.NoError(t, err)
	assert.Equal(t, "in place of 2 January", others["work"].codes["AA"][0].name)
	assert.Equal(t, "Eve", others["bank"].codes["AA"][0].name)
	assert.Len(t, others["optional"].codes, 0)

	said.Reset()
	write(from, "public_holidays.csv", "code,date,op,name,estimated,second_source_agrees\nAA,2015-01-01,add,A; B (observed),no,no\n")
	require.NoError(t, run(&said, from, dir, "test 1"))
	assert.Contains(t, said.String(), "holidays AA: gained or lost 1, marks changed on 1\n  - 2015-01-02 Day off (substitute)\nholidays: gained or lost 1, marks changed on 1\n")
	assert.Error(t, run(&said, filepath.Join(dir, "none"), dir, "test 1"))
	write(from, "working_weekends.csv", "code,date\nZZ,2015-01-10\n")
	assert.ErrorContains(t, run(&said, from, dir, "test 1"), "ZZ is not in the list of codes")
}
