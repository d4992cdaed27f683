package document

import (
	"bytes"
	"encoding/json"
	"io"

	"github.com/quietwindow/quietwindow/scheduler"
)

// JSON writes a result, which must not be nil, as JSON: a Result, indented by two spaces.
func JSON(w io.Writer, res *scheduler.Result) error { return Encode(w, NewResult(res)) }

// ErrorJSON writes an error, which must not be nil, as JSON: an ErrorResult, indented by two
// spaces. It takes every error, as NewErrorResult does.
func ErrorJSON(w io.Writer, err error) error { return Encode(w, NewErrorResult(err)) }

// Encode writes a *Result, an *ErrorResult or anything made of them in the form of JSON and
// ErrorJSON, for those who add to one before it is written. <, > and & stand for themselves: the JSON
// is no part of a web page.
func Encode(w io.Writer, document any) error {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(document); err != nil {
		return err
	}
	_, err := w.Write(b.Bytes())
	return err
}

// decode reads JSON. Numbers that stand for any value are kept as they are written.
func decode(data []byte, into any) error {
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.UseNumber()
	return dec.Decode(into)
}
