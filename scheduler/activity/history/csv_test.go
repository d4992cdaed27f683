package history_test

import (
	"context"
	"errors"
	"io"
	"math"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler/activity/history"
	"github.com/quietwindow/quietwindow/scheduler/activity/internal/synth"
)

var nan = math.NaN()

// equalValues compares hours, of which missing ones are NaN.
func equalValues(t *testing.T, want, got []float64) {
	t.Helper()
	require.Len(t, got, len(want))
	for i := range want {
		if math.IsNaN(want[i]) {
			assert.True(t, math.IsNaN(got[i]), "hour %d: found %v, expected a missing hour", i, got[i])
			continue
		}
		assert.InDelta(t, want[i], got[i], 1e-9, "hour %d", i)
	}
}

func TestReadCSVForms(t *testing.T) {
	for _, tc := range []struct {
		name   string
		file   string
		opt    history.Options
		region string
		start  string
		want   []float64
		read   history.Tally
	}{
		{name: "plain", file: "timestamp_utc,region,value\n2026-01-05T00:00Z,eu,4\n2026-01-05T01:00Z,eu,5\n",
			region: "eu", want: []float64{4, 5}, read: history.Tally{Rows: 2}},
		{name: "byte order mark, CRLF, comments, blank lines, other columns", file: "\xef\xbb\xbf# made by hand\r\nregion,ignored,TimeStamp-UTC,Value\r\n\r\neu,x,2026-01-05T00:00:00Z,4\r\n# more\r\neu,,2026-01-05 01:00,5\r\n",
			region: "eu", want: []float64{4, 5}, read: history.Tally{Rows: 2}},
		{name: "semicolons and decimal commas", file: "hour_utc;series;requests\n2026-01-05T00:00;eu;4,25\n2026-01-05T01:00;eu;5\n",
			region: "eu", want: []float64{4.25, 5}, read: history.Tally{Rows: 2}},
		{name: "tabs and Unix seconds", file: "ts\tcount\n1767571200\t4\n1767574800\t5\n",
			want: []float64{4, 5}, read: history.Tally{Rows: 2}},
		{name: "milliseconds", file: "ts,count\n1767571200000,4\n", want: []float64{4}, read: history.Tally{Rows: 1}},
		{name: "quotes", file: "time,name,users\n\"2026-01-05T00:00:00+00:00\",\"a \"\"b\"\", c\",\"4\"\n",
			region: "a \"b\", c", want: []float64{4}, read: history.Tally{Rows: 1}},
		{name: "offsets", file: "time,value\n2026-01-05T05:30+05:30,4\n2026-01-05 01:00:00 UTC,5\n2026-01-05 02:00:00.000+00,6\n2026-01-04T22:00-0500,7\n",
			want: []float64{4, 5, 6, 7}, read: history.Tally{Rows: 4}},
		{name: "missing hours", file: "timestamp_utc,value\n2026-01-05T00:00,4\n2026-01-05T01:00,\n2026-01-05T02:00,NaN\n2026-01-05T05:00,null\n2026-01-05T06:00,1e3\n",
			want: []float64{4, nan, nan, nan, nan, nan, 1000}, read: history.Tally{Rows: 5, Blank: 3}},
		{name: "quarters of an hour", file: "timestamp_utc,value\n2026-01-05T00:30,8\n2026-01-05T00:45,8\n2026-01-05T01:00,1\n2026-01-05T01:15,2\n2026-01-05T01:30,3\n2026-01-05T01:45,4\n2026-01-05T02:15,1\n",
			want: []float64{nan, 2.5, nan}, read: history.Tally{Rows: 7, Partial: 2}},
		{name: "hours that begin at :30", file: "timestamp_utc,value\n2026-01-04T18:30,1\n2026-01-04T19:30,2\n",
			start: "2026-01-04T18:30:00Z", want: []float64{1, 2}, read: history.Tally{Rows: 2}},
		{name: "only the latest are kept", file: "timestamp_utc,value\n2026-01-01T00:00,1\n2026-01-01T01:00,2\n2026-01-05T00:00,3\n2026-01-05T01:00,4\n",
			opt: history.Options{Keep: 2}, want: []float64{3, 4}, read: history.Tally{Rows: 4, Forgotten: 96}},
		{name: "one of several", file: "timestamp_utc,region,value\n2026-01-05T00:00,us,1\n2026-01-05T00:00,eu,2\n2026-01-05T01:00,us,junk\n2026-01-05T01:00,eu,3\n",
			opt: history.Options{Series: []string{"eu"}}, region: "eu", want: []float64{2, 3}, read: history.Tally{Rows: 2}},
		{name: "decimal mark said", file: "timestamp_utc,value\n2026-01-05T00:00,4.200\n", opt: history.Options{Decimal: '.'}, want: []float64{4.2}, read: history.Tally{Rows: 1}},
		{name: "three decimals that part no thousands", file: "timestamp_utc,value\n2026-01-05T00:00,0.125\n2026-01-05T01:00,1234.567\n", want: []float64{0.125, 1234.567}, read: history.Tally{Rows: 2}},
		{name: "no line end at the end", file: "timestamp_utc,value\n2026-01-05T00:00,42", want: []float64{42},
			read: history.Tally{Rows: 1, Warnings: []string{"line 2, the last, has no line end; if the file was cut off, its value may lack digits"}}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			list, err := history.ReadCSV(t.Context(), strings.NewReader(tc.file), "f.csv", tc.opt)
			require.NoError(t, err)
			require.Len(t, list, 1)
			s := list[0]
			assert.Equal(t, tc.region, s.Region)
			start := "2026-01-05T00:00:00Z"
			if tc.start != "" {
				start = tc.start
			}
			assert.Equal(t, start, s.Start.Format(time.RFC3339))
			equalValues(t, tc.want, s.Values)
			assert.Equal(t, tc.read, s.Tally)
		})
	}
}

func TestReadCSVSeveralSeries(t *testing.T) {
	file := "timestamp_utc,region,value,time_zone,country\n" +
		"2026-01-05T01:00Z,us,1,America/New_York,US\n2026-01-05T00:00Z,eu,2,Europe/Berlin,DE\n2026-01-05T02:00Z,us,3,,\n"
	list, err := history.ReadCSV(t.Context(), strings.NewReader(file), "f.csv", history.Options{})
	require.NoError(t, err)
	require.Len(t, list, 2)
	assert.Equal(t, "us", list[0].Region)
	assert.Equal(t, "America/New_York", list[0].TimeZone)
	assert.Equal(t, "DE", list[1].Country)
	v, ok := list[0].At(time.Date(2026, 1, 5, 2, 59, 0, 0, time.UTC))
	assert.True(t, ok)
	assert.InDelta(t, 3, v, 0)
	_, ok = list[0].At(time.Date(2026, 1, 5, 3, 0, 0, 0, time.UTC))
	assert.False(t, ok)
	assert.Equal(t, []float64{1}, list[0].Before(time.Date(2026, 1, 5, 2, 30, 0, 0, time.UTC)).Values)
}

func TestReadCSVFaults(t *testing.T) {
	const head = "timestamp_utc,region,value\n"
	daily, mixed := head, head
	for d := 1; d <= 20; d++ {
		at := time.Date(2026, 1, d, 0, 0, 0, 0, time.UTC).Format("2006-01-02T15:04Z")
		daily += at + ",eu,1\n"
		mixed += time.Date(2026, 1, 1, 0, 15*d, 0, 0, time.UTC).Format("2006-01-02T15:04Z") + ",eu,1\n"
	}
	for h := 6; h < 20; h++ {
		mixed += time.Date(2026, 1, 1, h, 0, 0, 0, time.UTC).Format("2006-01-02T15:04Z") + ",eu,1\n"
	}
	for _, tc := range []struct{ name, file, want string }{
		{"empty", "", "f.csv: the file is empty; its first line must name the columns"},
		{"no rows", head, "f.csv: the file holds no rows"},
		{"no columns", "a,b\n1,2\n", "f.csv:1: no column of times"},
		{"ambiguous", head + "2026-01-05T00:00Z,eu,4.200\n", `f.csv:2: value "4.200": ambiguous: it may be 4200 or 4.200; say which decimal mark is meant`},
		{"ambiguous comma", "timestamp_utc;value\n2026-01-05T00:00;12,345\n", `f.csv:2: value "12,345": ambiguous`},
		{"grouped", head + "2026-01-05T00:00Z,eu,1.234.567\n", "marks between thousands are not read"},
		{"grouped by spaces", head + "2026-01-05T00:00Z,eu,1 234\n", "marks between thousands are not read"},
		{"negative", head + "2026-01-05T00:00Z,eu,-4\n", `f.csv:2: value "-4": expected 0 or more`},
		{"infinite", head + "2026-01-05T00:00Z,eu,+Inf\n", `value "+Inf": expected a finite number`},
		{"larger than anything", head + "2026-01-05T00:00Z,eu,1e290\n", `value "1e290": expected 1e+60 at most`},
		{"too large", head + "2026-01-05T00:00Z,eu,1e999\n", `value "1e999": expected a finite number`},
		{"no number", head + "2026-01-05T00:00Z,eu,0x10\n", `value "0x10": expected a number`},
		{"no zone", "timestamp,value\n2026-01-05T00:00,4\n", "it has no zone, and the column is not named timestamp_utc"},
		{"no time", head + "5 January,eu,4\n", `time "5 January": expected a form such as 2026-01-05T14:00Z`},
		{"no day", head + "2026-02-30T00:00Z,eu,4\n", `time "2026-02-30T00:00Z": there is no such date or time of day`},
		{"year", head + "1026-01-05T00:00Z,eu,4\n", "expected one of the years 1973 to 2200"},
		{"seconds", head + "2026-01-05T00:00:30Z,eu,4\n2026-01-05T01:00:30Z,eu,4\n", "f.csv:2: series eu: 2026-01-05T00:00:30Z: hours must begin on a whole minute"},
		{"twice", head + "2026-01-05T00:00Z,eu,4\n2026-01-05T00:00Z,eu,5\n", "f.csv:3: series eu: 2026-01-05T00:00:00Z was given already in line 2; an hour may occur once"},
		{"unsorted", head + "2026-01-05T01:00Z,eu,4\n2026-01-05T03:00Z,eu,4\n2026-01-05T02:00Z,eu,5\n", "f.csv:4: series eu: 2026-01-05T02:00:00Z comes after 2026-01-05T03:00:00Z in line 3; rows must be in order of time"},
		{"unsorted, down at first", head + "2026-01-05T02:00Z,eu,4\n2026-01-05T01:00Z,eu,5\n2026-01-05T03:00Z,eu,5\n", "f.csv:4: series eu: 2026-01-05T03:00:00Z comes after 2026-01-05T01:00:00Z in line 3, but the rows before had the newest first; expected one order of time, up or down"},
		{"daily", daily, "f.csv:14: series eu: mixed resolutions, or rows further apart than an hour: the 12 rows up to"},
		{"mixed", mixed, "f.csv:33: series eu: mixed resolutions, or rows further apart than an hour: the 12 rows up to 2026-01-01T17:00:00Z lie 1h apart, expected 15m"},
		{"odd step", head + "2026-01-05T00:00Z,eu,4\n2026-01-05T00:25Z,eu,5\n", "rows lie 25m apart; expected an hour, or a part of one that divides it"},
		{"off the step", head + "2026-01-05T00:00Z,eu,4\n2026-01-05T01:00Z,eu,5\n2026-01-05T02:20Z,eu,5\n", "f.csv:4: series eu: mixed resolutions: rows so far lie 1h apart, but 2026-01-05T02:20:00Z comes 1h20m after the row before"},
		{"cut off", head + "2026-01-05T00:00Z,eu,4\n2026-01-05T0", `f.csv:3: the file ends in the middle of this line, "2026-01-05T0"; it was cut off`},
		{"cut off in a quote", head + "2026-01-05T00:00Z,\"eu", "f.csv:2: the file ends in the middle of this line"},
		{"cut off in a time", "value,timestamp_utc\n4,2026-01-0", "the file ends in this line and may have been cut off"},
		{"fields", head + "2026-01-05T00:00Z,eu\n", "f.csv:2: found 2 fields, expected the 3 of the first line"},
		{"quote", head + "2026-01-05T00:00Z,\"eu,4\n", "f.csv:2: a quoted field is not closed on its line"},
		{"behind a quote", head + "2026-01-05T00:00Z,\"eu\"x,4\n", "a quoted field is followed by more text"},
		{"UTF-16", "\xff\xfet\x00", "f.csv:1: the file is in UTF-16; save it as UTF-8"},
		{"Latin-1", head + "2026-01-05T00:00Z,Z\xfcrich,4\n", "f.csv:2: the line is not UTF-8 text"},
		{"long", head + strings.Repeat("x", 70_000), "f.csv:2: the line is longer than 65536 bytes"},
		{"zone changes", "timestamp_utc,region,value,tz\n2026-01-05T00:00,eu,1,Europe/Berlin\n2026-01-05T01:00,eu,1,Europe/Paris\n", `f.csv:3: series eu: its time zone was "Europe/Berlin" so far, found "Europe/Paris"`},
	} {
		t.Run(tc.name, func(t *testing.T) {
			list, err := history.ReadCSV(t.Context(), strings.NewReader(tc.file), "f.csv", history.Options{})
			assert.ErrorContains(t, err, tc.want)
			fe := (*history.FileError)(nil)
			require.ErrorAs(t, err, &fe)
			assert.Nil(t, list)
		})
	}
}

func TestReadCSVNamesAllFaultsButNotForever(t *testing.T) {
	file := "timestamp_utc,value\n" + strings.Repeat("junk,1\n", 50)
	_, err := history.ReadCSV(t.Context(), strings.NewReader(file), "f.csv", history.Options{})
	fe := (*history.FileError)(nil)
	require.ErrorAs(t, err, &fe)
	assert.Len(t, fe.Faults, 20)
	assert.Equal(t, 2, fe.Faults[0].Line)
	assert.Contains(t, err.Error(), "f.csv: and 30 more problems")
	_, err = history.ReadCSV(t.Context(), strings.NewReader("timestamp_utc,region,value\n2026-01-05T00:00,us,1\n"), "f.csv", history.Options{Series: []string{"eu"}})
	assert.ErrorContains(t, err, `f.csv: there is no series "eu"; the file has "us"`)
	_, err = history.ReadCSV(t.Context(), strings.NewReader(""), "f.csv", history.Options{Decimal: 'x'})
	assert.ErrorContains(t, err, "decimal mark")
	_, err = history.ReadCSV(t.Context(), strings.NewReader(""), "f.csv", history.Options{Keep: -1})
	assert.ErrorContains(t, err, "keep -1 hours")
	broken := errors.New("the disk is gone")
	_, err = history.ReadCSV(t.Context(), io.MultiReader(strings.NewReader("timestamp_utc,value\n"), failing{broken}), "f.csv", history.Options{})
	assert.ErrorIs(t, err, broken)
	assert.ErrorContains(t, err, "f.csv: ")
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

// rows makes a file of any length without holding it.
type rows struct {
	left int
	at   time.Time
	buf  []byte
}

func (r *rows) Read(p []byte) (int, error) {
	for len(r.buf) < len(p) && r.left > 0 {
		r.buf = r.at.AppendFormat(r.buf, "2006-01-02T15:04Z")
		r.buf = append(r.buf, ",eu,12.5\n"...)
		r.at = r.at.Add(time.Minute)
		r.left--
	}
	if len(r.buf) == 0 {
		return 0, io.EOF
	}
	n := copy(p, r.buf)
	r.buf = r.buf[:copy(r.buf, r.buf[n:])]
	return n, nil
}

// live returns the bytes in use once a file of n rows of a minute has been read, while its result is
// still held.
func live(t *testing.T, n int) (uint64, history.Series) {
	file := io.MultiReader(strings.NewReader("timestamp_utc,region,value\n"), &rows{left: n, at: synth.Monday})
	list, err := history.ReadCSV(t.Context(), file, "f.csv", history.Options{Keep: 1000})
	require.NoError(t, err)
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	runtime.KeepAlive(list)
	return m.HeapAlloc, list[0]
}

// What is held does not grow with the file: 16 times the rows take the same memory.
func TestReadCSVMemoryDoesNotGrowWithTheFile(t *testing.T) {
	small, _ := live(t, 100_000)
	large, s := live(t, 800_000)
	assert.Less(t, float64(large)-float64(small), 1e6)
	assert.Len(t, s.Values, 1000)
	assert.Equal(t, 800_000, s.Tally.Rows)
	assert.Equal(t, 800_000/60-1000+1, s.Tally.Forgotten)
	assert.Equal(t, 1, s.Tally.Partial)
	_, known := s.At(s.Span().End.Add(-2 * time.Hour))
	assert.True(t, known)
}

// A reader stops with the error of its context, soon after that is done: here in the middle of a file
// without an end.
func TestReadersObeyTheContext(t *testing.T) {
	filler := map[string]string{"table": "#\n", "customers": "#\n", "prometheus": `"w",`}
	for name, read := range map[string]func(context.Context, io.Reader) error{
		"table": func(ctx context.Context, r io.Reader) error {
			_, err := history.ReadCSV(ctx, io.MultiReader(strings.NewReader("timestamp_utc,region,value\n"), r), "f", history.Options{Keep: 10})
			return err
		},
		"customers": func(ctx context.Context, r io.Reader) error {
			_, err := history.ReadCustomers(ctx, io.MultiReader(strings.NewReader("time_zone,country,users\n"), r), "f", history.CustomersOptions{})
			return err
		},
		"prometheus": func(ctx context.Context, r io.Reader) error {
			_, err := history.ReadPrometheus(ctx, io.MultiReader(strings.NewReader(`{"warnings":[`+strings.Repeat(`"w",`, 9999)), r), "f", history.Options{})
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			err := read(ctx, readerFunc(func(p []byte) (int, error) {
				cancel()
				return copy(p, strings.Repeat(filler[name], len(p))), nil
			}))
			assert.ErrorIs(t, err, context.Canceled)
			assert.ErrorContains(t, err, "f: ")
		})
	}
}

type readerFunc func([]byte) (int, error)

func (f readerFunc) Read(p []byte) (int, error) { return f(p) }
