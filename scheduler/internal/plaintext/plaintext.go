// Package plaintext says which texts are fit for names: those that show every character they hold.
// Names are printed to terminals, pages, calendars and messages; a character that cannot be seen makes
// two names look alike, and one that turns the direction of text makes a name read as another.
package plaintext

import (
	"fmt"
	"unicode"
	"unicode/utf8"
)

// Rule says in words what [Fault] refuses, to follow "a text" or "a name".
const Rule = "without control characters, invisible characters and characters that turn the direction of text"

// Fault names the first character of s that is not fit for a name, such as "U+202E turns the direction
// of text"; it is empty where there is none. Refused are what is not UTF-8, control characters, line and
// paragraph separators, noncharacters, the byte order mark, what turns the direction of text, and what
// cannot be seen. The joiners U+200C and U+200D are taken where they join: Persian and the scripts of
// India are written with them, and many emoji. Cost: O(len(s)), without memory where there is no fault.
func Fault(s string) string {
	before := rune(-1)
	for i, r := range s {
		if r < utf8.RuneSelf {
			if r < ' ' || r == 0x7f {
				return fmt.Sprintf("U+%04X is a control character", r)
			}
			before = r
			continue
		}
		size := utf8.RuneLen(r)
		if r == utf8.RuneError {
			if _, width := utf8.DecodeRuneInString(s[i:]); width == 1 {
				return fmt.Sprintf("the byte %#02x is not UTF-8", s[i])
			}
		}
		after := rune(-1)
		if i+size < len(s) {
			after, _ = utf8.DecodeRuneInString(s[i+size:])
		}
		if why := fault(before, r, after); why != "" {
			return fmt.Sprintf("U+%04X %s", r, why)
		}
		if !unicode.Is(unicode.Variation_Selector, r) && !unicode.Is(unicode.Sk, r) {
			before = r // a joiner joins what a selector or a skin tone belongs to
		}
	}
	return ""
}

// fault says what is wrong with a character between two others.
func fault(before, r, after rune) string {
	switch {
	case unicode.IsControl(r):
		return "is a control character"
	case r == '\u2028' || r == '\u2029':
		return "ends a line"
	case r == '\ufeff':
		return "is a byte order mark"
	case r&0xfffe == 0xfffe || r >= 0xfdd0 && r <= 0xfdef:
		return "is no character"
	case unicode.Is(unicode.Bidi_Control, r):
		return "turns the direction of text"
	case r == '\u200c' || r == '\u200d':
		if !joins(before) || !joins(after) {
			return "is invisible, and joins nothing here"
		}
	case unicode.Is(unicode.Variation_Selector, r):
		if before < 0 || before == ' ' {
			return "is invisible"
		}
	case invisible(r):
		return "is invisible"
	}
	return ""
}

// invisible reports whether a character shows nothing, as Unicode's Default_Ignorable_Code_Point has it.
func invisible(r rune) bool {
	return unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r) ||
		unicode.Is(unicode.Cf, r) && !unicode.Is(unicode.Prepended_Concatenation_Mark, r) && !unicode.Is(hieroglyphs, r)
}

// hieroglyphs are the controls that arrange Egyptian hieroglyphs, which can be seen.
var hieroglyphs = &unicode.RangeTable{R32: []unicode.Range32{{Lo: 0x13430, Hi: 0x1343f, Stride: 1}}}

// joins reports whether a character is one that joiners stand beside: a letter or a mark of a script that
// is written with them, or a symbol such as an emoji.
func joins(r rune) bool {
	return unicode.In(r, joined...) || r > 0x2000 && unicode.In(r, unicode.So, unicode.Sm, unicode.Sk)
}

var joined = []*unicode.RangeTable{
	unicode.Arabic, unicode.Syriac, unicode.Mongolian, unicode.Nko, unicode.Devanagari, unicode.Bengali, unicode.Gurmukhi, unicode.Gujarati,
	unicode.Oriya, unicode.Tamil, unicode.Telugu, unicode.Kannada, unicode.Malayalam, unicode.Sinhala, unicode.Khmer, unicode.Myanmar, unicode.Tibetan,
}
