#!/usr/bin/env bash
# Section "hostile" of `make bench`: what documents and calls cost that mean harm, at N, 2N and 4N of what they are made of.
# The exponent is that of the power of N with which the CPU time of the server's process grows; ends with 1 where one is
# above 1.2. Nothing makes statistics: every shape is read by a database that knows nothing of its tables, and by one that
# has analyzed them while they were empty.
#
#   test/bench/hostile.sh [SHAPE…]    all shapes of test/bench/hostile/shapes.tsv, or these
#
# BENCH_TOLERANT=1 ends with 0.
set -euo pipefail
# shellcheck source=../../scripts/cluster.sh
. "$(dirname "$0")/../../scripts/cluster.sh"
# shellcheck source=common.sh
. "$root/test/bench/common.sh"

settings=(fsync=off autovacuum=off handelsregister.enabled=off max_locks_per_transaction=1000 shared_buffers=1GB)
most_exponent=1.2

# measure KIND SHAPE N TEMPLATE: milliseconds of CPU in a database of its own.
measure() {
    createdb -T "$4" hostile
    PGDATABASE=hostile query -c 'select from hr_queue.adopt_database(discard_jobs => false)'
    PGDATABASE=hostile query -v shape="$2" -v n="$3" -f "$bench/hostile/$1.sql"
    dropdb hostile
}

# The lesser of two: what disturbs only adds.
least() { for _ in 1 2; do measure "$@"; done | sort -n | head -n 1; }

# report SHAPE N STATISTICS TIME TIME TIME
report() {
    awk -v OFS='\t' -v most="$most_exponent" '{
        exponent = log($6 / $5) / log(2)
        print $1, $2, $3, sprintf("%.0f", $4), sprintf("%.0f", $5), sprintf("%.0f", $6), sprintf("%.2f", exponent),
              (exponent > most ? "MISSED" : "")
        exit exponent > most }' <<<"$*"
}

measure_shape() {
    local kind=$1 shape=$2 n=$3 statistics status=0 times
    for statistics in none stale; do
        times=()
        for factor in 1 2 4; do
            times+=("$(least "$kind" "$shape" $((n * factor)) "hostile_$statistics")")
            [ -n "${times[-1]}" ] || { echo "$shape: nothing was measured" >&2; exit 1; }
        done
        report "$shape" "$n" "$statistics" "${times[@]}" || status=1
    done
    return $status
}

prepare_databases() {
    createdb hostile_none
    PGDATABASE=hostile_none query -c 'create extension handelsregister' -f "$bench/hostile/shapes.sql" >/dev/null
    createdb -T hostile_none hostile_stale
    PGDATABASE=hostile_stale query -c 'vacuum analyze'
}

cd "$root"
scripts/install.sh bench
cluster_prepare
trap 'cluster_stop bench-hostile' EXIT
cluster_start bench-hostile "${settings[@]}"
echo 'section hostile'
print_machine
prepare_databases
status=0
printf 'shape\tN\tstatistics\tms at N\tat 2N\tat 4N\texponent\n'
while IFS=$'\t' read -r kind shape n; do
    [ $# = 0 ] || [[ " $* " = *" $shape "* ]] || continue
    measure_shape "$kind" "$shape" "$n" || status=1
done < <(grep -v '^#' "$bench/hostile/shapes.tsv")
[ $status = 0 ] && echo 'exponents: all met' || echo "exponents: some are above $most_exponent"
[ "${BENCH_TOLERANT:-0}" = 1 ] || exit $status
