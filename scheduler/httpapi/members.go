package httpapi

import (
	"bytes"
	"encoding/json"
)

// member is a key of an object, with its value and where that begins.
type member struct {
	key    string
	value  json.RawMessage
	offset int
}

var byteOrderMark = []byte("\xef\xbb\xbf")

// membersOf takes an object apart, without what is in it: encoding/json by itself would let keys that
// are given twice pass. It reports false for anything but one object.
func membersOf(text []byte) ([]member, bool) {
	skipped := 0
	if bytes.HasPrefix(text, byteOrderMark) {
		skipped = len(byteOrderMark)
	}
	dec := json.NewDecoder(bytes.NewReader(text[skipped:]))
	if open, err := dec.Token(); err != nil || open != json.Delim('{') {
		return nil, false
	}
	var list []member
	for dec.More() {
		key, err := dec.Token()
		if err != nil {
			return nil, false
		}
		name, _ := key.(string)
		var value json.RawMessage
		if dec.Decode(&value) != nil {
			return nil, false
		}
		list = append(list, member{name, value, skipped + int(dec.InputOffset()) - len(value)})
	}
	if _, err := dec.Token(); err != nil {
		return nil, false
	}
	return list, len(bytes.TrimSpace(text[skipped+int(dec.InputOffset()):])) == 0
}
