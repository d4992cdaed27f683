#!/usr/bin/env bash
# examples/service/deploy as far as a machine without a cluster can: the image is built (from scratch, so no registry
# is needed) and run by its own user, the unit is read by systemd, the manifest by Kubernetes' own types. Installs buildah and systemd from Debian's packages.
set -euo pipefail
install=$(cd "$(dirname "$0")/.." && pwd)/install
cd "$(dirname "$0")/../.."
if ! command -v buildah >/dev/null || ! command -v systemd-analyze >/dev/null || ! command -v curl >/dev/null; then
  "$install" buildah systemd curl
fi
scratch=$(mktemp -d)
running=""
ended() {
  [ -z "$running" ] || kill -KILL "$running" 2>/dev/null || true
  umount "$scratch/store/overlay" 2>/dev/null || true # buildah leaves it mounted
  rm -rf "$scratch"
}
trap ended EXIT

echo "the manifest, by Kubernetes' own types"
(cd .ci/deploy && GOFLAGS= go test ./...)

echo "the unit, by systemd"
mkdir "$scratch/bin"
cp examples/service/deploy/Containerfile "$scratch/bin/"
CGO_ENABLED=0 go build -trimpath -ldflags="-s -w" -o "$scratch/bin/quietwindow-service" ./examples/service
sed "s#/usr/local/bin/#$scratch/bin/#" examples/service/deploy/quietwindow.service >"$scratch/quietwindow.service"
chmod 755 "$scratch"
said=$(systemd-analyze verify --man=no "$scratch/quietwindow.service" 2>&1 | grep quietwindow || true)
[ -z "$said" ] || { echo "$said"; exit 1; }
# 0 is the least exposure and 10 the most; the threshold is in tenths.
systemd-analyze security --no-pager --offline=true --threshold=20 "$scratch/quietwindow.service" | tail -1

echo "the image, by buildah"
export BUILDAH_ISOLATION=chroot
image() { buildah --storage-driver vfs --root "$scratch/store" --runroot "$scratch/run" "$@"; }
image bud -q -t quietwindow -f Containerfile "$scratch/bin" >/dev/null
user=$(image inspect --type image --format '{{.OCIv1.Config.User}}' quietwindow)
[ "$user" = 65532:65532 ] || { echo "the image runs as $user"; exit 1; }
container=$(image from quietwindow)
# Chroot keeps the machine's network, so ports are free ones of loopback.
image run "$container" -- /quietwindow-service -addr 127.0.0.1:0 -metrics 127.0.0.1:0 -drain 1s >"$scratch/out" 2>"$scratch/log" &
whole=$!
for _ in $(seq 100); do grep -q '^http://' "$scratch/out" && break; sleep 0.2; done
address=$(grep '^http://' "$scratch/out") || { cat "$scratch/log"; exit 1; }
running=$(pgrep -n -u 65532 -f '^/quietwindow-service -addr 127.0.0.1:0') # as the user of the image, not as root
curl -sSf "${address}readyz"
curl -sSf -H 'Content-Type: application/json' --data @examples/service/page/example.json "${address}v1/suggest" | grep -c '"window"'
kill -TERM "$running"
sleep 0.3
[ "$(curl -s -o /dev/null -w '%{http_code}' "${address}readyz")" = 503 ] || { echo "it does not say that it stops"; exit 1; }
wait "$whole"
running=""
echo
grep -q '"msg":"stopped"' "$scratch/log" || { cat "$scratch/log"; exit 1; }
