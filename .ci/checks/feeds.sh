#!/usr/bin/env bash
# What package feed reads in generated calendars, against ical.js: see .ci/feedcheck/doc.go. Takes about a
# minute. Needs Node.js; installs ical.js with npm.
set -euo pipefail
install=$(cd "$(dirname "$0")/.." && pwd)/install
cd "$(dirname "$0")/../feedcheck"
if ! command -v npm >/dev/null; then
  "$install" nodejs npm
fi
npm ci --ignore-scripts --no-audit --no-fund --silent
GOFLAGS= go vet ./...
GOFLAGS= go test -count=1 -timeout 10m -v ./... | grep -Ev '^=== RUN'
