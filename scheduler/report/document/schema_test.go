package document_test

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/report/document"
)

// schema is as much of JSON Schema as is needed to list the keys that one describes.
type schema struct {
	Ref                  string             `json:"$ref"`
	Defs                 map[string]*schema `json:"$defs"`
	Properties           map[string]*schema `json:"properties"`
	AdditionalProperties json.RawMessage    `json:"additionalProperties"`
	Items                *schema            `json:"items"`
	OneOf                []*schema          `json:"oneOf"`
	AnyOf                []*schema          `json:"anyOf"`
}

// keys adds the path of every key below s.
func (s *schema) keys(root *schema, path string, found map[string]bool) {
	if s == nil {
		return
	}
	if name, ok := strings.CutPrefix(s.Ref, "#/$defs/"); ok {
		root.Defs[name].keys(root, path, found)
	}
	for _, one := range append(slices.Clone(s.OneOf), s.AnyOf...) {
		one.keys(root, path, found)
	}
	prefix := path
	if path != "" {
		prefix += "."
	}
	for name, property := range s.Properties {
		found[prefix+name] = true
		property.keys(root, prefix+name, found)
	}
	s.Items.keys(root, path+"[]", found)
	var others schema
	if json.Unmarshal(s.AdditionalProperties, &others) == nil {
		others.keys(root, prefix+"NAME", found)
	}
}

func keysOf(t *testing.T, text []byte) []string {
	t.Helper()
	var root schema
	require.NoError(t, json.Unmarshal(text, &root))
	found := make(map[string]bool)
	root.keys(&root, "", found)
	return sorted(found)
}

func sorted(set map[string]bool) []string {
	var list []string
	for key := range set {
		list = append(list, key)
	}
	slices.Sort(list)
	return list
}

// The keys of the result are those of the values that are written.
func TestSchemaHasTheKeysOfTheTypes(t *testing.T) {
	known := make(map[string]bool)
	fieldsOf(reflect.TypeFor[document.Result](), "", known)
	fieldsOf(reflect.TypeFor[document.ErrorResult](), "", known)
	require.Equal(t, sorted(known), keysOf(t, document.Schema()))
}

// fieldsOf adds the path of every JSON key of a Go type.
func fieldsOf(of reflect.Type, path string, found map[string]bool) {
	switch of.Kind() {
	case reflect.Pointer:
		fieldsOf(of.Elem(), path, found)
	case reflect.Slice:
		fieldsOf(of.Elem(), path+"[]", found)
	case reflect.Struct:
		for field := range of.NumField() {
			name, _, _ := strings.Cut(of.Field(field).Tag.Get("json"), ",")
			if name == "" || name == "-" {
				continue // of types that write themselves as text, such as dates
			}
			key := strings.TrimPrefix(path+"."+name, ".")
			found[key] = true
			fieldsOf(of.Field(field).Type, key, found)
		}
	}
}

// Callers may do with the schema what they like.
func TestSchemaIsACopy(t *testing.T) {
	clear(document.Schema())
	require.True(t, json.Valid(document.Schema()))
}

// Every region of the largest plan may be learned.
func TestSchemaHasRoomForEveryRegion(t *testing.T) {
	var s struct {
		Defs struct {
			Learned struct{ MaxItems int } `json:"learned"`
		} `json:"$defs"`
	}
	require.NoError(t, json.Unmarshal(document.Schema(), &s))
	require.Equal(t, scheduler.MaxRegions, s.Defs.Learned.MaxItems)
}
