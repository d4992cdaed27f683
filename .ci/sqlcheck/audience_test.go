package sqlcheck

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler/audience"
)

// accounts are rows as a company has them, with columns of every kind, NULLs among them.
const accounts = `DROP TABLE IF EXISTS accounts;
CREATE TABLE accounts(id BIGINT, opened TIMESTAMP, time_zone TEXT, country CHAR(2), state TEXT, utc_offset TEXT, seats NUMERIC(10, 2), tier TEXT);
INSERT INTO accounts VALUES
  (1, '2025-01-01 00:00:00', 'Europe/Berlin', 'DE', NULL, NULL, 480, 'gold'),
  (2, NULL, 'W. Europe Standard Time', 'IT', NULL, NULL, 206, NULL),
  (3, '2025-01-01 00:00:00', NULL, 'US', NULL, NULL, 90, NULL),
  (4, '2025-01-01 00:00:00', NULL, 'US', 'HI', NULL, 7.5, NULL),
  (5, '2025-01-01 00:00:00', NULL, 'AU', NULL, '+08:00', 40, ''),
  (6, '2025-01-01 00:00:00', NULL, 'ZZ', NULL, NULL, 2, NULL),
  (7, '2025-01-01 00:00:00', NULL, NULL, NULL, NULL, NULL, NULL)`

// Rows of accounts, and the same counted by the database, come to the same regions on both.
func TestFromAccountsToRegions(t *testing.T) {
	opt := audience.Options{Tiers: map[string]audience.Tier{"gold": {Activity: "business", Weight: 5}}}
	var results []*audience.Result
	for _, d := range databases(t) {
		db := d.open(t)
		_, err := db.Exec(accounts)
		require.NoError(t, err)
		for _, query := range []string{
			`SELECT * FROM accounts ORDER BY id`,
			`SELECT time_zone, country, state, utc_offset, tier, SUM(seats) AS seats FROM accounts GROUP BY time_zone, country, state, utc_offset, tier ORDER BY MIN(id)`,
		} {
			rows, err := db.Query(query)
			require.NoError(t, err)
			result, err := audience.Collect(t.Context(), audience.SQL(rows), opt)
			require.NoError(t, err, d.name)
			require.NoError(t, rows.Close())
			results = append(results, result)
		}
	}
	require.Len(t, results, 4)
	for _, r := range results[1:] {
		assert.Equal(t, results[0], r)
	}
	assert.Equal(t, int64(7), results[0].Account.Rows)
	assert.InDelta(t, 825.5, results[0].Account.Customers, 0)
	assert.Equal(t, "83.1 % placed by zone, 15.8 % by country shares, 0.9 % by subdivision, 0.2 % not placed", results[0].Account.String())
}

// The README's query of customers is read by audience as well.
func TestCustomersByAudience(t *testing.T) {
	for _, d := range databases(t) {
		db := d.open(t)
		_, err := db.Exec(`INSERT INTO customers VALUES (1, 'asia', 'Asia/Tokyo', 'JP'), (2, 'asia', 'Asia/Tokyo', 'JP'), (3, 'us', NULL, 'US')`)
		require.NoError(t, err)
		rows, err := db.Query(customersQuery)
		require.NoError(t, err)
		result, err := audience.Collect(t.Context(), audience.SQL(rows), audience.Options{})
		require.NoError(t, err)
		require.NoError(t, rows.Close())
		assert.Equal(t, "66.7 % placed by zone, 33.3 % by country shares", result.Account.String(), d.name)
	}
}
