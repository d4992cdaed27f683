package history

import (
	"encoding/json"
	"fmt"
)

// The walkers below read JSON token by token, so that an answer of any length takes the memory of one
// value. Each reads exactly one value.

// open reads the delimiter that begins an object or array. It reports false where the value is null.
func (p *promReader) open(want json.Delim) (bool, error) {
	tok, err := p.dec.Token()
	if err != nil {
		return false, err
	}
	if tok == nil {
		return false, nil
	}
	if tok != want {
		return false, fmt.Errorf("found %s, expected %s: %w", quote(fmt.Sprint(tok)), want, errForm)
	}
	return true, nil
}

// object calls value for every key of an object; value reads what belongs to it.
func (p *promReader) object(value func(key string) error) error {
	if ok, err := p.open('{'); !ok {
		return err
	}
	for p.dec.More() {
		key, err := p.dec.Token()
		if err != nil {
			return err
		}
		name, ok := key.(string)
		if !ok {
			return fmt.Errorf("found %v, expected a key: %w", key, errForm)
		}
		if err := value(name); err != nil {
			return err
		}
	}
	_, err := p.dec.Token()
	return err
}

// array calls item for every item of an array; item reads it.
func (p *promReader) array(item func(i int) error) error {
	if ok, err := p.open('['); !ok {
		return err
	}
	for i := 0; p.dec.More(); i++ {
		if err := item(i); err != nil {
			return err
		}
	}
	_, err := p.dec.Token()
	return err
}

// text reads a string.
func (p *promReader) text(into *string) error {
	tok, err := p.dec.Token()
	if err != nil {
		return err
	}
	s, ok := tok.(string)
	if !ok {
		return fmt.Errorf("found %s, expected text: %w", quote(fmt.Sprint(tok)), errForm)
	}
	*into = s
	return nil
}

// skip passes over a value of any kind.
func (p *promReader) skip() error {
	depth := 0
	for {
		tok, err := p.dec.Token()
		if err != nil {
			return err
		}
		switch tok {
		case json.Delim('{'), json.Delim('['):
			if depth++; depth > 100 {
				return fmt.Errorf("nested more than 100 deep: %w", errForm)
			}
		case json.Delim('}'), json.Delim(']'):
			depth--
		}
		if depth == 0 {
			return nil
		}
	}
}
