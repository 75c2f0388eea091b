#!/usr/bin/env bash
# `make run`: a private server with the extension, documents through it, and what a person wants to see of them.
# FILES='folder/*.xml' takes your own documents instead of the samples; `demo.sh stop` (`make stop`) ends it all.
set -euo pipefail
# shellcheck source=cluster.sh
. "$(dirname "$0")/cluster.sh"
# shellcheck source=postgrest.sh
. "$root/scripts/postgrest.sh"

database=register
chunk=100

if [ "${1:-}" = stop ]; then
    # With "|| exit", here and below: these functions look at every status themselves, errexit would end them halfway.
    postgrest_stop demo || exit
    cluster_stop demo || exit
    exit
fi

say() { printf '\n\033[1m%s\033[0m\n' "$*"; }
sql() { psql -X -q -v ON_ERROR_STOP=1 -P pager=off -P footer=off -d "$database" "$@"; }

cd "$root"
if [ -n "${FILES:-}" ]; then
    shopt -s nullglob
    # shellcheck disable=SC2206  # a pattern, to be expanded here
    files=($FILES)
    [ ${#files[@]} -gt 0 ] || { echo "no file matches $FILES" >&2; exit 1; }
else
    files=(sample/*.xml sample/broken/*.xml)
fi

scripts/install.sh run
say "Building"
cluster_prepare
postgrest_install run

say "Starting a private PostgreSQL below $stage"
postgrest_stop demo || exit
cluster_start demo "cron.database_name=$database" || exit
createdb "$database"
postgrest_roles
sql <<'SQL'
create extension handelsregister;
do $$ begin
    perform handelsregister.grant_access(reader => 'anon', member => 'authenticated', operator => 'service_role');
end $$;
SQL

# --- submit, then watch the worker --------------------------------------------------------------------------

# Submits the files of one chunk; prints how many of them were new.
submit() {
    local file
    {
        echo 'create temp table content (position serial, content bytea);'
        echo 'copy content (content) from stdin;'
        for file in "$@"; do
            printf '\\\\x'
            od -An -v -tx1 "$file" | tr -d ' \n'
            echo
        done
        echo '\.'
        echo "select count(*) filter (where not is_duplicate) from handelsregister.submit_documents(
                  (select array_agg(content order by position) from content), source => 'make run');"
    } | sql -At
}

say "Submitting ${#files[@]} documents through handelsregister.submit_documents"
usable=()
for file in "${files[@]}"; do
    size=$(stat -L -c %s "$file")
    if [ "$size" -gt 0 ] && [ "$size" -le $((32 * 1024 * 1024)) ]; then usable+=("$file")
    else echo "left out, $size bytes: $file"; fi
done
started=$(date +%s%N)
total=0
for ((i = 0; i < ${#usable[@]}; i += chunk)); do
    added=$(submit "${usable[@]:i:chunk}")
    total=$((total + added))
done
[ "$total" = "${#usable[@]}" ] || echo "$((${#usable[@]} - total)) of them have the same content as another"

# Prints one line again and again on a terminal, each on its own elsewhere.
progress() { if [ -t 1 ]; then printf '\r\033[K%s' "$1"; else echo "$1"; fi; }

last='' quiet=0
while :; do
    read -r open failed <<<"$(sql -At -F ' ' -c "select coalesce(sum(ready + running + deferred), 0), coalesce(sum(dead), 0)
                                                 from handelsregister.queue_status()")"
    elapsed=$(($(date +%s%N) - started))
    line="$((total - open))/$total done, $(((total - open) * 1000000000 / elapsed)) documents a second, $failed failed"
    [ "$open" = "$last" ] || progress "$line"
    [ "$open" != 0 ] || break
    if [ "$open" = "$last" ]; then quiet=$((quiet + 1)); else quiet=0; fi
    [ "$quiet" -lt 300 ] || { printf '\n%s\n' "no progress for a minute; see $stage/cluster/demo/log" >&2; exit 1; }
    last=$open
    sleep 0.2
done
[ -t 1 ] && echo

# --- what came out -----------------------------------------------------------------------------------------------

# The company with the most snapshots tells most.
company=$(sql -At -c "select r.register_label from hr_registry.current_registration r
                      order by (select count(*) from hr_registry.snapshot s where s.company_id = r.company_id) desc, r.company_id
                      limit 1")
show() { say "$1"; shift; sql -v company="$company" "$@"; }

if [ -n "$company" ]; then
    show "A company: get_company('$company')" -x <<<"select * from handelsregister.get_company(:'company');"
    show "Its officers: get_company_officers" <<'SQL'
select role, name, birth_year, residence, representation, valid_from
    from handelsregister.get_company_officers(:'company');
SQL
    show "What changed between its documents: get_company_timeline" <<'SQL'
select effective_date, kind, subject, left(old_value, 45) as old_value, left(new_value, 45) as new_value
    from handelsregister.get_company_timeline(:'company');
SQL
fi
show "Jobs: queue_status" <<<"select kind, ready, running, deferred, dead, done_last_hour from handelsregister.queue_status();"
show "The job table: hr_queue.job" <<'SQL'
select id, state, attempt, error_code, left(error_message, 75) as error_message
    from hr_queue.job order by state = 'done', id limit 15;
SQL
dead=$(sql -At -c 'select min(id) from hr_queue.dead')
if [ -n "$dead" ]; then
    show "A dead letter: get_job($dead)" -x <<<"select * from handelsregister.get_job($dead);"
fi
show "Is all well: health" <<<"select * from handelsregister.health();"

# --- and how to go on -------------------------------------------------------------------------------------------

postgrest_start demo "$database" || exit
anon=$(postgrest_token anon)
operator=$(postgrest_token service_role)
escaped=$(node -p 'encodeURIComponent(process.argv[1])' "${company:-HRB 1 Hamburg}")

say "The server and PostgREST stay up; make stop ends them."
cat <<TEXT

SQL:
    '$bindir/psql' -h $PGHOST -p $PGPORT -U postgres $database

HTTP, as a reader and as an operator:
    curl '$POSTGREST_URL/rpc/get_company?identifier=$escaped'
    curl -H 'Authorization: Bearer $operator' '$POSTGREST_URL/rpc/queue_status'

supabase-js (PostgREST stands here without Supabase's gateway, hence the fetch that drops its prefix):
    (cd '$root/test/postgrest' && node --input-type=module) <<'JS'
    import { createClient } from '@supabase/supabase-js';
    const db = createClient('$POSTGREST_URL', '$anon', {
        db: { schema: 'handelsregister' },
        global: { fetch: (url, options) => fetch(String(url).replace('/rest/v1', ''), options) },
    });
    console.log(await db.rpc('get_company_officers', { identifier: '${company:-HRB 1 Hamburg}' }));
JS
TEXT
