package planfile

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
)

// zone reads the name of a time zone; nil where it is none.
func (r *reader) zone(v value) *time.Location {
	name, ok := r.text(v)
	if !ok || r.full() {
		return nil
	}
	loc, err := calendar.LoadZone(name)
	if err == nil {
		r.used(loc)
		return loc
	}
	why := ""
	var bad *calendar.ZoneError
	if errors.As(err, &bad) {
		why, _, _ = strings.Cut(bad.Reason, "; expected")
		if len(bad.Suggest) > 0 {
			why += fmt.Sprintf("; did you mean %s?", listed(bad.Suggest, "or"))
		}
	}
	r.wrong(v, v.expected+aside(why))
	return nil
}
