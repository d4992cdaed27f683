module github.com/quietwindow/quietwindow

go 1.25.0

require (
	github.com/goodsign/monday v1.0.2
	github.com/rickar/cal/v2 v2.1.29
	github.com/stretchr/testify v1.12.1
	github.com/teambition/rrule-go v1.8.2
)

require go.yaml.in/yaml/v3 v3.0.5 // indirect
