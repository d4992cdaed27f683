#!/usr/bin/env bash
# Has the exports of scheduler/export read by the tools that they are for: see .ci/exportcheck/README.md.
# Installs a C compiler, libical, Node.js, Icinga and Zabbix's frontend with Debian's packages where they are missing, and what package.json
# names with npm. What it starts listens on the loopback interface alone, and ends with it.
set -euo pipefail
install=$(cd "$(dirname "$0")/.." && pwd)/install
cd "$(dirname "$0")/../exportcheck"

missing=()
command -v cc >/dev/null || missing+=(gcc libc6-dev)
command -v pkg-config >/dev/null || missing+=(pkg-config)
command -v pkg-config >/dev/null && pkg-config --exists libical || missing+=(libical-dev)
command -v npm >/dev/null || missing+=(nodejs npm)
command -v icinga2 >/dev/null || missing+=(icinga2-bin)
[ -e /usr/share/zabbix/api_jsonrpc.php ] && [ -e /usr/share/zabbix-server-pgsql/schema.sql.gz ] || missing+=(zabbix-frontend-php zabbix-server-pgsql php-cli php-pgsql)
if [ ${#missing[@]} -gt 0 ]; then
  "$install" "${missing[@]}"
fi

npm ci --ignore-scripts --no-audit --no-fund --silent
# -count=1: one of the tests asks Argo CD about now.
go test -count=1 ./...

# The ticketing, chat and alerting tools whose clients are small; a module of its own, because the two would hold each other back.
cd ../ticketcheck
. ../sqlcheck/postgres.sh
. ./zabbix.sh
GOFLAGS= go vet ./...
GOFLAGS= go test -count=1 ./...
