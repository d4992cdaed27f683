package document

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// Answer is a document that was read. One of its fields is not nil.
type Answer struct {
	Result    *Result
	Error     *ErrorResult
	Campaign  *CampaignDocument
	NoPlan    *NoPlanDocument
	Review    *ReviewDocument
	Recurring *RecurringDocument
}

// Read reads a document that this package wrote, whichever it is, to its end. Encode writes what was read as the same
// bytes. Keys that are not known are passed over: a later version of the library may add some. Anything but one such
// document, or one of another version than [Version], is an error.
func Read(r io.Reader) (*Answer, error) {
	data, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("read answer: %w", err)
	}
	var head map[string]json.RawMessage
	if err := json.Unmarshal(data, &head); err != nil {
		return nil, fmt.Errorf("read answer: %w", err)
	}
	has := func(key string) bool { return head[key] != nil }
	if version := string(head["version"]); version != fmt.Sprint(Version) && (version != "" || !has("error")) {
		return nil, fmt.Errorf("read answer: found version %q; expected %d", version, Version)
	}
	a := &Answer{}
	var into any
	switch {
	case has("error") && has("campaign"):
		a.NoPlan = &NoPlanDocument{}
		into = a.NoPlan
	case has("error"):
		a.Error = &ErrorResult{}
		into = a.Error
	case has("suggestions"):
		a.Result = &Result{}
		into = a.Result
	case has("campaign"):
		a.Campaign = &CampaignDocument{}
		into = a.Campaign
	case has("review"):
		a.Review = &ReviewDocument{}
		into = a.Review
	case has("recurring"):
		a.Recurring = &RecurringDocument{}
		into = a.Recurring
	default:
		return nil, errors.New(`read answer: expected one of the keys "suggestions", "error", "campaign", "review" and "recurring"`)
	}
	if err := decode(data, into); err != nil {
		return nil, fmt.Errorf("read answer: %w", err)
	}
	return a, nil
}

// Document returns the field that is not nil, for [Encode].
func (a *Answer) Document() any {
	switch {
	case a.Result != nil:
		return a.Result
	case a.Error != nil:
		return a.Error
	case a.Campaign != nil:
		return a.Campaign
	case a.NoPlan != nil:
		return a.NoPlan
	case a.Review != nil:
		return a.Review
	}
	return a.Recurring
}
