package planfile

import (
	"context"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// counted is done once it was asked so often.
type counted struct {
	context.Context
	left int
}

func (c *counted) Err() error {
	if c.left--; c.left < 0 {
		return context.Canceled
	}
	return nil
}

// A file of nothing but numbers is left in the middle.
func TestValuesAreCancelled(t *testing.T) {
	text := []byte("[" + strings.Repeat("1,", 20*pollEvery) + "1]")
	_, bad := parseJSON(context.Background(), text)
	require.Nil(t, bad)
	_, bad = parseJSON(&counted{context.Background(), 3}, text)
	require.NotNil(t, bad)
	require.Less(t, bad.offset, 8*pollEvery)
	doc, bad := parseJSON(&counted{context.Background(), 0}, text)
	require.NotNil(t, bad)
	require.Zero(t, doc.count(), "nothing is read")
}
