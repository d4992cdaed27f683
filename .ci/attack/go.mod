module github.com/quietwindow/quietwindow/ci/attack

go 1.25.0

require github.com/quietwindow/quietwindow v0.0.0

require (
	github.com/goodsign/monday v1.0.2 // indirect
	github.com/rickar/cal/v2 v2.1.29 // indirect
	github.com/teambition/rrule-go v1.8.2 // indirect
)

replace github.com/quietwindow/quietwindow => ../..
