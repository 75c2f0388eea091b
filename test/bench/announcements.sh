#!/usr/bin/env bash
# Section "announcements" of `make bench`: the announcements of the reference material submitted a thousand at a time, and
# read, joined and typed by one process, in a private cluster. Says how long each took, and what came out.
set -euo pipefail
# shellcheck source=../../scripts/cluster.sh
. "$(dirname "$0")/../../scripts/cluster.sh"
# shellcheck source=common.sh
. "$root/test/bench/common.sh"

corpus=$(readlink -m "${HR_SHARED:-$root/../shared}")/data/announcements/2024-09_to_2026-05.jsonl.xz
limit=60

# One announcement a line, as hexadecimal text for COPY.
make_lines() {
    mkdir -p "$stage/bench"
    xz -dc "$corpus" | $python -c 'import sys
for line in sys.stdin.buffer:
    print("\\\\x" + line.rstrip(b"\n").hex())' >"$stage/bench/announcements.copy"
    chmod a+rx "$stage/bench" && chmod a+r "$stage/bench/announcements.copy"
}

submit="do \$\$
begin
    for page in 0..(select count(*) / 1000 from line) loop
        perform count(*) from handelsregister.submit_announcements(
            (select array_agg(l.content order by l.id) from line l where l.id > page * 1000 and l.id <= (page + 1) * 1000), 'bench');
        commit;
    end loop;
end
\$\$"

seconds() {
    local begun ended
    begun=$(date +%s%N)
    query -d bench -c "$1" >/dev/null
    ended=$(date +%s%N)
    awk -v ns=$((ended - begun)) 'BEGIN { printf "%.1f", ns / 1e9 }'
}

cd "$root"
[ -f "$corpus" ] || { echo "section announcements: no reference material at $corpus"; exit 0; }
scripts/install.sh bench
cluster_prepare
trap 'cluster_stop announcements' EXIT
cluster_start announcements shared_buffers=512MB max_wal_size=4GB checkpoint_timeout=1h handelsregister.enabled=off
make_lines
createdb bench
query -d bench -c 'create extension handelsregister' \
    -c 'create table line (id bigint generated always as identity, content bytea)' \
    -c "\\copy line (content) from '$stage/bench/announcements.copy'" -c 'vacuum (analyze) line'
echo "section announcements: $(query -d bench -c 'select count(*) from line') announcements"
print_machine
submitted=$(seconds "$submit")
processed=$(seconds 'call hr_queue.work(1000000, 3600000)')
query -d bench -c "select format('%s read, %s with a company, %s events, %s dead letters', count(*), count(company_id),
        (select count(*) from hr_registry.change_event), (select count(*) from hr_queue.dead)) from hr_registry.announcement"
query -d bench -c "select format('%s %% of those with a text are typed', round(100.0 * count(*) filter (where kind <> 'other') / count(*), 2))
        from hr_registry.announcement where body is not null"
awk -v s="$submitted" -v p="$processed" -v limit=$limit 'BEGIN {
    printf "submitted in %s s, read in %s s: %.1f s (bound: %d s)\n", s, p, s + p, limit
    exit s + p > limit }'
