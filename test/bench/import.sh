#!/usr/bin/env bash
# Section "import" of `make bench`: how long it takes to import all of ../shared/data/companies, with and without the search
# indexes, the memory of the workers meanwhile, and to export it again. Ends with 1 where a limit is missed.
# BENCH_COMPANIES (all) says how many; BENCH_WORKERS (2) by how many workers; BENCH_TOLERANT=1 ends with 0.
set -euo pipefail
# shellcheck source=../../scripts/cluster.sh
. "$(dirname "$0")/../../scripts/cluster.sh"
# shellcheck source=common.sh
. "$root/test/bench/common.sh"

files=$(readlink -m "${HR_SHARED:-$root/../shared}")/data/companies
limit=150  # seconds for all companies, without the search indexes

# The most private memory that a worker has had since it began, in MB.
peak_memory() {
    local pid peak=0 now
    for pid in $(query -c "select pid from pg_stat_activity where backend_type like 'handelsregister worker%'"); do
        now=$(awk '/^RssAnon/ { print int($2 / 1024) }' "/proc/$pid/status" 2>/dev/null || echo 0)
        if [ "${now:-0}" -gt "$peak" ]; then peak=$now; fi
    done
    echo "$peak"
}

import() {
    local started=$SECONDS highest=0 now state=running
    query -c "select from handelsregister.begin_import(format => 'tsv')"
    xzcat "$files/companies.tsv.xz" "$files/former_names.tsv.xz" | head -n "${BENCH_COMPANIES:-2000000000}" |
        query -c "copy hr_registry.import_line (line) from stdin with (format csv, delimiter e'\x1f', quote e'\x1e')"
    echo "loaded by COPY in $((SECONDS - started)) s"
    query -c 'select from handelsregister.start_import(1)'
    while [ "$state" = running ] || [ "$state" = finishing ]; do
        now=$(peak_memory)
        if [ "$now" -gt "$highest" ]; then highest=$now; fi
        sleep 1
        state=$(query -c 'select state from handelsregister.get_import(1)')
        # Lines are in when the search indexes begin to be built.
        [ "$state" = running ] && merged=$((SECONDS - started))
    done
    query -c "select format('%s: %s lines, %s companies, %s former names, %s lines failed', state, lines_done, companies_added,
        (select count(*) from hr_registry.company_former_name), lines_failed) from handelsregister.get_import(1)"
    echo "in $((merged + 1)) s with COPY, $(query -c "select companies_added / $((merged + 1)) from handelsregister.get_import(1)") companies a second;" \
        "search indexes and statistics $((SECONDS - started - merged)) s; peak memory of a worker $highest MB"
    [ "$state" = done ]
}

export_all() {
    local format started
    for format in csv jsonl ftm bods; do
        started=$SECONDS
        query -c "copy (select e.line from generate_series(0, (select max(id) from hr_registry.company), 1000) p
            cross join lateral handelsregister.export_companies('$format', p, p + 1000) e) to stdout" | wc -lc |
            awk -v format=$format '{ printf "%s: %d lines, %d MB", format, $1, $2 / 1e6 }'
        echo " in $((SECONDS - started)) s"
    done
}

[ -f "$files/companies.tsv.xz" ] || { echo "no $files: nothing to import"; exit 0; }
cd "$root"
scripts/install.sh bench
cluster_prepare
trap 'cluster_stop bench-import' EXIT
cluster_start bench-import shared_buffers=1GB max_wal_size=8GB checkpoint_timeout=30min \
    handelsregister.workers_per_database="${BENCH_WORKERS:-2}"
echo 'section import'
print_machine
createdb import
export PGDATABASE=import
query -c 'create extension handelsregister'
merged=0
import
export_all
if [ -z "${BENCH_COMPANIES:-}" ] && [ "$merged" -ge $limit ]; then
    echo "the limit of $limit s is missed" >&2
    [ -n "${BENCH_TOLERANT:-}" ] || exit 1
fi
