// Package sums makes the fingerprints of what an answer rests on.
package sums

import (
	"crypto/sha256"
	"encoding/hex"
	"hash"
	"strconv"
)

// Sum adds texts up one by one. What is written of each tells where it ends, so that no two rows of texts are alike.
// It is made by [New].
type Sum struct {
	hash hash.Hash
	row  []byte // of the last text, for the next to use
}

// New returns the sum of nothing.
func New() *Sum { return &Sum{hash: sha256.New()} }

// Add adds a text, and a mark that tells what it is.
func (s *Sum) Add(mark byte, text string) {
	s.row = append(strconv.AppendInt(append(s.row[:0], mark), int64(len(text)), 10), ' ')
	s.row = append(s.row, text...)
	s.hash.Write(s.row)
}

// AddInt adds a whole number, and a mark that tells what it is.
func (s *Sum) AddInt(mark byte, n int64) {
	s.row = append(strconv.AppendInt(append(s.row[:0], mark), n, 10), ';')
	s.hash.Write(s.row)
}

// Write adds bytes as they are, such as those of a file.
func (s *Sum) Write(p []byte) (int, error) { return s.hash.Write(p) }

// String returns the first half of the SHA-256, in hexadecimal digits.
func (s *Sum) String() string { return hex.EncodeToString(s.hash.Sum(nil)[:16]) }
