#!/usr/bin/env bash
# Section "search" of `make bench`: how well and how fast companies are found by name, on real companies and labelled
# queries, beside pg_trgm. Ends with 1 where a target is missed.
#
#   test/bench/search.sh           loads and measures, in a cluster of its own
#   test/bench/search.sh up        loads only; the cluster stays up
#   test/bench/search.sh measure   measures there
#   test/bench/search.sh code      replaces the functions there by today's
#   test/bench/search.sh stop      ends that cluster
#
# BENCH_COMPANIES (all of ../shared/data/companies) says how many; BENCH_BASELINE (40) on how many of the queries pg_trgm is
# measured, 0 for none. BENCH_TOLERANT=1 ends with 0.
set -euo pipefail
# shellcheck source=../../scripts/cluster.sh
. "$(dirname "$0")/../../scripts/cluster.sh"
# shellcheck source=common.sh
. "$root/test/bench/common.sh"
# shellcheck source=companies.sh
. "$root/test/bench/companies.sh"

# As a server is run, but that all of it fits into memory.
settings=(shared_buffers=3GB max_wal_size=8GB checkpoint_timeout=1h autovacuum=off handelsregister.enabled=off)

load() {
    local started=$SECONDS
    createdb search
    query -c 'create extension handelsregister' -c 'create extension pg_prewarm' -c 'create extension pg_trgm'
    query -f "$bench/api/stage.sql"
    load_entries
    query -c 'analyze bench.entry, bench.rename'
    query -f "$bench/api/real.sql" >/dev/null
    query -c "select setval('hr_registry.document_id_seq', 1000), setval('hr_registry.company_id_seq', max(id))
              from hr_registry.company" -c 'select hr_queue.adopt_database(discard_jobs => false)' >/dev/null
    query -c 'vacuum analyze' -c checkpoint
    echo "loaded in $((SECONDS - started)) s: $companies companies"
}

measure() {
    query -c "select sum(pg_prewarm(oid)) from pg_class where relkind in ('r', 't', 'i', 'm')" >/dev/null
    PYTHONPYCACHEPREFIX=$stage/bench/pycache $python "$bench/search/measure.py" "$(dirname "$files")/search/search_queries.tsv"
}

start() {
    scripts/install.sh bench
    cluster_prepare
    cluster_start bench-search "${settings[@]}"
    export PGDATABASE=search
    echo 'section search'
    print_machine
    load
}

# A cluster that an earlier "up" has left.
join() {
    cluster_paths
    is_running bench-search || { echo 'nothing is loaded: test/bench/search.sh up' >&2; return 1; }
    cluster_env bench-search
    export PGDATABASE=search
}

cd "$root"
case ${1:-} in
    '') trap 'cluster_stop bench-search' EXIT; start; measure ;;
    up) start; echo "PGHOST=$PGHOST PGPORT=$PGPORT PGUSER=postgres PGDATABASE=search; ends with: test/bench/search.sh stop" ;;
    measure) join; measure ;;
    code) cluster_prepare; join; replace_code ;;
    stop) cluster_stop bench-search ;;
    *) sed -n '2,11p' "$0" >&2; exit 2 ;;
esac
