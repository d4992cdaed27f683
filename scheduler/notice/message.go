package notice

import (
	"html"
	"strings"
	"time"
)

// piece is a part of a sentence.
type piece struct {
	text string
	// at is the instant that the text names, if it names one.
	at time.Time
	// link is where the text leads, if anywhere.
	link string
}

// sentence is what one line holds.
type sentence []piece

func say(text string) piece { return piece{text: text} }

func at(t time.Time, text string) piece { return piece{text: text, at: t} }

// block is a paragraph, or a list where listed is set.
type block struct {
	lines  []sentence
	listed bool
}

// message is a notice before it takes a form. All forms say the same words.
type message struct {
	subject string
	blocks  []block
}

func (m *message) say(pieces ...piece) { m.blocks = append(m.blocks, block{lines: []sentence{pieces}}) }

func (m *message) list(lines []sentence) {
	m.blocks = append(m.blocks, block{lines: lines, listed: true})
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
	case !p.at.IsZero():
		b.WriteString(`<time datetime="` + p.at.Format(time.RFC3339) + `">` + text + "</time>")
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
