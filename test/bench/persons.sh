#!/usr/bin/env bash
# Section "persons" of `make bench`: how well and how fast persons are found by name, on names with the frequencies of German
# ones, beside the index on last and first names that was read before, and pg_trgm. Ends with 1 where a target is missed.
#
# BENCH_PERSONS (1000000) says how many names there are, BENCH_BASELINE (40) on how many texts of each form the others are
# measured, 0 for none. BENCH_TOLERANT=1 ends with 0.
set -euo pipefail
# shellcheck source=../../scripts/cluster.sh
. "$(dirname "$0")/../../scripts/cluster.sh"
# shellcheck source=common.sh
. "$root/test/bench/common.sh"

# As a server is run, but that all of it fits into memory.
settings=(shared_buffers=2GB max_wal_size=8GB checkpoint_timeout=1h autovacuum=off handelsregister.enabled=off)

load() {
    local started=$SECONDS
    createdb persons
    query -c 'create extension handelsregister' -c 'create extension pg_prewarm' -c 'create extension pg_trgm'
    query -c 'create schema bench' -c 'create unlogged table bench.person (company_id bigint, item text, first_names text,
              last_name text, birth_date text, residence text)'
    $python "$bench/persons/generate.py" "${BENCH_PERSONS:-1000000}" | query -c 'copy bench.person from stdin'
    query -f "$bench/persons/load.sql" >/dev/null
    echo "loaded in $((SECONDS - started)) s: $(query -c 'select count(*) from hr_registry.person_name') names"
}

cd "$root"
scripts/install.sh bench
cluster_prepare
trap 'cluster_stop bench-persons' EXIT
cluster_start bench-persons "${settings[@]}"
export PGDATABASE=persons
echo 'section persons'
print_machine
load
query -c "select sum(pg_prewarm(oid)) from pg_class where relkind in ('r', 't', 'i', 'm')" >/dev/null
PYTHONPYCACHEPREFIX=$stage/bench/pycache $python "$bench/persons/measure.py"
