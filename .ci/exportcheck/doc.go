// Package exportcheck has the exports of scheduler/export read by the tools that they are for. It holds
// tests only; README.md says which.
package exportcheck
