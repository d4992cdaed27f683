# To be sourced after ../sqlcheck/postgres.sh: Debian's Zabbix frontend, whose API checks and stores maintenances, on that server and PHP's own web server.
# Its address is $ZABBIX_URL; it ends with the script.
psql=("$bin/psql" -q -h "$folder" -U check -v ON_ERROR_STOP=1)
"${psql[@]}" -d postgres -c 'CREATE DATABASE zabbix'
zcat /usr/share/zabbix-server-pgsql/schema.sql.gz | "${psql[@]}" -d zabbix >/dev/null
# Users, roles and groups of hosts: the rest of the data is 100,000 rows of templates, which take half a minute.
zcat /usr/share/zabbix-server-pgsql/data.sql.gz | grep -aE '^INSERT INTO (config|users|usrgrp|users_groups|role|role_rule|hstgrp) ' | "${psql[@]}" -d zabbix

# The frontend names one file of settings, in /etc. A copy of it names one of its own.
cp -rL --no-preserve=mode,ownership /usr/share/zabbix "$folder/zabbix"
sed -i "s#'/etc/zabbix/zabbix.conf.php'#'$folder/zabbix.conf.php'#" "$folder/zabbix/include/classes/core/CConfigFile.php"
cat >"$folder/zabbix.conf.php" <<END
<?php
\$DB = ['TYPE' => 'POSTGRESQL', 'SERVER' => '$folder', 'PORT' => '0', 'DATABASE' => 'zabbix', 'USER' => 'check', 'PASSWORD' => '', 'SCHEMA' => '', 'DOUBLE_IEEE754' => true];
END
port=$(php -r '$s = stream_socket_server("tcp://127.0.0.1:0"); echo explode(":", stream_socket_get_name($s, false))[1];')
php -S "127.0.0.1:$port" -t "$folder/zabbix" >"$folder/php.log" 2>&1 &
php=$!
trap 'kill "$php" 2>/dev/null; wait "$php" 2>/dev/null || true; stop' EXIT
export ZABBIX_URL="http://127.0.0.1:$port/api_jsonrpc.php"
