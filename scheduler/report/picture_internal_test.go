package report

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestCompact(t *testing.T) {
	for _, test := range []struct {
		x    float64
		want string
	}{
		{0, "0"}, {0.000001, "<.1"}, {0.0499, "<.1"}, {0.05, "0.1"}, {9.94, "9.9"}, {9.95, "10"}, {999.4, "999"}, {999.5, "1.0k"},
		{2986.46, "3.0k"}, {9949, "9.9k"}, {9950, "10k"}, {999_499, "999k"}, {999_500, "1.0M"}, {1.25e9, "1.2G"}, {7.44e12, "7.4T"}, {1e18, ">1P"},
	} {
		require.Equal(t, test.want, compact(test.x), "%v", test.x)
		require.LessOrEqual(t, len(compact(test.x)), 4)
	}
}

func TestFit(t *testing.T) {
	require.Equal(t, "Bavaria", fit("Bavaria", 7))
	require.Equal(t, "Bavar…", fit("Bavaria", 6))
	require.Equal(t, "東…", fit("東京サ", 4))
	require.Equal(t, "…", fit("東京", 1))
}

func TestEscapeMarkdown(t *testing.T) {
	for _, test := range []struct{ text, inline, block string }{
		{"America/New_York", "America/New_York", "America/New_York"},
		{"_a_ *b* `c` ~~d~~", "\\_a\\_ \\*b\\* \\`c\\` \\~\\~d\\~\\~", "\\_a\\_ \\*b\\* \\`c\\` \\~\\~d\\~\\~"},
		{"<b>&amp;|", "&lt;b&gt;&amp;amp;\\|", "&lt;b&gt;&amp;amp;\\|"},
		{"[x](https://a.example)", "\\[x\\](https&#58;//a.example)", "\\[x\\](https&#58;//a.example)"},
		{"# 1", "# 1", "\\# 1"}, {"12. x", "12. x", "12\\. x"}, {"- x", "- x", "\\- x"}, {"10,000 x", "10,000 x", "10,000 x"},
		{"a\nb\x1b", "a\ufffdb\ufffd", "a\ufffdb\ufffd"}, {"", "", ""}, {"@all www.x", "&#64;all www&#46;x", "&#64;all www&#46;x"},
	} {
		require.Equal(t, test.inline, escapeMarkdown(test.text))
		require.Equal(t, test.block, escapeBlock(test.text))
	}
}
