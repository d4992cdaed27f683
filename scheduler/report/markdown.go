package report

import (
	"fmt"
	"io"
	"slices"
	"strings"
)

// Markdown writes a decision as Markdown with tables (GitHub's form), short enough for a ticket: at most 60
// lines. It holds the first page of what HTML writes: the window, against what, at what price, what must
// happen by when, local times, the week around it in characters. Names from a plan are escaped: they show
// as they are and mark up nothing. Its form may change.
//
// It returns an error, and writes nothing, if the decision has no planner, no result or no suggestion.
// It writes equal bytes for equal input, in one call of Write.
func Markdown(w io.Writer, d Decision) error { return writeMarkdown(w, d, false) }

// MarkdownFull is Markdown with everything else that HTML writes, down to the assumptions.
func MarkdownFull(w io.Writer, d Decision) error { return writeMarkdown(w, d, true) }

func writeMarkdown(w io.Writer, d Decision, full bool) error {
	doc, err := NewDecisionDocument(d)
	if err != nil {
		return err
	}
	d.Title = doc.Title
	p, err := newPage(d, doc)
	if err != nil {
		return err
	}
	var b strings.Builder
	b.WriteString("# " + escapeMarkdown(p.Title) + "\n\n")
	for _, v := range p.Lead {
		if v.Strong {
			b.WriteString("**" + escapeMarkdown(v.Text) + "**")
		} else {
			b.WriteString(escapeMarkdown(v.Text))
		}
	}
	b.WriteString("\n")
	for i, text := range p.Says {
		if i == 0 {
			b.WriteString("\n")
		}
		b.WriteString("- " + escapeBlock(text) + "\n")
	}
	sections := p.First
	if full {
		sections = append(sections, p.Sections...)
	}
	for _, s := range sections {
		if !full {
			s = s.short()
		}
		if err := markdownSection(&b, s, doc); err != nil {
			return err
		}
	}
	b.WriteString(MarkdownMark)
	_, err = io.WriteString(w, b.String())
	return err
}

// short returns the section with few rows, and without captions.
func (s section) short() section {
	const rows, texts = 6, 3
	if more := len(s.Text) - texts; more > 0 {
		s.Text = append(s.Text[:texts-1:texts-1], fmt.Sprintf("and %s more", grouped(int64(more+1))))
	}
	s.Tables = slices.Clone(s.Tables)
	for i := range s.Tables {
		t := &s.Tables[i]
		t.Caption = ""
		if s.ID == "local-times" && len(t.Rows) > rows {
			s.After = []string{fmt.Sprintf("and %s in the full form", counted(int64(len(t.Rows)-rows), "more region", "more regions"))}
			t.Rows = t.Rows[:rows]
		}
	}
	return s
}

func markdownSection(b *strings.Builder, s section, doc *DecisionDocument) error {
	if s.Notices {
		b.WriteString("\n")
		return doc.Notices.WriteMarkdown(b) // with a heading of its own
	}
	if s.Strips && len(s.Text)+len(s.Tables) == 0 {
		return nil // a picture, which no text stands for
	}
	b.WriteString("\n## " + escapeMarkdown(s.Title) + "\n")
	for i, text := range s.Text {
		switch {
		case s.ID != "warnings":
			b.WriteString("\n" + escapeBlock(text) + "\n")
		case i == 0:
			b.WriteString("\n- " + escapeBlock(text) + "\n")
		default:
			b.WriteString("- " + escapeBlock(text) + "\n")
		}
	}
	for _, t := range s.Tables {
		b.WriteString("\n")
		if t.Caption != "" {
			b.WriteString(escapeMarkdown(t.Caption) + ":\n\n")
		}
		markdownTable(b, t)
	}
	for _, text := range s.After {
		b.WriteString("\n" + escapeBlock(text) + "\n")
	}
	switch {
	case s.Week:
		b.WriteString("\n```text\n")
		writeWeek(b, weekAround(doc))
		b.WriteString("```\n")
	case s.Map:
		b.WriteString("\n```text\n")
		if err := HeatMapText(b, doc.HeatMap, HeatTextOptions{Numbers: true}); err != nil {
			return err
		}
		b.WriteString("```\n")
	}
	return nil
}

func markdownTable(b *strings.Builder, t pageTable) {
	for _, c := range t.Columns {
		b.WriteString("| " + escapeMarkdown(c.Title) + " ")
	}
	b.WriteString("|\n")
	for _, c := range t.Columns {
		if c.Right {
			b.WriteString("| ---: ")
		} else {
			b.WriteString("| --- ")
		}
	}
	b.WriteString("|\n")
	for _, row := range t.Rows {
		for _, v := range row {
			b.WriteString("| " + escapeMarkdown(v.Text) + " ")
		}
		b.WriteString("|\n")
	}
}

// escapeMarkdown makes a text show as it is. Markup is escaped with a backslash, but for what HTML knows
// too, which becomes a reference: not every reader of Markdown takes a backslash before "<".
func escapeMarkdown(s string) string {
	var b strings.Builder
	for i, r := range clean(s) {
		switch {
		case r == '<':
			b.WriteString("&lt;")
		case r == '>':
			b.WriteString("&gt;")
		case r == '&':
			b.WriteString("&amp;")
		case r == '@':
			b.WriteString("&#64;") // no mention of anyone
		case strings.ContainsRune("\\`*[]|~", r):
			b.WriteString("\\" + string(r))
		case r == '_' && !inWord(s, i):
			b.WriteString("\\_")
		default:
			b.WriteRune(r)
		}
	}
	return breakLinks(b.String())
}

// escapeBlock is escapeMarkdown for a text that begins a line: what could begin a heading or a list
// there is escaped too.
func escapeBlock(s string) string {
	text := escapeMarkdown(s)
	digits := len(text) - len(strings.TrimLeft(text, "0123456789"))
	if digits < len(text) && (digits == 0 && strings.IndexByte("#+-=", text[0]) >= 0 || digits > 0 && strings.IndexByte(".)", text[digits]) >= 0) {
		return text[:digits] + "\\" + text[digits:]
	}
	return text
}

// inWord reports whether the underscore at i has a letter or digit on both sides, as in
// America/New_York: there it never marks anything up.
func inWord(s string, i int) bool {
	letter := func(c byte) bool { return c >= 0x80 || c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' }
	return i > 0 && i+1 < len(s) && letter(s[i-1]) && letter(s[i+1])
}

// breakLinks keeps what looks like an address in a name from becoming a link.
func breakLinks(s string) string {
	return strings.NewReplacer("://", "&#58;//", "www.", "www&#46;", "WWW.", "WWW&#46;").Replace(s)
}
