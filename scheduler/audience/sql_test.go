package audience_test

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"io"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler/audience"
)

// table is a database of one table; .ci/sqlcheck has real ones.
type table struct {
	names []string
	rows  [][]driver.Value
	end   error
	at    int
}

func (t *table) Connect(context.Context) (driver.Conn, error)      { return t, nil }
func (t *table) Driver() driver.Driver                             { return nil }
func (t *table) Prepare(string) (driver.Stmt, error)               { return nil, errors.ErrUnsupported }
func (t *table) Begin() (driver.Tx, error)                         { return nil, errors.ErrUnsupported }
func (t *table) Close() error                                      { return nil }
func (t *table) Columns() []string                                 { return t.names }
func (t *table) Query(string, []driver.Value) (driver.Rows, error) { return t, nil }
func (t *table) Next(into []driver.Value) error {
	if t.at == len(t.rows) {
		return t.end
	}
	copy(into, t.rows[t.at])
	t.at++
	return nil
}

func query(t *testing.T, tab *table) *sql.Rows {
	t.Helper()
	db := sql.OpenDB(tab)
	rows, err := db.Query("SELECT")
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, rows.Close()); assert.NoError(t, db.Close()) })
	return rows
}

func TestRowsOfAQuery(t *testing.T) {
	rows := query(t, &table{names: []string{"country", "time_zone", "customers", "since"}, end: io.EOF, rows: [][]driver.Value{
		{"JP", nil, int64(3), nil}, {[]byte("US"), "America/New_York", 2.5, "x"}, {"Atlantis", nil, []byte("4"), nil}, {"JP", nil, 1e6, nil},
	}})
	result, err := audience.Collect(t.Context(), audience.SQL(rows), audience.Options{})
	require.NoError(t, err)
	assert.Equal(t, "over 99.9 % placed by country, under 0.1 % by zone, under 0.1 % not placed", result.Account.String())
	assert.Equal(t, []audience.Finding{{Problem: "unknown country", Value: "Atlantis", Rows: 1, Customers: 4, Line: 3}}, result.Unplaced)
}

func TestFaultsOfAQuery(t *testing.T) {
	broken := errors.New("the server has gone away")
	tests := map[string]struct {
		table table
		want  string
	}{
		"columns": {table{names: []string{"id"}, end: io.EOF}, `rows: line 1: no column says where: expected one of time_zone, subdivision, country, ip_country, utc_offset or browser_offset, found "id"`},
		"seats":   {table{names: []string{"country", "n"}, end: io.EOF, rows: [][]driver.Value{{"JP", "many"}}}, `line 1: seats "many": expected a number of 0 or more, in plain digits`},
		"server":  {table{names: []string{"country"}, end: broken, rows: [][]driver.Value{{"JP"}}}, "the server has gone away"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := audience.Collect(t.Context(), audience.SQL(query(t, &tt.table)), audience.Options{})
			require.EqualError(t, err, tt.want)
		})
	}
}
