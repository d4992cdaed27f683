package sqlcheck

import (
	"database/sql"
	"os"
	"testing"

	_ "github.com/jackc/pgx/v5/stdlib"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	_ "modernc.org/sqlite"
)

// database is one that the queries run on.
type database struct {
	name, driver, source string
	create               string
	hourly               string // the query of hours, in its dialect
	request              string // a row of requests, of its time
}

// databases returns all of them. The server of PostgreSQL is that of .ci/checks/sql.sh.
func databases(t *testing.T) []database {
	t.Helper()
	server := os.Getenv("QUIETWINDOW_POSTGRES")
	require.NotEmpty(t, server, "run .ci/checks/sql.sh, which starts PostgreSQL")
	return []database{
		{
			name: "SQLite", driver: "sqlite", source: "file:" + t.Name() + "?mode=memory&cache=shared", hourly: hourlyQuery,
			create: `CREATE TABLE customers(id INTEGER, region TEXT, time_zone TEXT, country TEXT);
CREATE TABLE requests(region TEXT, at TEXT); CREATE INDEX by_hour ON requests(region, strftime('%Y-%m-%d %H:00', at))`,
			request: `('asia', '%s')`,
		},
		{
			name: "PostgreSQL", driver: "pgx", source: server, hourly: hourlyPostgres,
			create: `DROP TABLE IF EXISTS customers; DROP TABLE IF EXISTS requests; CREATE TABLE customers(id INTEGER, region TEXT, time_zone TEXT, country TEXT);
CREATE TABLE requests(region TEXT, at TIMESTAMPTZ)`,
			request: `('asia', '%s+00')`,
		},
	}
}

func (d database) open(t *testing.T) *sql.DB {
	t.Helper()
	db, err := sql.Open(d.driver, d.source)
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, db.Close()) })
	db.SetMaxOpenConns(1)
	_, err = db.Exec(d.create)
	require.NoError(t, err)
	return db
}
