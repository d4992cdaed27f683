package notice

import (
	"fmt"
	"html"
	"strings"
)

// piece is a part of a line.
type piece struct {
	text string
	// at is the instant that the text names, if it names one, as RFC 3339.
	at string
	// link is where the text leads, if anywhere.
	link string
}

// block is a paragraph, or a list where listed is set.
type block struct {
	lines  [][]piece
	listed bool
}

// message is a notice before it takes a form. All forms say the same words.
type message struct {
	subject string
	blocks  []block
}

// subjectKey is how what a template gives begins.
const subjectKey = "Subject: "

// readMessage reads what a template gave: the subject in the first line, then paragraphs and lists.
func readMessage(text string) (*message, error) {
	first, rest, _ := strings.Cut(text, "\n")
	subject, ok := strings.CutPrefix(first, subjectKey)
	if subject = strings.TrimSpace(plainText(pieces(subject))); !ok || subject == "" {
		return nil, fmt.Errorf("the first line is %q; expected %q and a subject", clean(plainText(pieces(first))), subjectKey)
	}
	m := &message{subject: clean(subject)}
	open := false // whether the last block goes on
	for line := range strings.Lines(rest) {
		line = strings.TrimRight(line, " \t\r\n")
		if line == "" {
			open = false
			continue
		}
		item, listed := strings.CutPrefix(line, "- ")
		if !open || m.blocks[len(m.blocks)-1].listed != listed {
			m.blocks = append(m.blocks, block{listed: listed})
			open = true
		}
		last := &m.blocks[len(m.blocks)-1]
		last.lines = append(last.lines, pieces(item))
	}
	return m, nil
}

// pieces takes a line apart at its marks.
func pieces(line string) []piece {
	var list []piece
	for line != "" {
		i := strings.IndexAny(line, timeMark+linkMark)
		if i != 0 {
			if i < 0 {
				i = len(line)
			}
			list = append(list, piece{text: clean(line[:i])})
			line = line[i:]
			continue
		}
		what, after, _ := strings.Cut(line[1:], textMark)
		text, after, _ := strings.Cut(after, endMark)
		p := piece{text: clean(text)}
		if line[:1] == timeMark {
			p.at = what
		} else {
			p.link = canonical(what)
			p.text = p.link
		}
		list, line = append(list, p), after
	}
	return list
}

// plainText joins the texts of a line.
func plainText(list []piece) string {
	var b strings.Builder
	for _, p := range list {
		b.WriteString(p.text)
	}
	return b.String()
}

// text returns the message in plain text, a blank line between blocks.
func (m *message) text() string { return m.plain(func(p piece) string { return p.text }) }

// markdown returns the message in CommonMark, the same lines as in plain text.
func (m *message) markdown() string {
	return m.plain(func(p piece) string {
		if p.link != "" {
			return "<" + p.link + ">"
		}
		return escape(p.text)
	})
}

// plain writes the blocks as lines, each piece in the given form.
func (m *message) plain(form func(piece) string) string {
	var b strings.Builder
	for i, block := range m.blocks {
		if i > 0 {
			b.WriteByte('\n')
		}
		for _, line := range block.lines {
			if block.listed {
				b.WriteString("- ")
			}
			for _, p := range line {
				b.WriteString(form(p))
			}
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// escape returns a text that means nothing to Markdown, wherever in a line it stands. A list or a
// heading can begin only where the line does, and a name does stand there; escaping its hyphens
// elsewhere would be right too, but hard to read.
func escape(s string) string {
	escaped := special.Replace(s)
	digits := strings.TrimLeft(s, "0123456789")
	switch n := len(s) - len(digits); {
	case n == 0 && (strings.HasPrefix(s, "-") || strings.HasPrefix(s, "+")):
		return "\\" + escaped
	case n > 0 && (strings.HasPrefix(digits, ".") || strings.HasPrefix(digits, ")")):
		return s[:n] + "\\" + escaped[n:]
	}
	return escaped
}

var special = strings.NewReplacer(func() (pairs []string) {
	for _, c := range "\\`*_[]<>&|~!#$" {
		pairs = append(pairs, string(c), "\\"+string(c))
	}
	return pairs
}()...)

// html returns the message as a fragment of a page. Every text and every attribute is escaped here, and
// not by a template: for thousands of regions that would take seconds.
func (m *message) html() string {
	var b strings.Builder
	for _, block := range m.blocks {
		before, after := "<p>", "</p>\n"
		if block.listed {
			before, after = "<li>", "</li>\n"
			b.WriteString("<ul>\n")
		}
		for _, line := range block.lines {
			b.WriteString(before)
			for _, p := range line {
				p.html(&b)
			}
			b.WriteString(after)
		}
		if block.listed {
			b.WriteString("</ul>\n")
		}
	}
	return b.String()
}

func (p piece) html(b *strings.Builder) {
	text := html.EscapeString(p.text)
	switch {
	case p.at != "":
		b.WriteString(`<time datetime="` + html.EscapeString(p.at) + `">` + text + "</time>")
	case p.link != "":
		b.WriteString(`<a href="` + html.EscapeString(p.link) + `">` + text + "</a>")
	default:
		b.WriteString(text)
	}
}

// canonical returns a URL that was checked, without what could end it where it stands in a text.
func canonical(link string) string {
	return strings.NewReplacer("<", "%3C", ">", "%3E", " ", "%20", `"`, "%22").Replace(link)
}
