// Package client holds what oapi-codegen makes of the description: client.gen.go, which is not kept.
package client

// The made code imports this; so go.mod lists it where the code is not there.
import _ "github.com/oapi-codegen/runtime"
