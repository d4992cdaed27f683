package commandline

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// WhyNoJSON says in plain words what encoding/json found wrong with a file.
func WhyNoJSON(err error) string {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.Is(err, io.EOF):
		return "the file is empty"
	case errors.Is(err, io.ErrUnexpectedEOF):
		return "the file ends too early"
	case errors.As(err, &syntax):
		return fmt.Sprintf("no JSON, at byte %d", syntax.Offset)
	case errors.As(err, &kind) && kind.Field != "":
		return fmt.Sprintf("%s is of another kind: %s", kind.Field, kind.Value)
	case errors.As(err, &kind):
		return "the whole is of another kind: " + kind.Value
	}
	return strings.TrimPrefix(err.Error(), "json: ")
}
