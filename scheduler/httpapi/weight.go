package httpapi

// textWeight is the memory in bytes for a byte of a body: its copies, and what reading it makes of it. It is measured as
// the weights of package decision are.
const textWeight = 24

// weightOfText is the memory for reading a body of so many bytes.
func weightOfText(n int) int64 { return int64(n) * textWeight }
