#!/usr/bin/env bash
# `make soak`: documents and jobs of a processor of our own at full speed for DURATION seconds (1200), with two workers. Prints
# a table and fails where the memory of a worker or a table of the queue grows, where the log says what it should not, or
# where a job is lost or done twice. DOCUMENTS (150000) bounds the disk space; after them jobs alone go on.
set -uo pipefail
# shellcheck source=../scripts/cluster.sh
. "$(dirname "$0")/../scripts/cluster.sh"

duration=${DURATION:-1200}
documents=${DOCUMENTS:-150000}
interval=$((duration / 60 > 0 ? duration / 60 : 1))
growth_kb=4096          # by which a worker's memory may grow between the first and the last quarter of its samples
warm_up=$((duration / 20 > 10 ? duration / 20 : 10))  # seconds of a worker's life in which caches fill
failed=0

sql() { psql -X -q -At -v ON_ERROR_STOP=1 -d soak "$@"; }
verdict() { if [ -z "$2" ]; then echo "ok   $1"; else echo "FAIL $1"; printf '%s\n' "$2" | sed 's/^/     /'; failed=1; fi; }

scripts_dir=$root/scripts
"$scripts_dir/install.sh" check && cluster_prepare || exit
trap 'cluster_stop soak' EXIT
trap 'exit 130' INT TERM
cluster_start soak handelsregister.workers_per_database=2 handelsregister.allow_superuser_jobs=on \
    'handelsregister.result_retention=1 min' max_wal_size=4GB shared_preload_libraries=handelsregister || exit
home=$stage/cluster/soak
createdb soak || exit

# --- what is done ---------------------------------------------------------------------------------------------------

# One company in four snapshots; SQL gives it other numbers.
template() { perl -I"$root/test/t" -MRegisterDocument -e 'binmode STDOUT; print RegisterDocument::document(company => 1, snapshot => $ARGV[0])' "$1" | od -An -v -tx1 | tr -d ' \n'; }
{
    echo 'create extension handelsregister;
          create table template (snapshot int primary key, content text);
          create table effect (job bigint);
          create table fed (at timestamptz default clock_timestamp(), jobs int, documents int);'
    for snapshot in 0 1 2 3; do echo "insert into template values ($snapshot, convert_from('\\x$(template $snapshot)', 'UTF8'));"; done
    cat <<'SQL'
create function own(job bigint, payload jsonb) returns jsonb language sql as
    $$ insert into public.effect values (job) returning '{"done": true}'::jsonb $$;
select hr_queue.register_processor('own', 'own(bigint, jsonb)');
-- Every hundredth job fails at first, and every thousandth does for good: retries and dead letters are part of the work.
create function moody(job bigint, payload jsonb) returns jsonb language plpgsql as $$
begin
    if (payload ->> 'n')::bigint % 10 = 0 then raise exception 'never' using errcode = '22023'; end if;
    if random() < 0.5 then raise exception 'not now'; end if;
    return public.own(job, payload);
end $$;
select hr_queue.register_processor('moody', 'moody(bigint, jsonb)', max_attempts => 50::smallint);
create procedure feed(seconds int, most_documents int) language plpgsql as $$
declare
    deadline constant timestamptz := clock_timestamp() + make_interval(secs => seconds);
    round int := 0;
    number int := 0;
    new_documents int;
begin
    while clock_timestamp() < deadline loop
        -- Jobs are taken in the order of their numbers: no need to count them, among dead rows at that.
        if (select s.last_value from hr_queue.job_id_seq s) - (select r.id from hr_queue.ready r order by r.priority, r.id limit 1) > 1500 then
            perform pg_sleep(0.01);
            commit;
            continue;
        end if;
        new_documents := case when number < most_documents then 200 else 0 end;
        perform handelsregister.submit_documents(array_agg(convert_to(replace(t.content, '>100001<', '>' || 200000 + (number + n) / 4 || '<'), 'UTF8') order by n),
                null, 'soak', '2030-01-01')
            from generate_series(0, new_documents - 1) n join template t on t.snapshot = (number + n) % 4 having count(*) > 0;
        perform count(*) from hr_queue.enqueue_batch('own', array_fill('{}'::jsonb, array[495]));
        perform count(*) from hr_queue.enqueue_batch('moody', (select array_agg(jsonb_build_object('n', round * 5 + n)) from generate_series(1, 5) n));
        insert into fed (jobs, documents) values (500, new_documents);
        number := number + new_documents;
        round := round + 1;
        commit;
    end loop;
end $$;
SQL
} | sql >/dev/null || exit

# --- samples ---------------------------------------------------------------------------------------------------------

# Process, private memory and resident memory in kB of every worker.
memory() {
    local pid
    for pid in $(pgrep -P "$(head -n 1 "$home/data/postmaster.pid")" -f 'postgres: handelsregister worker'); do
        awk -v pid="$pid" '/^Anonymous:/ { private = $2 } /^Rss:/ { resident = $2 } END { if (private) print pid, private, resident }' \
            "/proc/$pid/smaps_rollup" 2>/dev/null
    done
}
sizes() {
    sql -F ' ' -c "select c.relname, pg_table_size(c.oid) / 1024, pg_indexes_size(c.oid) / 1024 from pg_class c
                   where c.relnamespace = 'hr_queue'::regnamespace and c.relkind = 'r' order by 1"
}
progress() { sql -F ' ' -c "select (select count(*) from effect), (select count(*) from hr_registry.reading), (select count(*) from hr_queue.ready)"; }

mkdir -p "$stage/soak"
: >"$stage/soak/memory" >"$stage/soak/sizes"
log_start=$(wc -l <"$home/log")
sql -c "call feed($duration, $documents)" &
feeder=$!
started=$SECONDS
before_jobs=0 before_documents=0 before_at=0
printf '%6s %8s %8s %7s  %s\n' seconds jobs/s docs/s ready 'private kB of each worker; kB of ready, its indexes, results'
while kill -0 "$feeder" 2>/dev/null; do
    sleep "$interval"
    at=$((SECONDS - started))
    memory | sed "s/^/$at /" >>"$stage/soak/memory"
    sizes | sed "s/^/$at /" >>"$stage/soak/sizes"
    read -r jobs read_documents ready <<<"$(progress)"
    passed=$((at - before_at > 0 ? at - before_at : 1))
    printf '%6d %8d %8d %7d  %s; %s\n' "$at" $(((jobs - before_jobs) / passed)) $(((read_documents - before_documents) / passed)) "$ready" \
        "$(awk -v at="$at" '$1 == at { printf "%s:%s ", $2, $3 }' "$stage/soak/memory")" \
        "$(awk -v at="$at" '$1 == at && $2 == "ready" { printf "%s %s", $3, $4 } $1 == at && $2 ~ /^result_/ { n += $3 + $4 } END { print " " n }' "$stage/soak/sizes")"
    before_jobs=$jobs before_documents=$read_documents before_at=$at
done
wait "$feeder"
ended=$?
age=$(sql -c 'select coalesce(extract(epoch from clock_timestamp() - min(finished_at)), 0)::int from hr_queue.result')
verdict "the feeder has come to its end" "$([ $ended = 0 ] || echo "it ended with an error")"

# --- criteria --------------------------------------------------------------------------------------------------------

# Retries have delays; what is left is given a minute and more.
for _ in $(seq 300); do
    [ "$(sql -c 'select (select count(*) from hr_queue.ready) + (select count(*) from hr_queue.deferred where run_at < now() + interval $$1 minute$$)')" = 0 ] && break
    sleep 0.5
done

flat_memory() {
    awk -v allowed=$growth_kb -v warm_up="$warm_up" '
        { if (!($2 in born)) born[$2] = $1; if ($1 - born[$2] >= warm_up) value[$2, n[$2]++] = $3 }
        END {
            for (pid in born) {
                if (n[pid] < 8) continue
                ++judged; quarter = int(n[pid] / 4); first = last = 0
                for (i = 0; i < quarter; i++) { first += value[pid, i]; last += value[pid, n[pid] - 1 - i] }
                first /= quarter; last /= quarter
                if (last - first > allowed) printf "worker %s: from %d to %d kB\n", pid, first, last
                else printf "     worker %s: from %d to %d kB\n", pid, first, last > "/dev/stderr"
            }
            if (!judged) print "no worker lived long enough to be judged"
        }' "$stage/soak/memory"
}
# The second half may not need more than the first one did, but for a quarter and 8 MB. The ring of results has come round
# once after two minutes, and autovacuum comes once a minute: less than five minutes tell nothing.
bounded_tables() {
    awk -v half=$((duration / 2)) '
        half < 150 { next }
        { size = $3 + $4; if ($1 <= half) { if (size > early[$2]) early[$2] = size } else if (size > late[$2]) late[$2] = size }
        END { for (table in late) if (table !~ /^(dead|processor|home)$/ && late[table] > 1.25 * early[table] + 8192)
                  printf "%s: from %d to %d kB\n", table, early[table], late[table] }' "$stage/soak/sizes"
}
log_noise() {
    tail -n +$((log_start + 1)) "$home/log" | grep -vE 'LOG:  checkpoint (starting|complete)|LOG:  checkpoints are occurring|HINT:  Consider increasing the configuration' |
        grep -vE 'have become dead letters: [0-9]+$|DETAIL:  The last one is job|HINT:  handelsregister.list_dead_jobs' | head -n 20
}
# Two workers, a line a minute each.
dead_letter_lines() {
    tail -n +$((log_start + 1)) "$home/log" | awk -v most=$((2 * (SECONDS - started) / 60 + 4)) '
        /have become dead letters: [0-9]+$/ { ++lines } END { if (lines == 0 || lines > most) print lines + 0 " lines, expected are 1 to " most }'
}
lost_or_doubled() {
    sql -c "select concat(count(*), ' jobs had their effect, ', count(distinct job), ' different ones; enqueued without dead letters: ',
                          (select sum(jobs) from fed) - (select count(*) from hr_queue.dead) - (select count(*) from hr_queue.deferred))
            from effect having count(*) <> count(distinct job)
                or count(*) <> (select sum(jobs) from fed) - (select count(*) from hr_queue.dead) - (select count(*) from hr_queue.deferred)"
    sql -c "select concat('documents: ', sum(documents), ', read: ', (select count(*) from hr_registry.reading)) from fed
            having sum(documents) <> (select count(*) from hr_registry.reading) or sum(documents) <> (select count(*) from hr_registry.snapshot)"
    sql -c "select 'dead for another reason: ' || error_code || ' ' || error_message from hr_queue.dead
            where error_message not in ('never', 'not now') limit 5"
}
verdict "memory of every worker is flat" "$(flat_memory)"
verdict "tables and indexes of the queue are bounded" "$(bounded_tables)"
# The ring has four parts of half the retention each, so that nothing in it is older than twice the retention.
verdict "results go when their time has come, though the workers are busy" "$([ "$age" -le 150 ] || echo "the oldest is $age s old, kept for a minute")"
verdict "the log is silent but for dead letters" "$(log_noise)"
verdict "which it tells of once a minute" "$(dead_letter_lines)"
verdict "no job or document is lost or done twice" "$(lost_or_doubled)"
read -r jobs read_documents _ <<<"$(progress)"
echo "$jobs jobs and $read_documents documents in $duration s"
exit $failed
