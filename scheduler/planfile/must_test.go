package planfile_test

// must returns what a call with sound arguments returns.
func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}
