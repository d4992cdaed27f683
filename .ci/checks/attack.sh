#!/usr/bin/env bash
# The short form of .ci/attack: examples/service and the library under attack, on loopback, about a minute and a
# half. The long form (every shape, a soak of ten minutes) is: cd .ci/attack && go run . -long
set -euo pipefail
cd "$(dirname "$0")/../attack"
GOFLAGS= go vet ./...
GOFLAGS= go run .
