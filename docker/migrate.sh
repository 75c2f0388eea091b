#!/usr/bin/env bash
# The migration runner: applies every file of a folder that is not recorded yet, in the order of their names, each in one
# transaction with its record. What fails leaves nothing behind and keeps the later ones back. Two runners at once do no
# harm: the second waits, and finds everything recorded. The record is the one that the Supabase CLI keeps.
#
# Usage: migrate.sh [FOLDER]    FOLDER: /migrations unless given; files NUMBER_name.sql, without begin and commit; seed.sql is left out
# Environment: PG*       where to, as a superuser, which creating the extension takes
#              ROLES     a file to run first, or empty; roles.sql beside this script unless given
#              AUTHENTICATOR_PASSWORD   for that file
set -euo pipefail
shopt -s nullglob
export LC_ALL=C  # the order of names is that of their bytes

folder=${1:-/migrations}
roles=${ROLES-$(dirname "$0")/roles.sql}
lock="select pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('supabase_migrations', 0))"

run() { psql -X -q -v ON_ERROR_STOP=1 --single-transaction "$@"; }

fail() { echo "$*" >&2; exit 1; }

# What would be left out or taken for another is refused.
check_names() {
    local path name
    local -A seen=()
    [ $# -gt 0 ] || fail "no migrations in $folder"
    for path in "$@"; do
        name=${path##*/}
        [[ $name =~ ^[0-9]+_[A-Za-z0-9_-]+\.sql$ ]] || fail "not NUMBER_name.sql: $path"
        [ -z "${seen[${name%%_*}]:-}" ] || fail "two migrations have the number ${name%%_*}"
        seen[${name%%_*}]=1
    done
}

prepare() {
    [ -z "$roles" ] || : "${AUTHENTICATOR_PASSWORD:?is the password for the role authenticator}"
    run -c "set client_min_messages = warning" -c "$lock" ${roles:+-f "$roles"} \
        -c "create schema if not exists supabase_migrations" \
        -c "create table if not exists supabase_migrations.schema_migrations
                (version text primary key, statements text[], name text)" >/dev/null
}

# The record comes first, because a migration may change role and search path; both commit together anyway.
apply() {
    local name=${1##*/}
    name=${name%.sql}
    MIGRATION=$1 run -v version="${name%%_*}" -v name="${name#*_}" -v file="$1" -v lock="$lock" -f - <<'SQL'
:lock \g /dev/null
select not exists (select from supabase_migrations.schema_migrations m where m.version = :'version') as pending \gset
\if :pending
    \set text `cat "$MIGRATION"`
    insert into supabase_migrations.schema_migrations (version, name, statements)
        values (:'version', :'name', array[:'text']);
    \o /dev/null
    \i :file
    \o
    \echo applied :version :name
\else
    \echo already applied :version :name
\endif
SQL
}

# Demo users and documents are not for a server that others use.
files=()
for file in "$folder"/*.sql; do [ "${file##*/}" = seed.sql ] || files+=("$file"); done
check_names "${files[@]}"
prepare
for file in "${files[@]}"; do apply "$file"; done
run -c "notify pgrst, 'reload schema'"  # a PostgREST that is up already would not know what is new
