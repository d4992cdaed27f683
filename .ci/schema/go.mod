module github.com/quietwindow/quietwindow/.ci/schema

go 1.25.0

require (
	github.com/quietwindow/quietwindow v0.0.0
	github.com/santhosh-tekuri/jsonschema/v6 v6.0.2
	github.com/stretchr/testify v1.12.1
)

require (
	github.com/goodsign/monday v1.0.2 // indirect
	github.com/rickar/cal/v2 v2.1.29 // indirect
	github.com/teambition/rrule-go v1.8.2 // indirect
	go.yaml.in/yaml/v3 v3.0.5 // indirect
	golang.org/x/text v0.14.0 // indirect
)

replace github.com/quietwindow/quietwindow => ../..
