#!/usr/bin/env bash
# scheduler/httpapi and examples/service: real answers against the OpenAPI description, the description
# linted, the program under load (LOAD_SECONDS, 20 unless said otherwise), and its page in a real
# headless Chromium. CHROMIUM names another browser of the kind.
set -euo pipefail
install=$(cd "$(dirname "$0")/.." && pwd)/install
cd "$(dirname "$0")/../service"
if [ -z "${CHROMIUM:-}" ] && [ ! -x /usr/bin/chromium ]; then
  "$install" chromium fonts-dejavu-core
fi
npm ci --ignore-scripts --no-audit --no-fund --silent
GOFLAGS= go vet ./...
GOFLAGS= go test -count=1 -timeout 15m -v ./... | grep -Ev '^=== RUN|^\?'
REDOCLY_TELEMETRY=off REDOCLY_SUPPRESS_UPDATE_NOTICE=true npx --no-install redocly lint openapi.served.json --config redocly.yaml
npm test --silent
