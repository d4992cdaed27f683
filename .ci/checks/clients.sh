#!/usr/bin/env bash
# Clients made from the description of the HTTP API: see .ci/clients/README.md. Needs Node.js.
set -euo pipefail
install=$(cd "$(dirname "$0")/.." && pwd)/install
cd "$(dirname "$0")/../clients"
if ! command -v npm >/dev/null; then
  "$install" nodejs npm
fi
npm ci --ignore-scripts --no-audit --no-fund --silent
export GOFLAGS=
go run . >openapi.served.json
npx --no-install spectral lint openapi.served.json --ruleset .spectral.yaml --fail-severity=hint
go tool oapi-codegen -generate types,client -package client -o client/client.gen.go openapi.served.json
go vet -tags generated ./...
npx --no-install openapi-typescript openapi.served.json -o openapi.d.ts
npx --no-install tsc -p .
go test -count=1 -tags generated -v ./... | grep -Ev '^=== RUN|^\?'
