package httpapi

import (
	"fmt"
	"strconv"
	"strings"
)

// pointer turns the path of a field, as planfile and scheduler write it, into a JSON pointer (RFC
// 6901): regions[2].time_zone into /regions/2/time_zone. The path "plan", and the line and column of
// text that is no JSON, stand for the whole: "". Keys that a path shows shortened stay so.
func pointer(path string) string {
	if _, _, ok := position(path); ok || path == "plan" {
		return ""
	}
	var b strings.Builder
	for path != "" {
		var key string
		key, path = nextKey(path)
		b.WriteByte('/')
		b.WriteString(escapeKey(key))
	}
	return b.String()
}

// escapeKey writes a key as a part of a pointer, shortened where it is long.
func escapeKey(key string) string {
	if len(key) > mostShown {
		key = strings.ToValidUTF8(key[:mostShown], "") + "…"
	}
	return strings.NewReplacer("~", "~0", "/", "~1").Replace(key)
}

// nextKey takes the first key off a path: a name, .name, [3] or ["any text"].
func nextKey(path string) (key, rest string) {
	if inner, ok := strings.CutPrefix(path, "["); ok {
		if quoted, err := strconv.QuotedPrefix(inner); err == nil {
			key, _ = strconv.Unquote(quoted)
			return key, strings.TrimPrefix(inner[len(quoted):], "]")
		}
		key, rest, _ = strings.Cut(inner, "]")
		return key, rest
	}
	path = strings.TrimPrefix(path, ".")
	if at := strings.IndexAny(path, ".["); at >= 0 {
		return path[:at], path[at:]
	}
	return path, ""
}

// position reads the path of a fault in text that is no JSON.
func position(path string) (line, column int, ok bool) {
	n, err := fmt.Sscanf(path, "line %d, column %d", &line, &column)
	return line, column, err == nil && n == 2
}
