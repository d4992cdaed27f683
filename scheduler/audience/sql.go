package audience

import (
	"database/sql"
	"iter"
)

// SQL returns the rows of a query: its columns have the names that [CSV] reads, so AS gives them one, and other columns are
// passed over. A GROUP BY in the database is the fastest way to count:
//
//	SELECT time_zone, country, COUNT(*) AS customers FROM customers GROUP BY time_zone, country
//
// NULL says nothing. The caller closes the rows; their own errors end the sequence. Row.Line counts the rows from 1.
func SQL(rows *sql.Rows) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		names, err := rows.Columns()
		var cols columns
		if err == nil {
			cols, err = findColumns(names)
		}
		if err != nil {
			yield(Row{}, named("rows", err))
			return
		}
		raw, into := make([]sql.RawBytes, len(names)), make([]any, len(names))
		for i := range into {
			into[i] = new(any) // not looked at
		}
		for _, at := range cols {
			if at >= 0 {
				into[at] = &raw[at]
			}
		}
		known := make(map[string]string)
		get := func(f field) string {
			if cols[f] < 0 {
				return ""
			}
			return tidy(intern(known, raw[cols[f]]))
		}
		for line := 1; rows.Next(); line++ {
			if err := rows.Scan(into...); err != nil {
				yield(Row{}, err)
				return
			}
			row, err := cols.row(line, get)
			if !yield(row, err) {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(Row{}, err)
		}
	}
}

// intern returns bytes as a text, the same one for the same bytes while there are not too many.
func intern(known map[string]string, b []byte) string {
	if s, ok := known[string(b)]; ok {
		return s
	}
	s := string(b)
	if len(known) < maxSeen {
		known[s] = s
	}
	return s
}
