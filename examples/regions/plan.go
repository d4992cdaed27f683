package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"github.com/quietwindow/quietwindow/scheduler/audience"
)

// key is a key of a plan with its value, as it is written.
type key struct {
	name  string
	value json.RawMessage
}

// planWith returns a plan with these regions. The other keys of the file keep their order and what they say.
func planWith(file string, regions []audience.Region) ([]byte, error) {
	list, err := regionLines(regions)
	if err != nil {
		return nil, err
	}
	keys := []key{{"version", json.RawMessage("1")}, {"regions", nil}, {"window", json.RawMessage(`{"duration": "1h"}`)}}
	if file != "" {
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		if keys, err = readKeys(text); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
	}
	var b bytes.Buffer
	b.WriteString("{\n")
	there := false
	for i, k := range keys {
		if k.name == "regions" {
			k.value, there = list, true
		}
		writeKey(&b, k, i < len(keys)-1 || !there)
	}
	if !there {
		writeKey(&b, key{"regions", list}, false)
	}
	b.WriteString("}\n")
	return b.Bytes(), nil
}

func writeKey(b *bytes.Buffer, k key, more bool) {
	name, _ := json.Marshal(k.name) // a text is always written
	fmt.Fprintf(b, "  %s: %s", name, k.value)
	if more {
		b.WriteByte(',')
	}
	b.WriteByte('\n')
}

// regionLines writes each region on a line of its own: some hundreds of them stay readable.
func regionLines(regions []audience.Region) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString("[\n")
	for i, r := range regions {
		line, err := json.Marshal(r)
		if err != nil {
			return nil, err
		}
		b.WriteString("    ")
		b.Write(line)
		if i < len(regions)-1 {
			b.WriteByte(',')
		}
		b.WriteByte('\n')
	}
	b.WriteString("  ]")
	return b.Bytes(), nil
}

// readKeys returns the keys of a JSON object, in order.
func readKeys(text []byte) ([]key, error) {
	in := json.NewDecoder(bytes.NewReader(bytes.TrimPrefix(text, []byte("\xef\xbb\xbf"))))
	if open, err := in.Token(); err != nil || open != json.Delim('{') {
		return nil, errors.Join(errors.New("expected a plan: a JSON object"), err)
	}
	var keys []key
	for in.More() {
		name, err := in.Token()
		if err != nil {
			return nil, err
		}
		k := key{name: name.(string)} // the decoder takes nothing else for a key
		if err := in.Decode(&k.value); err != nil {
			return nil, err
		}
		keys = append(keys, k)
	}
	if _, err := in.Token(); err != nil {
		return nil, err
	}
	return keys, nil
}
