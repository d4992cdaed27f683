package httpapi

// Paths returns the patterns of all routes.
func Paths() []string {
	var list []string
	for pattern := range (&handler{}).routes() {
		list = append(list, pattern)
	}
	return list
}
