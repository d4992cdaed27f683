package national

import (
	"time"

	"github.com/quietwindow/quietwindow/calendar"
)

// Calendar returns the calendar of a code on the clocks of loc: its public holidays, its usual weekend
// and its rest days that are worked. It is [For] and [Weekend] in one, for programs that would
// otherwise forget one of them. An unknown code is a *[CodeError].
//
// The fields of what it returns may be changed: to leave a holiday out, set Holidays to what
// [Source.Except] of [For] returns.
func Calendar(code string, loc *time.Location) (calendar.Calendar, error) {
	source, err := For(code)
	if err != nil {
		return calendar.Calendar{}, err
	}
	return source.calendar(loc), nil
}

func (s *Source) calendar(loc *time.Location) calendar.Calendar {
	return calendar.Calendar{Location: loc, Weekend: usualWeekend(s.days.code), Holidays: s}
}

// UsualWeekends returns the code's weekend. It makes the source a [calendar.UsualWeekends].
func (s *Source) UsualWeekends() []calendar.UsualWeekend {
	return []calendar.UsualWeekend{{Source: s.days.code, Weekend: usualWeekend(s.days.code)}}
}
