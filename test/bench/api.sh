#!/usr/bin/env bash
# Section "api" of `make bench`: how long each read of the API takes, on real companies and on generated ones with long
# histories, in SQL and over HTTP, and whether any argument can keep the server busy. Ends with 1 where a limit is missed.
#
#   test/bench/api.sh                       loads and measures, in a cluster of its own
#   test/bench/api.sh up                    loads only; the cluster stays up
#   test/bench/api.sh measure [FUNCTION…]   measures there, in SQL and over HTTP, all reads or these
#   test/bench/api.sh code                  replaces the functions there by today's
#   test/bench/api.sh stop                  ends that cluster
#
# BENCH_COMPANIES (all of ../shared/data/companies; where that is not present, 200000 are invented) and BENCH_GENERATED
# (100000; fewer where there are few others) say how much, BENCH_CALLS (2000) how often. BENCH_TOLERANT=1 ends with 0.
set -euo pipefail
# shellcheck source=../../scripts/cluster.sh
. "$(dirname "$0")/../../scripts/cluster.sh"
# shellcheck source=../../scripts/postgrest.sh
. "$root/scripts/postgrest.sh"
# shellcheck source=common.sh
. "$root/test/bench/common.sh"

# shellcheck source=companies.sh
. "$root/test/bench/companies.sh"

# Nothing is written while the reads are measured, so loading need not be safe. All of it fits into memory.
settings=(shared_buffers=4GB max_wal_size=16GB checkpoint_timeout=1h fsync=off full_page_writes=off autovacuum=off
          handelsregister.enabled=off)

# --- loading -------------------------------------------------------------------------------------------------------

load() {
    local started=$SECONDS script
    createdb api
    postgrest_roles
    query -c 'create extension handelsregister' -c 'create extension pg_prewarm' \
        -c "do \$\$ begin perform handelsregister.grant_access(reader => 'anon', member => 'authenticated',
                                                               operator => 'service_role'); end \$\$"
    query -f "$bench/api/stage.sql"
    load_entries
    query -c 'analyze bench.entry, bench.rename'
    local generated=${BENCH_GENERATED:-$((companies < 1200000 ? companies / 12 : 100000))}
    for script in real generated giant beyond user; do
        query -v generated="$generated" -f "$bench/api/$script.sql" >/dev/null
    done
    query -c 'select handelsregister.reindex_search()' >/dev/null
    query -c 'vacuum analyze' -c checkpoint
    echo "loaded in $((SECONDS - started)) s: $companies companies, $generated generated ones, one giant;" \
        "$(query -c "select pg_size_pretty(pg_database_size('api'))")"
}

# --- measuring -----------------------------------------------------------------------------------------------------

measure() {
    query -c "select sum(pg_prewarm(oid)) from pg_class where relkind in ('r', 't', 'i', 'm')" >/dev/null
    local member
    member=$(query -c 'select subject from bench.member where n = 1')
    postgrest_start bench "$PGDATABASE" || return
    TOKEN_READER=$(postgrest_token anon)
    TOKEN_MEMBER=$(postgrest_token authenticated "$member")
    TOKEN_OPERATOR=$(postgrest_token service_role)
    export TOKEN_READER TOKEN_MEMBER TOKEN_OPERATOR PYTHONPYCACHEPREFIX=$stage/bench/pycache
    local status=0
    $python "$bench/api/measure.py" "$@" || status=$?
    postgrest_stop bench || return
    return $status
}

start() {
    scripts/install.sh bench
    cluster_prepare
    postgrest_install run
    cluster_start bench-api "${settings[@]}"
    export PGDATABASE=api
    echo 'section api'
    print_machine
    load
}

# A cluster that an earlier "up" has left.
join() {
    cluster_paths
    is_running bench-api || { echo 'nothing is loaded: test/bench/api.sh up' >&2; return 1; }
    cluster_env bench-api
    export PGDATABASE=api
}

cd "$root"
case ${1:-} in
    '') trap 'postgrest_stop bench; cluster_stop bench-api' EXIT; start; measure ;;
    up) start; echo "PGHOST=$PGHOST PGPORT=$PGPORT PGUSER=postgres PGDATABASE=api; ends with: test/bench/api.sh stop" ;;
    measure) shift; join; measure "$@" ;;
    code) cluster_prepare; join; replace_code ;;
    stop) postgrest_stop bench; cluster_stop bench-api ;;
    *) sed -n '2,12p' "$0" >&2; exit 2 ;;
esac
