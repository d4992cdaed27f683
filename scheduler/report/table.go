package report

import (
	"strings"
	"unicode"
)

// columns is the most that a line of text has: what a terminal of usual size shows beside something else.
const columns = 100

// table lines up columns with two spaces between them. The zero value is an empty one.
type table struct {
	// right marks the columns that are lined up on the right: numbers. Prose marks those whose cells may
	// be broken between words.
	right, prose []bool
	rows         [][]string
}

// newTable returns a table with a row of headings. A heading that begins with ">" is that of a column lined
// up on the right, one that begins with "~" that of a column of prose.
func newTable(headings ...string) *table {
	t := &table{right: make([]bool, len(headings)), prose: make([]bool, len(headings))}
	row := make([]string, len(headings))
	for i, h := range headings {
		t.right[i], t.prose[i] = h != "" && h[0] == '>', h != "" && h[0] == '~'
		row[i] = strings.TrimLeft(h, ">~")
	}
	t.add(row...)
	return t
}

// add appends a row of as many cells as there are headings.
func (t *table) add(cells ...string) { t.rows = append(t.rows, cells) }

// write appends the lines, each after indent and without space at its end. Where they would have more than
// 100 columns, the cells of prose are broken between words; what is too wide even then, or has no prose, is
// wider.
func (t *table) write(b *strings.Builder, indent string) {
	widths := make([]int, len(t.right))
	for _, row := range t.rows {
		for i, cell := range row {
			widths[i] = max(widths[i], width(cell))
		}
	}
	t.narrow(widths, columns-width(indent))
	for _, row := range t.rows {
		cells := make([][]string, len(row))
		lines := 1
		for i, cell := range row {
			cells[i] = broken(cell, widths[i])
			lines = max(lines, len(cells[i]))
		}
		for n := range lines {
			var line strings.Builder
			for i := range row {
				cell := ""
				if n < len(cells[i]) {
					cell = cells[i][n]
				}
				gap := strings.Repeat(" ", max(0, widths[i]-width(cell)))
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
}

// narrow takes from the widths of the columns of prose what all together have too much, from the widest
// first.
func (t *table) narrow(widths []int, most int) {
	const least = 12
	all := -2
	for _, w := range widths {
		all += w + 2
	}
	for ; all > most; all-- {
		widest := -1
		for i, w := range widths {
			if t.prose[i] && w > least && (widest < 0 || w > widths[widest]) {
				widest = i
			}
		}
		if widest < 0 {
			return
		}
		widths[widest]--
	}
}

// broken breaks a cell between words into lines of at most so many columns. A word that is longer is cut.
func broken(cell string, most int) []string {
	if width(cell) <= most {
		return []string{cell}
	}
	var lines []string
	line := ""
	for word := range strings.FieldsSeq(cell) {
		if line != "" && width(line)+1+width(word) > most {
			lines, line = append(lines, line), ""
		}
		if line != "" {
			line += " "
		}
		line += fit(word, most)
	}
	return append(lines, line)
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

// fold breaks a paragraph into lines of at most 100 columns, after the indent. A word that is longer has a
// line of its own.
func fold(b *strings.Builder, indent, paragraph string) { foldAfter(b, indent, indent, paragraph) }

// glued stands for a space at which no line is broken. It is no text that clean lets through.
const glued = "\x01"

// foldAfter is fold with another beginning of the first line.
func foldAfter(b *strings.Builder, first, indent, paragraph string) {
	const most = columns
	line := first
	for word := range strings.FieldsSeq(strings.ReplaceAll(paragraph, " %", glued+"%")) {
		word = strings.ReplaceAll(word, glued, " ")
		if line != indent && line != first && width(line)+1+width(word) > most {
			b.WriteString(line + "\n")
			line = indent
		}
		if line != indent && line != first {
			line += " "
		}
		line += word
	}
	b.WriteString(line + "\n")
}
