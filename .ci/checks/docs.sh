#!/usr/bin/env bash
# Does what the walk-throughs of .github/docs say, and compares what is printed. Installs curl where it is missing.
set -euo pipefail
cd "$(dirname "$0")/../docs"
if ! command -v curl >/dev/null; then
  sudo=""
  [ "$(id -u)" -eq 0 ] || sudo=sudo
  $sudo apt-get update -qq
  $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends curl >/dev/null
fi
GOFLAGS= go vet ./...
GOFLAGS= go test -count=1 ./...
