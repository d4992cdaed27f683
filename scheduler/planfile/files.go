package planfile

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"

	"github.com/quietwindow/quietwindow/calendar/feed"
)

// files reads the iCalendar files that a plan names, each once.
type files struct {
	feeds map[string]*feed.Feed
	cost  map[*feed.Feed]int // of going through a feed once, in the unit of MaxFeedWork
	bytes int                // of all files read
	work  int                // see charge
	steps int                // see walked
	// warnings are what the users of the files should know.
	warnings []string
}

const (
	aFile = "the path of an iCalendar file, with slashes and inside the folder that the program reads from"
	// recurringWork is what a recurring event counts for in MaxFeedWork.
	recurringWork = 50
)

// onFlaw reads what is done about events that cannot be read.
func (r *reader) onFlaw(o *object) feed.OnFlaw {
	if v, ok := o.get("on_flaw"); ok {
		if word, _ := r.word(v, "refuse", "skip"); word == "skip" {
			return feed.Skip
		}
	}
	return feed.Refuse
}

// feed reads the iCalendar file that v names; nil where it cannot be had.
func (r *reader) feed(v value, onFlaw feed.OnFlaw) *feed.Feed {
	path, ok := r.text(v)
	switch {
	case !ok || r.full():
		return nil
	case r.opts.Files == nil:
		r.wrong(v, "no file: this program does not read the files that a plan names; write the times into the plan")
		return nil
	case !fs.ValidPath(path) || path == ".":
		r.wrong(v, aFile)
		return nil
	}
	id := fmt.Sprintf("%d %s", onFlaw, path)
	if f, ok := r.files.feeds[id]; ok {
		return f
	}
	if r.files.feeds == nil {
		r.files.feeds, r.files.cost = make(map[string]*feed.Feed), make(map[*feed.Feed]int)
	}
	f := r.openFeed(v, path, onFlaw)
	r.files.feeds[id] = f // also nil: its faults are told once
	return f
}

func (r *reader) openFeed(v value, path string, onFlaw feed.OnFlaw) *feed.Feed {
	left := MaxFileBytes - r.files.bytes
	data, err := readAtMost(r.opts.Files, path, left+1)
	switch {
	case err != nil:
		r.wrong(v, aFile+aside(err.Error()))
		return nil
	case len(data) > left:
		r.wrong(v, fmt.Sprintf("at most %d MiB of files, all together", MaxFileBytes>>20))
		return nil
	}
	r.files.bytes += len(data)
	f, err := feed.ReadWith(bytes.NewReader(data), feed.Options{OnFlaw: onFlaw, Charge: r.walked})
	var bad *feed.Error
	switch {
	case err == nil:
		r.used(f.Zones()...)
		r.files.cost[f] = feedCost(f, data)
		r.warnOf(v, path, f)
		return f
	case r.ctx.Err() != nil:
		return nil
	case !errors.As(err, &bad):
		r.wrong(v, aFile+aside(err.Error()))
		return nil
	}
	expected := "an iCalendar file that can be read without guessing"
	if bad.Skippable() && onFlaw == feed.Refuse {
		expected += ` (or "on_flaw": "skip" beside ics, to leave out the events that cannot be read)`
	}
	for _, p := range bad.Problems {
		r.add(v.offset(), v.path(), found(inFile(path, p.Line)+": "+p.Text), expected)
	}
	return nil
}

// inFile names a line of a file.
func inFile(path string, line int) string {
	where := fmt.Sprintf("%q", shorten(path))
	if line > 0 {
		where += fmt.Sprintf(", line %d", line)
	}
	return where
}

// maxFlawsShown is how many of the events that were left out a warning tells about.
const maxFlawsShown = 20

// warnOf keeps what the reader of a file says about it.
func (r *reader) warnOf(v value, path string, f *feed.Feed) {
	for _, w := range f.Warnings() {
		r.files.warnings = append(r.files.warnings, fmt.Sprintf("%s: %s: %s.", v.path(), inFile(path, w.Line), w.Text))
	}
	flaws := f.Flaws()
	if len(flaws) == 0 {
		return
	}
	text := fmt.Sprintf("%s: %q: %s left out because of what cannot be read", v.path(), shorten(path), count(f.Skipped(), "event is", "events are"))
	for i, flaw := range flaws[:min(len(flaws), maxFlawsShown)] {
		mark := ";"
		if i == 0 {
			mark = ":"
		}
		text += fmt.Sprintf("%s line %d: %s", mark, flaw.Line, flaw.Text)
	}
	if len(flaws) > maxFlawsShown {
		text += "; and more"
	}
	r.files.warnings = append(r.files.warnings, text+".")
}

// readAtMost returns the first bytes of a file.
func readAtMost(files fs.FS, path string, most int) ([]byte, error) {
	f, err := files.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, int64(most)))
}

// unfold joins the lines of an iCalendar file that were broken because they are long.
func unfold(text []byte) []byte {
	text = bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))
	for _, fold := range []string{"\n ", "\n\t"} {
		text = bytes.ReplaceAll(text, []byte(fold), nil)
	}
	return text
}

// feedCost estimates the work of going through a feed once.
func feedCost(f *feed.Feed, text []byte) int {
	cost := countsOf(unfold(text)) / 2
	for e := range f.Events() {
		cost++
		if e.Recurring {
			cost += recurringWork - 1
		}
	}
	return cost
}

// countsOf adds up the COUNT parts of the rules in a text, each at most nine digits.
func countsOf(text []byte) int {
	sum := 0
	for {
		before, after, ok := bytes.Cut(text, []byte("="))
		if !ok {
			return sum
		}
		if name := before[max(0, len(before)-5):]; bytes.EqualFold(name, []byte("COUNT")) {
			n := 0
			for i := 0; i < min(9, len(after)) && after[i] >= '0' && after[i] <= '9'; i++ {
				n = n*10 + int(after[i]-'0')
			}
			sum += n
		}
		text = after
	}
}

// charge counts the work of going through a feed once more, and reports whether that is still within
// MaxFeedWork.
func (r *reader) charge(v value, f *feed.Feed) bool {
	if r.files.work > r.limits.Work {
		return false // told before
	}
	if r.files.work += r.files.cost[f]; r.files.work > r.limits.Work {
		r.beyond(r.files.work <= MaxFeedWork, v.offset(), v.path(), v.shown(),
			fmt.Sprintf("files with at most %d events in all, each counted once for every zone or list of holidays it is used in, a recurring one %d times and half its COUNT", r.limits.Work, recurringWork))
		return false
	}
	return true
}
