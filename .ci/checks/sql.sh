#!/usr/bin/env bash
# The SQL of the README and of scheduler/activity/history on real databases: SQLite, which is a Go module, and
# PostgreSQL from Debian's packages.
set -euo pipefail
cd "$(dirname "$0")/../sqlcheck"

. ./postgres.sh -c timezone=Asia/Kolkata

GOFLAGS= go vet ./...
QUIETWINDOW_POSTGRES="host=$folder user=check dbname=postgres" GOFLAGS= go test -count=1 ./...
