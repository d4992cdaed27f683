package report

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"text/template"
)

// sectionTables are the sections that a report can have, in its order, with their tables.
var sectionTables = []struct {
	id     string
	tables []string
}{
	{"when", []string{"when-table"}},
	{"local-times", []string{"regions-table"}},
	{"week", nil},
	{"warnings", nil},
	{"proposed", []string{"proposed-table"}},
	{"decision", []string{"decision-table"}},
	{"reasons", nil},
	{"all-regions", []string{"all-regions-table"}},
	{"clocks", nil},
	{"clock-changes", []string{"clock-changes-table"}},
	{"alternatives", []string{"suggestions-table"}},
	{"rule-of-thumb", []string{"thumb-table"}},
	{"prices", []string{"prices-table"}},
	{"map", nil},
	{"crew", []string{"crew-table"}},
	{"trade-off", []string{"tradeoff-table"}},
	{"robustness", []string{"robust-table", "cases-table"}},
	{"blocked", []string{"blocked-table"}},
	{"notices", nil},
	{"assumptions", []string{"assumptions-table"}},
}

// templateOf returns the name of the template of a section, and sectionOf the other way round.
func templateOf(id string) string { return "section_" + strings.ReplaceAll(id, "-", "_") }
func sectionOf(name string) string {
	return strings.ReplaceAll(strings.TrimPrefix(name, "section_"), "_", "-")
}

// What a section's template gives holds marks at the beginnings of lines, and between the parts of one, in characters that no name can hold.
const (
	textLine  = "\x01"
	tableLine = "\x03"
	headLine  = "\x04"
	rowLine   = "\x05"
	partMark  = "\x06"
)

// sectionFunctions are those of a ticket text, and what stands for parts of a section.
var sectionFunctions = func() template.FuncMap {
	f := make(template.FuncMap)
	for name, function := range wordingFunctions {
		f[name] = function
	}
	f["text"] = func() string { return marked(textLine) }
	f["table"] = func(parts ...string) string { return marked(tableLine, parts...) }
	f["head"] = func(headings ...string) string { return marked(headLine, headings...) }
	f["row"] = func(cells ...any) string {
		parts := make([]string, len(cells))
		for i, c := range cells {
			parts[i] = fmt.Sprint(c)
		}
		return marked(rowLine, parts...)
	}
	return f
}()

// marked is a line of its own.
func marked(mark string, parts ...string) string {
	return "\n" + mark + strings.Join(eachClean(parts), partMark) + "\n"
}

func eachClean(list []string) []string { return each(list, clean) }

// word gives a section its words: those of its template, which may leave parts of it out.
func (t *Templates) word(s section, data *Wording) (section, error) {
	name := templateOf(s.ID)
	own := *data
	own.Robust, own.LeftOut, own.Others = s.Robust, s.LeftOut, s.Others
	if len(s.Tables) > 0 {
		own.Rows = len(s.Tables[0].Rows)
	}
	text, err := execute(t.get(name), &own)
	if err == nil {
		s, err = readSection(text, s)
	}
	if err != nil {
		return section{}, failed(name, err)
	}
	return s, nil
}

// readSection reads what a template gave about a section.
func readSection(text string, given section) (section, error) {
	first, rest, _ := strings.Cut(text, "\n")
	title, ok := strings.CutPrefix(first, "Title: ")
	if title = clean(strings.TrimSpace(title)); !ok || title == "" {
		return section{}, fmt.Errorf("the first line is %q; expected \"Title: \" and a heading", clean(first))
	}
	out := given
	out.Title, out.Text, out.Tables, out.After = title, nil, nil, nil
	say := func(texts ...string) {
		if len(out.Tables) == 0 {
			out.Text = append(out.Text, texts...)
		} else {
			out.After = append(out.After, texts...)
		}
	}
	var open []string // the lines of a paragraph
	end := func() {
		if len(open) > 0 {
			say(strings.Join(open, " "))
			open = nil
		}
	}
	for line := range strings.Lines(rest) {
		line = strings.TrimSuffix(strings.TrimSuffix(line, "\n"), "\r")
		mark := line[:min(1, len(line))]
		if !strings.Contains(textLine+tableLine+headLine+rowLine, mark) || mark == "" {
			if line = clean(strings.TrimSpace(line)); line == "" {
				end()
			} else {
				open = append(open, line)
			}
			continue
		}
		end()
		switch mark {
		case textLine:
			say(given.Text...)
		default:
			if len(out.After) > 0 {
				return section{}, errors.New("a table after a text that stands below the tables")
			}
			if err := out.tabled(mark, eachClean(strings.Split(line[1:], partMark)), given); err != nil {
				return section{}, err
			}
		}
	}
	end()
	return out, nil
}

// tabled adds a table, or a line of one's own.
func (s *section) tabled(mark string, parts []string, given section) error {
	switch mark {
	case tableLine:
		return s.builtin(parts, given)
	case headLine:
		t := pageTable{ID: fmt.Sprintf("%s-table-%d", s.ID, len(s.Tables)+1), Caption: s.Title}
		for _, heading := range parts {
			t.Columns = append(t.Columns, columnOf(heading))
		}
		s.Tables = append(s.Tables, t)
		return nil
	}
	if len(s.Tables) == 0 || !strings.HasPrefix(s.Tables[len(s.Tables)-1].ID, s.ID+"-table-") {
		return errors.New("a row without a head before it")
	}
	t := &s.Tables[len(s.Tables)-1]
	if len(parts) != len(t.Columns) {
		return fmt.Errorf("a row of %d cells; expected %d, as the head has", len(parts), len(t.Columns))
	}
	t.Rows = append(t.Rows, each(parts, word))
	return nil
}

// builtin adds the built-in table of an ID, with a caption and headings of one's own where they are given.
func (s *section) builtin(parts []string, given section) error {
	known := slices.IndexFunc(sectionTables, func(t struct {
		id     string
		tables []string
	}) bool {
		return t.id == s.ID
	})
	if tables := sectionTables[known].tables; !slices.Contains(tables, parts[0]) {
		return fmt.Errorf("table %q; expected one of %s", parts[0], orNoTable(tables))
	}
	i := slices.IndexFunc(given.Tables, func(t pageTable) bool { return t.ID == parts[0] })
	if i < 0 {
		return nil // this report has none
	}
	t := given.Tables[i]
	t.Caption = s.Title
	if len(parts) > 1 {
		t.Caption = parts[1]
	}
	if headings := parts[min(2, len(parts)):]; len(headings) > 0 {
		if len(headings) != len(t.Columns) {
			return fmt.Errorf("%d headings for table %q; expected %d", len(headings), parts[0], len(t.Columns))
		}
		t.Columns = slices.Clone(t.Columns)
		for k, heading := range headings {
			t.Columns[k].Title = columnOf(heading).Title
		}
	}
	s.Tables = append(s.Tables, t)
	return nil
}

func orNoTable(tables []string) string {
	if len(tables) == 0 {
		return "none: this section has no table"
	}
	return strings.Join(tables, ", ")
}

// columnOf reads a heading, which begins with ">" where the column is one of numbers.
func columnOf(heading string) column {
	title, right := strings.CutPrefix(heading, ">")
	return column{title, right}
}
