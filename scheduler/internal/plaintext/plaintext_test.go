package plaintext_test

import (
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler/internal/plaintext"
)

func TestFault(t *testing.T) {
	for text, want := range map[string]string{
		"": "", "Americas": "", "Île-de-France": "", "São Paulo – Süd": "", "東京 (本社)": "", "المملكة العربية السعودية": "", "ישראל": "", "a\u00a0b": "",
		// Persian "mi-khaham" with its joiner, Sinhala "Sri Lanka", a family and a rainbow flag.
		"می\u200cخواهم": "", "ශ්\u200dරී ලංකා": "", "👨\u200d👩\u200d👧": "", "🏳\ufe0f\u200d🌈": "", "👩🏽\u200d💻": "", "❤\ufe0f": "",
		"a\x00":             "U+0000 is a control character",
		"two\nlines":        "U+000A is a control character",
		"\x7f":              "U+007F is a control character",
		"a\u0085":           "U+0085 is a control character",
		"Berlin\u202e":      "U+202E turns the direction of text",
		"\u2066Berlin":      "U+2066 turns the direction of text",
		"Ber\u200flin":      "U+200F turns the direction of text",
		"Ber\u200blin":      "U+200B is invisible",
		"Ber\u2060lin":      "U+2060 is invisible",
		"Ber\u00adlin":      "U+00AD is invisible",
		"\u3164":            "U+3164 is invisible",
		"a\U000e0041":       "U+E0041 is invisible",
		"Ber\u200dlin":      "U+200D is invisible, and joins nothing here",
		"Berlin\u200c":      "U+200C is invisible, and joins nothing here",
		"\u200c":            "U+200C is invisible, and joins nothing here",
		"می\u200c":          "U+200C is invisible, and joins nothing here",
		"می\u200c\u200cخوا": "U+200C is invisible, and joins nothing here",
		" \ufe0f":           "U+FE0F is invisible",
		"a\u2028b":          "U+2028 ends a line",
		"a\u2029b":          "U+2029 ends a line",
		"\ufeffBerlin":      "U+FEFF is a byte order mark",
		"a\ufffe":           "U+FFFE is no character",
		"a\uffff":           "U+FFFF is no character",
		"a\ufdd0":           "U+FDD0 is no character",
		"a\U0010ffff":       "U+10FFFF is no character",
		"a\xff":             "the byte 0xff is not UTF-8",
		"\ufffd":            "", // what stands for a character that could not be read can be seen
	} {
		require.Equal(t, want, plaintext.Fault(text), "%q", text)
	}
}

// Every control, format and separating character of Unicode is refused by itself, but for spaces and the
// few format characters that can be seen.
func TestEveryCharacter(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if !unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp, unicode.Noncharacter_Code_Point) {
			continue
		}
		if unicode.In(r, unicode.Prepended_Concatenation_Mark) || r >= 0x13430 && r <= 0x1343f {
			continue
		}
		require.NotEmpty(t, plaintext.Fault("a"+string(r)+"b"), "%U", r)
	}
}

func FuzzFault(f *testing.F) {
	f.Add("می\u200cخواهم")
	f.Fuzz(func(t *testing.T, s string) {
		if plaintext.Fault(s) != "" {
			return
		}
		require.True(t, utf8.ValidString(s))
		for _, r := range s {
			require.False(t, unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || unicode.In(r, unicode.Zl, unicode.Zp), "%U", r)
		}
	})
}
