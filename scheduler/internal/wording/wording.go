// Package wording is what templates of texts share: of notices, of tickets and of reports. A template that somebody else wrote must not run long,
// must say in which line it is wrong, and has dates in the words of a locale.
package wording

import (
	"bytes"
	"context"
	"fmt"
	"regexp"
	"strings"
	"unicode"
)

// MaxBytes is the longest template.
const MaxBytes = 64 << 10

// Clean turns what cannot be shown into U+FFFD.
func Clean(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return unicode.ReplacementChar
	}, s)
}

// where finds the line in an error of text/template, "template: reminder:3:7: executing ...".
var where = regexp.MustCompile(`^template: [^:]+:(\d+)(?::\d+)?: (.*)$`)

// Fault says what is wrong in which line.
func Fault(err error) string {
	if m := where.FindStringSubmatch(strings.ReplaceAll(err.Error(), "\n", " ")); m != nil {
		return fmt.Sprintf("line %s: %s", m[1], Clean(m[2]))
	}
	return Clean(err.Error())
}

// Capped is a buffer that refuses more than its limit, and takes nothing once its context is done.
type Capped struct {
	bytes.Buffer
	// Ctx may be nil, for none.
	Ctx context.Context
	// Limit is in bytes, and What what is told of, such as "a notice".
	Limit int
	What  string
}

func (c *Capped) Write(p []byte) (int, error) {
	if c.Ctx != nil && c.Ctx.Err() != nil {
		return 0, c.Ctx.Err()
	}
	if c.Len()+len(p) > c.Limit {
		return 0, fmt.Errorf("%s of more than %d bytes", c.What, c.Limit)
	}
	return c.Buffer.Write(p)
}
