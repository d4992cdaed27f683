#!/usr/bin/env bash
# The JSON Schemas against the reader of plan files and the writer of results, by a validator.
set -euo pipefail
cd "$(dirname "$0")/../schema"
GOFLAGS= go test ./...
