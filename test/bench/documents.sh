#!/usr/bin/env bash
# Section "documents" of `make bench`: our workers against a Python worker in two forms, on the same documents, in one
# private cluster, in turns. No figure is printed unless all of them wrote the same; ours does more, though: who is one
# person, and what of a document it could not map, no Python worker finds out. Before each turn all relations of its
# database are read into shared buffers (pg_prewarm): a document that was just submitted is in memory, too.
#
#   test/bench/documents.sh             all systems; BENCH_DOCUMENTS (20000) and BENCH_ROUNDS (3) say how much
#   test/bench/documents.sh ours [N]    only ours with N workers (1), installed anew; the cluster stays up for the next time
#   test/bench/documents.sh stop        ends that cluster
#
# BENCH_WRAP is put before the measured turn: BENCH_WRAP='perf record -a -g -o /tmp/turn.perf --' test/bench/documents.sh ours
set -euo pipefail
# shellcheck source=../../scripts/cluster.sh
. "$(dirname "$0")/../../scripts/cluster.sh"
# shellcheck source=common.sh
. "$root/test/bench/common.sh"

documents=${BENCH_DOCUMENTS:-20000}
rounds=${BENCH_ROUNDS:-3}
systems=${BENCH_SYSTEMS:-ours1 simple tuned ours2}
reference=$(readlink -m "${HR_SHARED:-$root/../shared}")/data/si/real_facts_3.5.1

# Tables that only ours fills, in part or in whole.
ours_alone='mention|organisation_mention|person_assignment|person_secret|reading'

settings=(shared_buffers=512MB max_wal_size=4GB checkpoint_timeout=1h fsync=on synchronous_commit=on autovacuum=on
          wal_level=replica handelsregister.enabled=off)

# --- documents and databases -----------------------------------------------------------------------------------------

make_documents() {
    files=$stage/bench/documents
    $python "$bench/generate.py" "$documents" "$files" "$reference" "$root/sample"
    chmod a+r "$files.xml" "$files.tsv"
    chmod a+rx "$stage/bench"
}

# A database with all documents submitted and none read, which every turn gets a copy of. Its name says of what it was made.
make_template() {
    template=documents_${documents}_$(cat "$root"/build/handelsregister--*.sql "$bench/generate.py" | cksum | cut -d' ' -f1)
    [ "$(query -d postgres -c "select 1 from pg_database where datname = '$template'")" = 1 ] && return
    make_documents
    createdb "$template"
    query -d "$template" -c 'create extension handelsregister' >/dev/null
    query -d "$template" -v documents="$files.xml" -v index="$files.tsv" -f "$bench/load.sql" >/dev/null
    query -d "$template" -c 'vacuum (freeze, analyze) hr_registry.document, hr_registry.court' \
        -c "alter database $template is_template true"
}

# prepare_database SYSTEM: database "turn", with the queue that the system reads. Only tables with rows are vacuumed: what
# was empty then would be read from end to end by everybody's kept plans, until autovacuum sees it. The copy's files are
# read into shared buffers, catalogue included.
prepare_database() {
    local queue=hr_queue.ready
    PGOPTIONS='-c client_min_messages=warning' dropdb --if-exists --force turn
    createdb -T "$template" --strategy=file_copy turn
    case $1 in
        ours*) query -d turn -c 'select hr_queue.adopt_database(discard_jobs => false)' >/dev/null ;;
        *) queue=bench.job
           query -d turn -f "$bench/baseline_queue.sql" -c 'select hr_queue.adopt_database(discard_jobs => true)' >/dev/null ;;
    esac
    query -d turn -c "vacuum (analyze) $queue" -c 'create extension pg_prewarm'
    query -d turn -c "select sum(pg_prewarm(oid)) from pg_class where relkind in ('r', 't', 'i', 'm')" \
        -c checkpoint >/dev/null
}

# --- turns -----------------------------------------------------------------------------------------------------------

# run_turn SYSTEM ROUND: appends to the results and leaves the digests of the tables.
run_turn() {
    prepare_database "$1"
    # shellcheck disable=SC2086  # a command with its arguments
    PGDATABASE=turn ${BENCH_WRAP:-} $python "$bench/turn.py" "$1" "$2" "$documents" "$(postmaster bench)" >>"$results"
    query -d turn -f "$root/test/table_digests.sql" | grep -vE "^($ours_alone) " >"$stage/bench/digests-$1"
}

# Everybody must have written what the first one wrote.
compare_digests() {
    local digests=$stage/bench/digests
    [ -f "$digests" ] || cp "$digests-$1" "$digests"
    diff "$digests" "$digests-$1" >&2 && return
    echo "$1 wrote other tables than those before (lines with >)" >&2
    return 1
}

# The digest of src/core for Python.
make_digest() {
    export HR_BENCH_DIGEST=$stage/bench/digest.so
    "${CXX:-g++}" -std=c++20 -O2 -shared -fPIC -I"$root/src" "$bench/digest.cpp" -o "$HR_BENCH_DIGEST"
}

start_over() {
    results=$stage/bench/results.tsv
    mkdir -p "$stage/bench"
    export PYTHONPYCACHEPREFIX=$stage/bench/pycache  # nothing is written beside the sources
    rm -f "$results" "$stage"/bench/digests*
}

ours() {
    scripts/install.sh bench
    cluster_prepare
    if is_running bench; then cluster_env bench; else cluster_start bench "${settings[@]}"; fi
    start_over
    make_template
    run_turn "ours$1" 1
    $python "$bench/report.py" "$results"
    echo "database \"turn\" on: PGHOST=$PGHOST PGPORT=$PGPORT PGUSER=postgres; ends with: test/bench/documents.sh stop"
}

all_systems() {
    scripts/install.sh bench
    cluster_prepare
    trap 'cluster_stop bench' EXIT
    cluster_start bench "${settings[@]}"
    start_over
    echo "section documents: $documents documents in $rounds rounds"
    print_machine
    make_template
    make_digest
    $python "$bench/driver.py"
    for round in $(seq "$rounds"); do
        for system in $systems; do
            run_turn $system "$round"
            compare_digests $system
        done
    done
    awk '{ rows += $2 } END { print "tables: equal after all turns, " rows " rows in " NR " tables" }' "$stage/bench/digests"
    echo "ours alone: ${ours_alone//|/, }"
    $python "$bench/report.py" "$results"
}

# No cluster_paths yet: install.sh may bring the pg_config that it asks.
cd "$root"
case ${1:-} in
    '') all_systems ;;
    ours) ours "${2:-1}" ;;
    stop) cluster_stop bench ;;
    *) sed -n '2,10p' "$0" >&2; exit 2 ;;
esac
