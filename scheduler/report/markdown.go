package report

import (
	"io"
	"strings"
)

// Markdown writes a decision as Markdown with tables (GitHub's form): the window, the reasons, local
// times, alternatives, what the rules of thumb would have cost, the heat map in characters, and
// whatever else the decision holds, down to the assumptions. Names from a plan are escaped: they show as
// they are and mark up nothing. Its form may change.
//
// It returns an error, and writes nothing, if the decision has no planner, no result or no suggestion.
// It writes equal bytes for equal input, in one call of Write.
func Markdown(w io.Writer, d Decision) error {
	doc, err := NewDecisionDocument(d)
	if err != nil {
		return err
	}
	d.Title = doc.Title
	p := newPage(d, doc)
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
	for _, s := range p.Sections {
		if err := markdownSection(&b, s, doc); err != nil {
			return err
		}
	}
	b.WriteString(MarkdownMark)
	_, err = io.WriteString(w, b.String())
	return err
}

func markdownSection(b *strings.Builder, s section, doc *DecisionDocument) error {
	if s.Notices {
		b.WriteString("\n")
		return doc.Notices.WriteMarkdown(b) // with a heading of its own
	}
	b.WriteString("\n## " + escapeMarkdown(s.Title) + "\n")
	for _, text := range s.Text {
		b.WriteString("\n" + escapeBlock(text) + "\n")
	}
	for _, t := range s.Tables {
		b.WriteString("\n" + escapeMarkdown(t.Caption) + ":\n\n")
		markdownTable(b, t)
	}
	for _, text := range s.After {
		b.WriteString("\n" + escapeBlock(text) + "\n")
	}
	if s.Pictures {
		b.WriteString("\n```text\n")
		if err := HeatMapText(b, doc.HeatMap, HeatTextOptions{}); err != nil {
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
