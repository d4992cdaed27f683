package history

import (
	"bufio"
	"bytes"
	"context"
	"io"
)

// sniffed is how much of a file is looked at to tell its form.
const sniffed = 4 << 10

// Read reads hourly history in any form that this package knows, told by its first bytes: a table ([ReadCSV]),
// the answer of a Prometheus range query ([ReadPrometheus]), or the JSON of another tool ([ReadJSON]). Errors
// and cost are those of the reader chosen.
func Read(ctx context.Context, r io.Reader, name string, opt Options) ([]Series, error) {
	in := bufio.NewReaderSize(r, sniffed)
	head, _ := in.Peek(sniffed) // an error comes again when the reader reads
	text := bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n")
	switch {
	case len(text) == 0 || text[0] != '{' && text[0] != '[':
		return ReadCSV(ctx, in, name, opt)
	case bytes.Contains(text, []byte(`"resultType"`)):
		return ReadPrometheus(ctx, in, name, opt)
	default:
		return ReadJSON(ctx, in, name, opt)
	}
}
