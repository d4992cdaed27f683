#!/usr/bin/env bash
# Every code of calendar/national against other sources, days at work too: see .ci/conformance/README.md.
set -euo pipefail
cd "$(dirname "$0")/../conformance"
npm ci --ignore-scripts --no-audit --no-fund --silent
GOFLAGS= go run .
