package report

import (
	"strings"
	"unicode"
)

// table lines up columns with two spaces between them. The zero value is an empty one.
type table struct {
	// right marks the columns that are lined up on the right: numbers.
	right []bool
	rows  [][]string
}

// newTable returns a table with a row of headings. A heading that begins with ">" is that of a
// column lined up on the right.
func newTable(headings ...string) *table {
	t := &table{right: make([]bool, len(headings))}
	row := make([]string, len(headings))
	for i, h := range headings {
		row[i] = strings.TrimPrefix(h, ">")
		t.right[i] = row[i] != h
	}
	t.add(row...)
	return t
}

// add appends a row of as many cells as there are headings.
func (t *table) add(cells ...string) { t.rows = append(t.rows, cells) }

// write appends the lines, each after indent and without space at its end.
func (t *table) write(b *strings.Builder, indent string) {
	widths := make([]int, len(t.right))
	for _, row := range t.rows {
		for i, cell := range row {
			widths[i] = max(widths[i], width(cell))
		}
	}
	for _, row := range t.rows {
		var line strings.Builder
		for i, cell := range row {
			gap := strings.Repeat(" ", widths[i]-width(cell))
			if t.right[i] {
				line.WriteString(gap + cell)
			} else {
				line.WriteString(cell + gap)
			}
			line.WriteString("  ")
		}
		b.WriteString(strings.TrimRight(indent+line.String(), " ") + "\n")
	}
}

// width returns how many columns of a terminal a text fills: two for a letter of the East Asian
// scripts, none for an accent that combines with the letter before it.
func width(s string) int {
	n := 0
	for _, r := range s {
		switch {
		case r < 0x300:
			n++
		case unicode.In(r, unicode.Han, unicode.Hangul, unicode.Hiragana, unicode.Katakana),
			0xFF01 <= r && r <= 0xFF60: // full-width forms of ASCII
			n += 2
		case unicode.In(r, unicode.Mn, unicode.Me):
		default:
			n++
		}
	}
	return n
}

// clean makes a name safe to print: whatever is no printable character, such as a line break, an
// escape sequence of a terminal or a mark that turns the direction of writing, becomes U+FFFD. Names
// come from plan files that somebody else may have written.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return unicode.ReplacementChar
	}, s)
}

// fold breaks a paragraph into lines of at most 96 columns, after the indent, where its words allow.
func fold(b *strings.Builder, indent, paragraph string) {
	const most = 96
	line := indent
	for word := range strings.FieldsSeq(paragraph) {
		if line != indent && width(line)+1+width(word) > most {
			b.WriteString(line + "\n")
			line = indent
		}
		if line != indent {
			line += " "
		}
		line += word
	}
	b.WriteString(line + "\n")
}
