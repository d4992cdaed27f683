// Package markup looks at pages that are made of what strangers wrote. Only tests import it.
package markup

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
)

// Nested returns what is wrong with how the tags of a page or a picture stand in each other; a script is. An empty text
// is right. It takes time in proportion to the text.
func Nested(text string) error {
	d := xml.NewDecoder(strings.NewReader(text))
	d.Strict, d.AutoClose, d.Entity = false, xml.HTMLAutoClose, xml.HTMLEntity
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if tag, ok := token.(xml.StartElement); ok && strings.EqualFold(tag.Name.Local, "script") {
			return errors.New("a script")
		}
	}
}
