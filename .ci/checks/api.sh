#!/usr/bin/env bash
# What the library exports against the list in .ci/api/exported.txt; and, once there is a release, that nothing
# which it exported is gone, but for the lines of .ci/api/except.txt.
set -euo pipefail
cd "$(dirname "$0")/../api"
GOFLAGS= go vet .
GOFLAGS= go run . -check
if release=$(git describe --tags --abbrev=0 --match 'v*' 2>/dev/null); then
  gone=$(comm -23 <(git show "$release:.ci/api/exported.txt" | LC_ALL=C sort) <(cat exported.txt except.txt | LC_ALL=C sort))
  [ -z "$gone" ] || { echo "exported by $release and gone since:"; echo "$gone"; exit 1; }
  echo "compatible with $release"
else
  echo "no release yet to be compatible with"
fi
