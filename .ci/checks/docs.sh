#!/usr/bin/env bash
# Does what the walk-throughs of .github/docs say, and compares what is printed. Installs curl where it is missing.
set -euo pipefail
install=$(cd "$(dirname "$0")/.." && pwd)/install
cd "$(dirname "$0")/../docs"
if ! command -v curl >/dev/null; then
  "$install" curl
fi
GOFLAGS= go vet ./...
GOFLAGS= go test -count=1 ./...
