package httpapi

import (
	"io"
	"net/http"
	"time"
)

// linger is how long a client that is still sending a body nobody waits for can do so after it has been
// answered: closing at once would make its system throw the answer away unread.
const linger = 250 * time.Millisecond

// leftOver is the most of such a body that is read then.
const leftOver = 256 << 10

// Prompt returns a handler that never waits for a body that next has not read: it answers, and ends the
// connection. By itself http.Server reads up to 256 KiB of what is left before it sends the answer, for
// as long as the client likes. The time for a body is limit from the end of the headers on, whoever
// reads it. NewHandler does this for its own paths; wrap with it what else a server has;
// within another Prompt it does nothing. It is for HTTP/1; in HTTP/2 a body holds up no answer.
func Prompt(next http.Handler, limit time.Duration) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, again := r.Body.(*seenBody)
		if again || r.ProtoMajor != 1 || r.ContentLength == 0 || r.Body == nil || r.Body == http.NoBody {
			next.ServeHTTP(w, r)
			return
		}
		control := http.NewResponseController(w)
		// Where the server knows no deadlines (a test recorder), there is none.
		_ = control.SetReadDeadline(time.Now().Add(limit))
		x := &exchange{ResponseWriter: w, body: &seenBody{ReadCloser: r.Body}}
		inner := *r
		inner.Body = x.body
		next.ServeHTTP(x, &inner)
		if x.body.ended {
			return
		}
		if !x.begun {
			x.WriteHeader(http.StatusOK)
		}
		if control.Flush() == nil {
			_ = control.SetReadDeadline(time.Now().Add(linger))
			_, _ = io.CopyN(io.Discard, r.Body, leftOver)
		}
	})
}

// exchange is a request that came with a body, and its answer.
type exchange struct {
	http.ResponseWriter
	body  *seenBody
	begun bool
}

func (x *exchange) WriteHeader(status int) {
	if !x.begun && status >= http.StatusOK {
		x.begun = true
		if !x.body.ended {
			x.Header().Set("Connection", "close")
		}
	}
	x.ResponseWriter.WriteHeader(status)
}

func (x *exchange) Write(p []byte) (int, error) {
	if !x.begun {
		x.WriteHeader(http.StatusOK)
	}
	return x.ResponseWriter.Write(p)
}

// Unwrap lets http.ResponseController find the connection, for its deadlines.
func (x *exchange) Unwrap() http.ResponseWriter { return x.ResponseWriter }

// seenBody remembers whether a body was read to its end.
type seenBody struct {
	io.ReadCloser
	ended bool
}

func (b *seenBody) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if err == io.EOF {
		b.ended = true
	}
	return n, err
}
