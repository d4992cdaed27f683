package httpapi

import (
	"context"
	"net/http"
	"time"
)

// visit is one request while it is answered.
type visit struct {
	*handler
	w       http.ResponseWriter
	r       *http.Request
	client  string
	share   *share
	control *http.ResponseController
	// deadline is when the last byte of the answer has to be sent; zero until the body is in.
	deadline time.Time
}

func (h *handler) visit(w http.ResponseWriter, r *http.Request) *visit {
	v := &visit{handler: h, w: w, r: r, client: h.opts.Client(r), control: http.NewResponseController(w)}
	v.share = h.budget.open(v.client)
	return v
}

// past is a deadline that ends whatever waits.
var past = time.Unix(1, 0)

// reserve is the part of the time that is kept for saying that the work took too long.
const reserve = 20

// inTurn does work when it is the turn of the request, and returns what that returns. The turn is given
// back when the answer is built: sending it holds memory and a connection, and no turn.
func (v *visit) inTurn(work func(context.Context) (*answer, error)) (*answer, error) {
	v.deadline = time.Now().Add(v.opts.Timeout)
	ctx, cancel := context.WithDeadline(v.r.Context(), v.deadline.Add(-v.opts.Timeout/reserve))
	defer cancel()
	if err := v.turns.begin(ctx, v.client); err != nil {
		return nil, err
	}
	defer v.turns.end(v.client)
	working(ctx, true)
	defer working(ctx, false)
	return work(newPaced(ctx, v.turns, v.client))
}

const (
	// smallAnswer is one that the system takes at once, whatever the client does; so it gets a moment
	// even where the time of its request is over.
	smallAnswer = 64 << 10
	moment      = time.Second
)

// send writes the answer. That the client does not take it is no concern of ours, and ends the
// connection when the time is over, or when others need the memory.
func (v *visit) send(a *answer) {
	v.share.keep(int64(a.size()))
	now := time.Now()
	end := v.deadline
	if end.IsZero() {
		end = now.Add(v.opts.Timeout)
	}
	if soonest := now.Add(moment); a.size() <= smallAnswer && end.Before(soonest) {
		end = soonest
	}
	// Where the server knows no deadlines (a test recorder), there is none.
	_ = v.control.SetWriteDeadline(end)
	v.share.slow(func() { _ = v.control.SetWriteDeadline(past) })
	defer v.share.quick()
	a.send(v.w, v.r)
}
