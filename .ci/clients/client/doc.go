// Package client holds what oapi-codegen makes of the description: client.gen.go, which is not kept.
package client

// The made code imports these; so go.mod lists them where the code is not there.
import (
	_ "github.com/oapi-codegen/runtime"
	_ "go.yaml.in/yaml/v3"
)
