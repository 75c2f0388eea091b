#!/usr/bin/env bash
# What can be checked of docker/ without a container engine, as TAP: compose files, Dockerfile, and both scripts against the
# private cluster that test/run.sh has started, with pg_cron alone in its shared_preload_libraries.
set -uo pipefail
# shellcheck source=../../scripts/cluster.sh
. "$(dirname "$0")/../../scripts/cluster.sh"
cd "$root" || exit 1

number=0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
chmod 755 "$work"

# check TEXT FINDINGS: passes where there are no findings, else prints them.
check() {
    number=$((number + 1))
    if [ -z "$2" ]; then
        echo "ok $number - $1"
    else
        echo "not ok $number - $1"
        printf '%s\n' "$2" | sed 's/^/# /'
    fi
}

# must_say PATTERN OUTPUT: a finding where it does not.
must_say() { grep -q "$1" <<<"$2" || printf 'no "%s" in: %s\n' "$1" "$2"; }

# same TEXT EXPECTED GOT
same() { check "$1" "$([ "$2" = "$3" ] || printf 'expected: %s\ngot: %s' "$2" "$3")"; }

# --- files -------------------------------------------------------------------------------------------------------

# compose ENV-FILE SERVICE FILE…: what is wrong with the composition, SERVICE being the migration runner.
compose() {
    local env=$1 service=$2 file files=()
    shift 2
    for file in "$@"; do files+=(-f "$file"); done
    docker-compose --env-file "$env" "${files[@]}" config >"$work/rendered" 2>"$work/complaint" || { cat "$work/complaint"; return; }
    /usr/bin/python3 test/docker/compose.py "$service" <"$work/rendered" 2>&1
}

sed -E 's/^([A-Z_]+)=$/\1=0123456789abcdef0123456789abcdef/' docker/.env.example >"$work/env"
{ cat "$work/env"; echo "PGRST_DB_SCHEMAS=public"; echo "POSTGRES_DB=postgres"; echo "HANDELSREGISTER=$root"
  echo "MIGRATIONS=$root/migrations"; } >"$work/supabase-env"

check "compose.yaml is valid, its services start in order" "$(compose "$work/env" migrate docker/compose.yaml)"
check "so it is laid over Supabase's" \
    "$(compose "$work/supabase-env" handelsregister-migrate test/docker/supabase.yaml docker/supabase/compose.yaml)"
for secret in POSTGRES_PASSWORD AUTHENTICATOR_PASSWORD JWT_SECRET; do
    sed "s/^$secret=.*/$secret=/" "$work/env" >"$work/env-without"
    check "without $secret it does not start" \
        "$(must_say "$secret.*see .env.example" "$(compose "$work/env-without" migrate docker/compose.yaml)")"
done
check "no secret is committed" "$(git -c safe.directory='*' ls-files docker | grep -E '(^|/)\.env$')"

# lint FILE: what two linters find; the one knows the language, the other good practice.
lint() {
    test/docker/node_modules/.bin/dockerfile-utils lint "$1" >"$work/lint" 2>&1 || cat "$work/lint"
    test/docker/node_modules/.bin/dockerfilelint "$1" >"$work/lint" 2>&1 || cat "$work/lint"
}

printf 'FROM debian:latest\nRUN apt-get install g++\nCOPPY . .\n' >"$work/Dockerfile"
same "the linters find what is wrong" 'Unknown instruction Base Image Latest' \
    "$(lint "$work/Dockerfile" | grep -oE 'Unknown instruction|Base Image Latest' | xargs)"
check "in our Dockerfile there is nothing" "$(lint docker/Dockerfile)"

# --- preload.sh ------------------------------------------------------------------------------------------------------

data=$(psql -X -At -d postgres -c 'show data_directory') || exit
as_postgres mkdir "$data/conf.d"
echo "include_dir = 'conf.d'" | as_postgres tee -a "$data/postgresql.conf" >/dev/null
preload() { PGDATABASE=postgres bash docker/supabase/preload.sh "$data/conf.d"; }

same "preload.sh writes the list" "wrote $data/conf.d/90-handelsregister.conf; restart db" "$(preload 2>&1)"
(cd / && as_postgres pg_ctl -s -w -m fast -D "$data" -l "${data%/*}/log" restart) || exit
same "after a restart both are loaded" 'pg_cron, handelsregister' "$(psql -X -At -d postgres -c 'show shared_preload_libraries')"
same "another time it leaves all as it is" 'already in the list: pg_cron, handelsregister' "$(preload 2>&1)"

# --- migrate.sh ------------------------------------------------------------------------------------------------------

createdb register && export PGDATABASE=register
export AUTHENTICATOR_PASSWORD="it's \\ 5ecret"
query() { psql -X -At -v ON_ERROR_STOP=1 -c "$1" 2>&1; }
recorded() { query "select string_agg(version, ' ' order by version) from supabase_migrations.schema_migrations"; }
# migrate FOLDER: its output, and its status in a line of its own where it has failed.
migrate() { bash docker/migrate.sh "$@" 2>"$work/errors" || echo "status $?"; }

versions='20260101000000 20260101000100 20260101000200 20260401000000'
first=$(migrate migrations)
same "the first run applies every migration, in order" "$versions" "$(sed -n 's/^applied \([0-9]*\) .*/\1/p' <<<"$first" | xargs)"
same "they are recorded" "$versions" "$(recorded)"
same "with their text" "$(sed 's/[[:space:]]*$//' migrations/20260101000000_*.sql)" \
    "$(query "select statements[1] from supabase_migrations.schema_migrations where version = '20260101000000'")"
same "the extension is there, its workers too" 't' "$(query "select preloaded from hr_queue.loader_state()")"
same "readers may read" 'f' "$(PGPASSWORD=$AUTHENTICATOR_PASSWORD PGHOST=127.0.0.1 PGUSER=authenticator psql -X -q -At \
    -c 'set role anon' -c "select is_valid from handelsregister.parse_register_id('nothing')" 2>&1)"
check "the password is not in the log" "$(grep -n '5ecret' "${data%/*}/log")"
same "the second run applies nothing" '4' "$(migrate migrations | grep -c '^already applied [0-9]* [a-z_]*$')"

mkdir "$work/project" "$work/project/supabase" && cp -r migrations "$work/project/supabase/migrations"
echo 'project_id = "register"' >"$work/project/supabase/config.toml"
check "the Supabase CLI finds nothing to do" "$(must_say 'up to date' "$(test/postgrest/node_modules/.bin/supabase db push --dry-run \
    --workdir "$work/project" --db-url "postgresql://postgres:$PGPASSWORD@127.0.0.1:$PGPORT/register?sslmode=disable" 2>&1)")"

# A migration that fails: those before it stay, of itself nothing, those behind it wait.
more=$work/more
mkdir "$more"
echo 'create table public.one (); set role anon; set search_path = pg_temp;' >"$more/20260501000000_one.sql"
echo 'create table public.two (); select 1 / 0;' >"$more/20260502000000_two.sql"
echo 'create table public.three ();' >"$more/20260503000000_three.sql"
tables() { query "select string_agg(relname, ' ' order by oid) from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'"; }
failed=$(migrate "$more")
same "a migration that fails ends the run" $'applied 20260501000000 one\nstatus 3' "$failed"
check "its error is told" "$(must_say 'division by zero' "$(cat "$work/errors")")"
same "of itself it leaves nothing, and no later one has run" "$versions 20260501000000 one" "$(recorded) $(tables)"
echo 'create table public.two ();' >"$more/20260502000000_two.sql"
same "repaired, it goes on" 'one two three' "$(migrate "$more" >/dev/null; tables)"

# Two at once. The first takes a while, so that the second meets it.
both=$work/both
mkdir "$both"
echo 'select pg_sleep(1); create table public.once ();' >"$both/20260601000000_once.sql"
migrate "$both" >"$work/a" & migrate "$both" >"$work/b"; wait
same "of two runners at once one applies" $'already applied 20260601000000 once\napplied 20260601000000 once' \
    "$(cat "$work/a" "$work/b" | grep applied | sort)"

mkdir "$work/empty" "$work/odd" "$work/twins"
touch "$work/odd/readme.sql" "$work/twins/20260401000000_a.sql" "$work/twins/20260401000000_b.sql"
for folder in empty odd twins; do same "a folder is refused: $folder" 'status 1' "$(migrate "$work/$folder")"; done
same "without a password nothing begins" 'status 1' "$(AUTHENTICATOR_PASSWORD='' migrate migrations)"
same "without roles.sql it needs none" '4' "$(AUTHENTICATOR_PASSWORD='' ROLES='' migrate migrations | grep -c '^already')"
AUTHENTICATOR_PASSWORD=another migrate migrations >/dev/null
same "a new password takes effect" 'authenticator' \
    "$(PGPASSWORD=another PGHOST=127.0.0.1 PGUSER=authenticator query 'select session_user')"
echo "1..$number"
