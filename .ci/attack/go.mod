module github.com/quietwindow/quietwindow/ci/attack

go 1.25.0

require github.com/quietwindow/quietwindow v0.0.0

require github.com/rickar/cal/v2 v2.1.29 // indirect

replace github.com/quietwindow/quietwindow => ../..
