package httpapi

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strings"
)

// lasting returns an answer that stays the same while the program runs. Its tag is weak, as the bytes
// of a copy that was compressed on the way differ.
func lasting(text []byte) *answer {
	sum := sha256.Sum256(text)
	return &answer{status: http.StatusOK, contentType: typeJSON, lasting: `W/"` + hex.EncodeToString(sum[:16]) + `"`, body: [][]byte{text}}
}

// matches reports whether a list of tags (RFC 9110, If-None-Match) has one, compared weakly.
func matches(list, tag string) bool {
	for item := range strings.SplitSeq(list, ",") {
		item = strings.TrimSpace(item)
		if item == "*" || item != "" && strings.TrimPrefix(item, "W/") == strings.TrimPrefix(tag, "W/") {
			return true
		}
	}
	return false
}
