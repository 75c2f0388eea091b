#!/usr/bin/env bash
# Private PostgreSQL servers for `make run` and `make check`: a copy of the installed server with our files in it,
# clusters that run as user postgres (or as you, if you are not root), their own sockets and loopback ports.
# The system's installation and its clusters are never touched.
#
# Sourced for its functions (cluster_prepare, cluster_start, cluster_stop, as_postgres …); run as a program:
#   scripts/cluster.sh prepare | start NAME [setting=value …] | stop NAME | env NAME | remove

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
PG_CONFIG=${PG_CONFIG:-pg_config}

# Runs a command as the user that may own a server.
as_postgres() {
    if [ "$(id -u)" = 0 ]; then
        setpriv --reuid=postgres --regid=postgres --init-groups env HOME=/tmp USER=postgres "$@"
    else
        "$@"
    fi
}

# The folder for servers and their files: build/, or one below TMPDIR where user postgres cannot enter build/.
stage_folder() {
    mkdir -p "$root/build" || return
    if as_postgres test -x "$root/build" -a -r "$root/Makefile" 2>/dev/null; then
        echo "$root/build"
        return
    fi
    local base=${TMPDIR:-/tmp} folder
    as_postgres test -x "$base" || base=/tmp
    folder=$base/handelsregister-$(id -u)-$(cksum <<<"$root" | cut -d' ' -f1)
    mkdir -p "$folder" && chmod 755 "$folder" && [ -O "$folder" ] && echo "$folder" && return
    echo "cannot use $folder" >&2
    return 1
}

cluster_paths() {
    [ -n "${stage:-}" ] && return
    stage=$(stage_folder) || return
    # Absolute, because PATH will begin with the copy, whose pg_config tells other folders.
    PG_CONFIG=$(command -v "$PG_CONFIG" || echo "$PG_CONFIG")
    prefix=$stage/pg
    bindir=$prefix$("$PG_CONFIG" --bindir 2>/dev/null)
    pkglibdir=$prefix$("$PG_CONFIG" --pkglibdir 2>/dev/null)
    return 0
}

# Copies the server once for each set of its extensions, then builds and installs our files into the copy.
cluster_prepare() {
    cluster_paths || return
    local version folders
    version=$("$PG_CONFIG" --version) || { echo "$PG_CONFIG is missing" >&2; return 1; }
    folders=("$("$PG_CONFIG" --bindir)" "$("$PG_CONFIG" --pkglibdir)" "$("$PG_CONFIG" --sharedir)")
    version+=" with extensions $(ls "${folders[2]}/extension" | cksum)"
    if [ "$(cat "$prefix/copied" 2>/dev/null)" != "$version" ]; then
        rm -rf "$prefix" && mkdir -p "$prefix" || return
        tar -C / --exclude=bitcode -cf - "${folders[@]#/}" | tar -C "$prefix" -xf - || return
        echo "$version" >"$prefix/copied"
    fi
    cluster_make install
}

# cluster_make TARGET: builds, and installs into the copy.
cluster_make() {
    local log=$stage/make-$1.log
    make -C "$root" --no-print-directory -j"$(nproc)" "$1" DESTDIR="$prefix" PG_CONFIG="$PG_CONFIG" \
        >"$log" 2>&1 || { tail -n 40 "$log" >&2; echo "the build failed, see $log" >&2; return 1; }
}

free_port() {
    local port
    for port in $(shuf -i 20000-32000 -n 50); do
        (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo "$port"; return; }
    done
    echo "no free loopback port" >&2
    return 1
}

# Points libpq and PATH at a cluster that cluster_start made.
cluster_env() {
    cluster_paths || return
    local home=$stage/cluster/$1
    export PGHOST PGPORT PGUSER=postgres PGPASSWORD PATH
    PGHOST=$(cat "$home/socket") PGPORT=$(cat "$home/port") PGPASSWORD=$(cat "$home/password") || return
    case $PATH in "$bindir":*) ;; *) PATH=$bindir:$PATH ;; esac
}

# cluster_start NAME [setting=value …]: a new, empty cluster; a former one of that name is removed.
cluster_start() {
    cluster_paths || return
    local name=$1 home setting
    home=$stage/cluster/$1
    shift
    cluster_stop "$name"
    rm -rf "$home" && mkdir -p "$home" || return
    [ "$(id -u)" = 0 ] && chown postgres: "$home"
    (umask 077 && od -An -N16 -tx1 /dev/urandom | tr -d ' \n' >"$home/password")
    [ "$(id -u)" = 0 ] && chown postgres: "$home/password"
    # A socket's path may have 107 bytes only, so it does not live in the stage.
    as_postgres mktemp -d /tmp/hr-XXXXXX >"$home/socket" || return
    chmod 700 "$(cat "$home/socket")"
    free_port >"$home/port" || return

    (cd / && as_postgres "$bindir/initdb" -D "$home/data" -U postgres --pwfile="$home/password" --auth=scram-sha-256 \
        --auth-local=trust --encoding=UTF8 --locale=C.UTF-8 --no-sync) >"$home/initdb.log" 2>&1 ||
        { cat "$home/initdb.log" >&2; return 1; }
    {
        echo "listen_addresses = '127.0.0.1'"
        echo "port = $(cat "$home/port")"
        echo "unix_socket_directories = '$(cat "$home/socket")'"
        echo "shared_preload_libraries = 'pg_cron,handelsregister'"
        echo "cron.use_background_workers = on"
        echo "max_worker_processes = 16"
        for setting in "$@"; do echo "${setting%%=*} = '${setting#*=}'"; done
    } | as_postgres tee -a "$home/data/postgresql.conf" >/dev/null
    (cd / && as_postgres "$bindir/pg_ctl" -s -w -D "$home/data" -l "$home/log" start) ||
        { tail -n 30 "$home/log" >&2; return 1; }
    cluster_env "$name"
}

# Ends a cluster; no complaint where none runs.
cluster_stop() {
    cluster_paths || return
    local home=$stage/cluster/$1
    [ -d "$home/data" ] || return 0
    (cd / && as_postgres "$bindir/pg_ctl" -s -w -m fast -D "$home/data" stop) 2>/dev/null || true
    [ -f "$home/socket" ] && rm -rf "$(cat "$home/socket")"
    return 0
}

# Ends every cluster and removes all that stands outside build/.
cluster_remove_all() {
    cluster_paths || return
    local home
    for home in "$stage"/cluster/*/; do [ -d "$home" ] && cluster_stop "$(basename "$home")"; done
    [ "$stage" = "$root/build" ] || rm -rf "$stage"
    return 0
}

if [ "${BASH_SOURCE[0]}" = "$0" ]; then
    set -eu
    case ${1:-} in
        prepare) cluster_prepare ;;
        start) shift; cluster_start "$@"; echo "PGHOST=$PGHOST PGPORT=$PGPORT" ;;
        stop) cluster_stop "$2" ;;
        remove) cluster_remove_all ;;
        env) cluster_env "$2"; printf 'export PGHOST=%q PGPORT=%q PGUSER=%q PGPASSWORD=%q PATH=%q\n' \
            "$PGHOST" "$PGPORT" "$PGUSER" "$PGPASSWORD" "$PATH" ;;
        *) sed -n '2,8p' "$0" >&2; exit 2 ;;
    esac
fi
