package scheduler

import (
	"bytes"
	"encoding/json"
	"errors"
)

type plainNoWindow NoWindowError

type storedNoWindow struct {
	plainNoWindow
	Reason string
}

// MarshalJSON writes the fields by their names, and under Reason what Error says.
func (e NoWindowError) MarshalJSON() ([]byte, error) {
	return json.Marshal(storedNoWindow{plainNoWindow(e), e.reason})
}

// UnmarshalJSON reads the form of [NoWindowError.MarshalJSON].
func (e *NoWindowError) UnmarshalJSON(data []byte) error {
	var form storedNoWindow
	if err := json.Unmarshal(data, &form); err != nil {
		return err
	}
	*e = NoWindowError(form.plainNoWindow)
	e.reason = form.Reason
	return nil
}

type plainNoPlan NoPlanError

type storedNoPlan struct {
	plainNoPlan
	Reason string
}

// MarshalJSON writes the fields by their names, and under Reason what Error says.
func (e NoPlanError) MarshalJSON() ([]byte, error) {
	return json.Marshal(storedNoPlan{plainNoPlan(e), e.reason})
}

// UnmarshalJSON reads the form of [NoPlanError.MarshalJSON].
func (e *NoPlanError) UnmarshalJSON(data []byte) error {
	var form storedNoPlan
	if err := json.Unmarshal(data, &form); err != nil {
		return err
	}
	*e = NoPlanError(form.plainNoPlan)
	e.reason = form.Reason
	return nil
}

// storedFault is the form of a FieldError. Value is a text or a number as JSON has them; Shown is how another value is
// shown.
type storedFault struct {
	Path     string
	Value    json.RawMessage `json:",omitempty"`
	Shown    string          `json:",omitempty"`
	Expected string
	Cause    string `json:",omitempty"`
}

// shown is a value of a fault that was read, of which only the text is known.
type shown string

// MarshalJSON writes path, value, what was expected and the text of the cause. What Error says reads back as it was; of
// a value that is neither a text, a number nor true or false, and of the cause, no more than the text does.
func (e FieldError) MarshalJSON() ([]byte, error) {
	form := storedFault{Path: e.Path, Expected: e.Expected}
	if e.Cause != nil {
		form.Cause = e.Cause.Error()
	}
	switch v := e.Value.(type) {
	case nil:
	case string:
		text, err := json.Marshal(v)
		if err != nil {
			return nil, err
		}
		form.Value = text
	default:
		text := e.shownValue()
		if json.Valid([]byte(text)) && text[0] != '"' && text[0] != '[' && text[0] != '{' && text != "null" {
			form.Value = json.RawMessage(text)
		} else {
			form.Shown = text
		}
	}
	return json.Marshal(form)
}

// UnmarshalJSON reads the form of [FieldError.MarshalJSON]. A number becomes a json.Number.
func (e *FieldError) UnmarshalJSON(data []byte) error {
	var form storedFault
	if err := json.Unmarshal(data, &form); err != nil {
		return err
	}
	*e = FieldError{Path: form.Path, Expected: form.Expected}
	if form.Cause != "" {
		e.Cause = errors.New(form.Cause)
	}
	if form.Shown != "" {
		e.Value = shown(form.Shown)
	}
	if form.Value == nil {
		return nil
	}
	dec := json.NewDecoder(bytes.NewReader(form.Value))
	dec.UseNumber()
	return dec.Decode(&e.Value)
}
