# To be sourced: a PostgreSQL server of the script's own, from Debian's packages, in $folder (a new temporary folder): on a socket there and on no port, as
# a user that is not root, and gone when the script ends. Its user is check, its database postgres. More options of the server are arguments.
programs() { find /usr/lib/postgresql/*/bin -name initdb 2>/dev/null | sort -V | tail -1 | xargs -r dirname; }
bin=$(programs)
if [ -z "$bin" ]; then
  sudo=""
  [ "$(id -u)" = 0 ] || sudo=sudo
  # Debian starts a cluster of its own unless it is told not to.
  if [ ! -e /etc/postgresql-common/createcluster.conf ]; then
    $sudo mkdir -p /etc/postgresql-common
    echo 'create_main_cluster = false' | $sudo tee /etc/postgresql-common/createcluster.conf >/dev/null
  fi
  "$(dirname "${BASH_SOURCE[0]}")/../install" -o Dpkg::Options::=--force-confold postgresql
  bin=$(programs)
fi

folder=$(mktemp -d /tmp/qwsql.XXXXXX) # short: the path of a socket has at most 107 bytes
as() { "$@"; }
if [ "$(id -u)" = 0 ]; then
  # The server refuses to run as root; Debian's package has made this user.
  as() { runuser -u postgres -- "$@"; }
  chown postgres "$folder"
  chmod 755 "$folder"
fi
stop() {
  [ ! -e "$folder/data/postmaster.pid" ] || (cd / && as "$bin/pg_ctl" -D "$folder/data" -m immediate -w stop >/dev/null) || true
  rm -rf "$folder"
}
trap stop EXIT
(
  cd /
  as "$bin/initdb" -D "$folder/data" -U check -A trust -E UTF8 --locale=C --no-sync >/dev/null
  as "$bin/pg_ctl" -D "$folder/data" -w -l "$folder/log" -o "-c listen_addresses='' -c unix_socket_directories='$folder' -c fsync=off $*" start >/dev/null
) || { cat "$folder/log" 2>/dev/null; exit 1; }
