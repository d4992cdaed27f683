#!/usr/bin/env bash
# Opens what the project writes in a real headless Chromium: .ci/browser/*.test.mjs. Installs the browser
# from Debian's packages and what the tests import from npm, by the lock file. CHROMIUM names another
# browser of the kind.
set -euo pipefail
install=$(cd "$(dirname "$0")/.." && pwd)/install
cd "$(dirname "$0")/../browser"
if [ -z "${CHROMIUM:-}" ] && [ ! -x /usr/bin/chromium ]; then
  "$install" chromium fonts-dejavu-core
fi
npm ci --ignore-scripts --no-audit --no-fund --silent
GOFLAGS= go vet ./...
GOFLAGS= npm test --silent
