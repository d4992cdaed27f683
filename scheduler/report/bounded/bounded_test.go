package bounded_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler/report/bounded"
)

func ExampleJSON() {
	w := bounded.NewWriter(context.Background(), os.Stdout, 50)
	fmt.Println(bounded.JSON(w, struct {
		Windows []string `json:"windows"`
	}{[]string{"2026-12-05T03:00:00Z"}}))
	fmt.Println(bounded.JSON(w, "a text that finds no more room"))
	// Output:
	// {
	//   "windows": [
	//     "2026-12-05T03:00:00Z"
	//   ]
	// }
	// <nil>
	// the document is larger than its limit of 50 bytes
}

func TestWriter(t *testing.T) {
	var b bytes.Buffer
	w := bounded.NewWriter(context.Background(), &b, 5)
	for _, text := range []string{"abc", "", "de"} {
		n, err := w.Write([]byte(text))
		require.NoError(t, err)
		require.Equal(t, len(text), n)
	}
	_, err := w.Write([]byte("f"))
	var limit *bounded.LimitError
	require.ErrorAs(t, err, &limit)
	assert.EqualValues(t, 5, limit.Limit)
	assert.Equal(t, "abcde", b.String())
	assert.EqualValues(t, 5, w.Written())

	ctx, cancel := context.WithCancel(context.Background())
	w = bounded.NewWriter(ctx, io.Discard, math.MaxInt64)
	cancel()
	_, err = w.Write([]byte("a"))
	assert.ErrorIs(t, err, context.Canceled)
}

type (
	inner struct {
		Rate  *float64 `json:"rate"`
		Notes []string `json:"notes,omitempty"`
	}
	named   struct{ A, B int }
	valued  struct{ text string }
	pointed struct{ text string }
	kinds   struct {
		inner
		*named
		Text    string          `json:"text"`
		When    time.Time       `json:"when"`
		Never   time.Time       `json:"never,omitzero"`
		Took    time.Duration   `json:"took,omitempty"`
		List    []inner         `json:"list"`
		Nil     []inner         `json:"nil"`
		Empty   []inner         `json:"empty"`
		Pair    [2]int          `json:"pair"`
		Map     map[string]any  `json:"map"`
		Any     any             `json:"any"`
		Pointer **inner         `json:"pointer"`
		Bytes   []byte          `json:"bytes"`
		Raw     json.RawMessage `json:"raw"`
		Value   valued          `json:"value"`
		Point   pointed         `json:"point"`
		Points  []pointed       `json:"points"`
		Hidden  string          `json:"-"`
		//lint:ignore SA5008 a field that is called "-" is what is tried here
		Dash    string            `json:"-,"` //nolint:staticcheck // the same for golangci-lint
		Deep    [][]map[int]bool  `json:"deep"`
		Strings map[string]string `json:"strings,omitempty"`
		Quoted  struct {
			N int `json:"n,string"`
		} `json:"quoted"`
		Twice struct {
			A int `json:"b"`
			B int `json:"B"`
		} `json:"twice"`
		private int
	}
)

func (v valued) MarshalText() ([]byte, error)   { return []byte("<" + v.text + ">"), nil }
func (p *pointed) MarshalJSON() ([]byte, error) { return json.Marshal(map[string]string{"p": p.text}) }

func document() *kinds {
	rate, in := 0.1, &inner{Notes: []string{"a", "b & <c>"}}
	return &kinds{
		inner: inner{Rate: &rate}, named: &named{1, 2}, Text: "é\u2028 \"x\" <b>", When: time.Date(2026, 12, 5, 3, 0, 0, 0, time.UTC),
		List: []inner{*in, {}, {Rate: &rate}}, Empty: []inner{}, Map: map[string]any{"b": 1, "a": []int{1}, "c": map[string]int{}},
		Any: []any{nil, 1.5, "x", *in, in}, Pointer: &in, Bytes: []byte("abc"), Raw: json.RawMessage(`{"x":[1,{}]}`),
		Value: valued{"v"}, Point: pointed{"p"}, Points: []pointed{{"q"}}, Deep: [][]map[int]bool{{}, nil, {{2: true, 1: false}, nil}}, private: 1,
	}
}

// The slow and obvious way is encoding/json itself.
func TestJSONIsThatOfTheStandardLibrary(t *testing.T) {
	for _, doc := range []any{document(), *document(), []*kinds{document(), nil}, nil, 7, "a<b", []int{}, []string(nil), map[string][]inner{"x": {{}}}, struct{}{}, &struct{ A *kinds }{}, (*kinds)(nil), kinds{}} {
		var want, got bytes.Buffer
		enc := json.NewEncoder(&want)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		require.NoError(t, enc.Encode(doc))
		require.NoError(t, bounded.JSON(&got, doc))
		require.Equal(t, want.String(), got.String())
	}
	require.Error(t, bounded.JSON(io.Discard, []any{1, math.NaN()}))
	require.Error(t, bounded.JSON(io.Discard, struct{ F func() }{}))
}

// It stops soon after the limit, and does not hold what it has written.
func TestJSONStops(t *testing.T) {
	list := make([]string, 100_000)
	for i := range list {
		list[i] = strings.Repeat("x", 100)
	}
	var b bytes.Buffer
	var limit *bounded.LimitError
	require.ErrorAs(t, bounded.JSON(bounded.NewWriter(context.Background(), &b, 100_000), list), &limit)
	assert.Less(t, b.Len(), 100_001)
	assert.Greater(t, b.Len(), 30_000)
}

// The ratio is to encoding/json, in the same run.
func BenchmarkJSON(b *testing.B) {
	list := make([]inner, 10_000)
	rate := 0.123
	for i := range list {
		list[i] = inner{&rate, []string{"first", "second"}}
	}
	var standard time.Duration
	for b.Loop() {
		begun := time.Now()
		enc := json.NewEncoder(io.Discard)
		enc.SetIndent("", "  ")
		if err := enc.Encode(list); err != nil {
			b.Fatal(err)
		}
		standard += time.Since(begun)
		if err := bounded.JSON(io.Discard, list); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed()-standard)/float64(standard), "x-standard")
}
