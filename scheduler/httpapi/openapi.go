package httpapi

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"regexp"
	"strings"

	"github.com/quietwindow/quietwindow/scheduler/planfile"
	"github.com/quietwindow/quietwindow/scheduler/report/document"
)

// openAPIText describes the routes. What it has elsewhere is put in when a handler is built, so that the
// two cannot differ: the schemas of plans and results, which are those of packages planfile and document,
// and the examples, which a test asks of the handler.
//
//go:embed openapi.json
var openAPIText []byte

// exampleFiles are bodies and answers. Where the description says "@NAME", the file of that name is meant.
//
//go:embed examples
var exampleFiles embed.FS

// definition is a schema that a description may need.
type definition struct {
	name string
	text []byte
}

// openAPIDocument returns the description with schemas and examples in it.
func openAPIDocument() ([]byte, error) {
	text, err := withExamples(openAPIText)
	if err != nil {
		return nil, err
	}
	var all []definition
	for _, s := range []definition{{"plan", planfile.PlanSchema()}, {"result", document.Schema()}} {
		list, err := components(s.name, s.text)
		if err != nil {
			return nil, err
		}
		all = append(all, list...)
	}
	const mark = `"schemas": {`
	before, after, ok := bytes.Cut(text, []byte(mark))
	if !ok {
		return nil, fmt.Errorf("openapi.json has no %s", mark)
	}
	var out bytes.Buffer
	text = bytes.Join([][]byte{before, []byte(mark), needed(text, all), after}, nil)
	// Without the format, generators of clients take numbers of 32 bits.
	text = numberType.ReplaceAll(text, []byte(`$0, "format": "double"`))
	err = json.Indent(&out, text, "", "  ")
	return out.Bytes(), err
}

// components returns a JSON schema and each of its definitions as components: the schema as NAME and the
// definition D as NAME.D.
func components(name string, schema []byte) ([]definition, error) {
	members, ok := membersOf(schema)
	if !ok {
		return nil, fmt.Errorf("the schema of a %s is no object", name)
	}
	var root bytes.Buffer
	list := []definition{{name: name}}
	for _, m := range members {
		value := bytes.ReplaceAll(m.value, []byte(`"#/$defs/`), []byte(`"#/components/schemas/`+name+`.`))
		switch m.key {
		case "$schema":
		case "$defs":
			definitions, _ := membersOf(value)
			for _, d := range definitions {
				list = append(list, definition{name + "." + d.key, d.value})
			}
		default:
			if root.Len() > 0 {
				root.WriteByte(',')
			}
			fmt.Fprintf(&root, "%q: %s", m.key, value)
		}
	}
	list[0].text = fmt.Appendf(nil, "{%s}", &root)
	return list, nil
}

// needed returns those definitions that the description refers to, or that one of them does, as members of
// an object that has more.
func needed(text []byte, all []definition) []byte {
	taken := make(map[string]bool)
	var take func(text []byte)
	take = func(text []byte) {
		for _, d := range all {
			if !taken[d.name] && bytes.Contains(text, []byte(`"#/components/schemas/`+d.name+`"`)) {
				taken[d.name] = true
				take(d.text)
			}
		}
	}
	take(text)
	var out bytes.Buffer
	for _, d := range all {
		if taken[d.name] {
			fmt.Fprintf(&out, "%q: %s,", d.name, d.text)
		}
	}
	return out.Bytes()
}

var numberType = regexp.MustCompile(`"type":\s*("number"|\[\s*"number",\s*"null"\s*\])`)

// exampleMark is how a description names an example.
var exampleMark = regexp.MustCompile(`"@[a-zA-Z.]+"`)

// withExamples puts the examples where their names are: those in JSON as they are, others as texts.
func withExamples(text []byte) ([]byte, error) {
	var missing error
	out := exampleMark.ReplaceAllFunc(text, func(mark []byte) []byte {
		name := strings.Trim(string(mark), `"@`)
		example, err := fs.ReadFile(exampleFiles, "examples/"+name)
		if err != nil {
			missing = err
			return mark
		}
		if !strings.HasSuffix(name, ".json") {
			example, _ = json.Marshal(string(example)) // a text always can be
		}
		return example
	})
	return out, missing
}
