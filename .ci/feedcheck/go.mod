module github.com/quietwindow/quietwindow/.ci/feedcheck

go 1.25.0

require (
	github.com/quietwindow/quietwindow v0.0.0
	github.com/stretchr/testify v1.12.1
)

require (
	github.com/teambition/rrule-go v1.8.2 // indirect
	go.yaml.in/yaml/v3 v3.0.5 // indirect
)

replace github.com/quietwindow/quietwindow => ../..
