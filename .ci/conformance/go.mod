module github.com/quietwindow/quietwindow/.ci/conformance

go 1.25.0

require (
	github.com/quietwindow/quietwindow v0.0.0
	github.com/rickar/cal/v2 v2.1.29
)

replace github.com/quietwindow/quietwindow => ../..
