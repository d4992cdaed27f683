// Package service holds checks of scheduler/httpapi and examples/service that need other modules or
// take time: real answers against the OpenAPI description by a validator of JSON Schema, and the
// program under load.
package service
