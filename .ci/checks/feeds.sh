#!/usr/bin/env bash
# What package feed reads in generated calendars, against ical.js: see .ci/feedcheck/doc.go. Takes about a
# minute. Needs Node.js; installs ical.js with npm.
set -euo pipefail
cd "$(dirname "$0")/../feedcheck"
if ! command -v npm >/dev/null; then
  sudo=""
  [ "$(id -u)" -eq 0 ] || sudo=sudo
  $sudo apt-get update -qq
  $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends nodejs npm >/dev/null
fi
npm ci --ignore-scripts --no-audit --no-fund --silent
GOFLAGS= go vet ./...
GOFLAGS= go test -count=1 -timeout 10m -v ./... | grep -Ev '^=== RUN'
