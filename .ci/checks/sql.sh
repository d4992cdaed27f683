#!/usr/bin/env bash
# The README's GROUP BY on an embedded database.
set -euo pipefail
cd "$(dirname "$0")/../sqlcheck"
GOFLAGS= go test ./...
