package export

import (
	"bytes"
	"fmt"
	"hash/fnv"
	"strings"

	"github.com/quietwindow/quietwindow/scheduler"
)

// TaskID returns the ID of a campaign's task: its name in letters and digits, with a number made of the whole
// name, so that tasks of different names have different IDs and a task keeps its own when it moves.
func TaskID(name string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(name) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	word := b.String()
	word = strings.Trim(word[:min(len(word), 28)], "-")
	h := fnv.New32a()
	_, _ = h.Write([]byte(name)) // which never fails
	return strings.TrimPrefix(fmt.Sprintf("%s-%08x", word, h.Sum32()), "-")
}

// Tasks returns one maintenance for each window of a campaign: like the given one, with the ID, the title
// and the sequence of the task.
func Tasks(res *scheduler.CampaignResult, like Maintenance) []Maintenance {
	list := make([]Maintenance, len(res.Windows))
	for i, w := range res.Windows {
		m := like
		m.ID, m.Title, m.Sequence = TaskID(w.Task), w.Task, w.Sequence
		if like.Title != "" {
			m.Title = like.Title + ": " + w.Task
		}
		m.Windows = []Window{{Interval: w.Window, Key: "1"}}
		list[i] = m
	}
	return list
}

// Calendar returns one iCalendar file with the windows of several maintenances, which may overlap. The UID
// of each is made of its ID; a window that moved has the sequence of its maintenance. It takes at most
// MaxWindows maintenances, and at least one; errors are those of Export, with the place in the list.
func Calendar(list []Maintenance) ([]byte, error) {
	if len(list) < 1 || len(list) > MaxWindows {
		return nil, scheduler.FieldErrors{{Path: "maintenances", Value: len(list), Expected: fmt.Sprintf("1 to %d", MaxWindows)}}
	}
	const begin, end = "BEGIN:VEVENT\r\n", "END:VEVENT\r\n"
	var out []byte
	for i, m := range list {
		one, err := Export("ical", m)
		if err != nil {
			return nil, fmt.Errorf("maintenances[%d]: %w", i, err)
		}
		text := one.Bytes()
		from, to := bytes.Index(text, []byte(begin)), bytes.LastIndex(text, []byte(end))+len(end)
		if i == 0 {
			out = append(out, text[:from]...)
		}
		out = append(out, text[from:to]...)
		if i == len(list)-1 {
			out = append(out, text[to:]...)
		}
	}
	return out, nil
}
