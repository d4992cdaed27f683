package httpapi

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"

	"github.com/quietwindow/quietwindow/scheduler/planfile"
	"github.com/quietwindow/quietwindow/scheduler/report/document"
)

// openAPIText describes the routes. The schemas of plans and results are those of package planfile,
// and are put in when a handler is built, so that they cannot differ.
//
//go:embed openapi.json
var openAPIText []byte

// openAPIDocument returns the description with the schemas in it.
func openAPIDocument() ([]byte, error) {
	var schemas bytes.Buffer
	for _, s := range []struct {
		name   string
		schema []byte
	}{{"plan", planfile.PlanSchema()}, {"result", document.Schema()}} {
		if err := components(&schemas, s.name, s.schema); err != nil {
			return nil, err
		}
	}
	const mark = `"schemas": {`
	before, after, ok := bytes.Cut(openAPIText, []byte(mark))
	if !ok {
		return nil, fmt.Errorf("openapi.json has no %s", mark)
	}
	var out bytes.Buffer
	err := json.Indent(&out, bytes.Join([][]byte{before, []byte(mark), schemas.Bytes(), after}, nil), "", "  ")
	return out.Bytes(), err
}

// components writes a JSON schema, and each of its definitions, as a component: the schema as NAME and
// the definition D as NAME.D.
func components(out *bytes.Buffer, name string, schema []byte) error {
	members, ok := membersOf(schema)
	if !ok {
		return fmt.Errorf("the schema of a %s is no object", name)
	}
	var root, definitions bytes.Buffer
	for _, m := range members {
		value := bytes.ReplaceAll(m.value, []byte(`"#/$defs/`), []byte(`"#/components/schemas/`+name+`.`))
		switch m.key {
		case "$schema":
		case "$defs":
			list, _ := membersOf(value)
			for _, d := range list {
				fmt.Fprintf(&definitions, "%q: %s,", name+"."+d.key, d.value)
			}
		default:
			if root.Len() > 0 {
				root.WriteByte(',')
			}
			fmt.Fprintf(&root, "%q: %s", m.key, value)
		}
	}
	fmt.Fprintf(out, "%q: {%s},%s", name, &root, &definitions)
	return nil
}
