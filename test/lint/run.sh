#!/usr/bin/env bash
# The suite "lint", as TAP: the install script under the linters of the Supabase CLI, which are Splinter (db advisors) and
# plpgsql_check (db lint). Both skip what belongs to an extension, so the script is applied as plain SQL, less the lines that
# only work in "create extension".
set -euo pipefail
# shellcheck source=../../scripts/cluster.sh
. "$(dirname "$0")/../../scripts/cluster.sh"
# shellcheck source=../../scripts/postgrest.sh
. "$root/scripts/postgrest.sh"

here=$root/test/lint
home=$root/build/lint
version=$(sed -n "s/^default_version *= *'\(.*\)'/\1/p" "$root/extension/handelsregister.control")
script=$root/build/handelsregister--$version.sql

# findings FILE COMMAND…: what the CLI finds, as JSON.
findings() {
    local file=$home/$1
    shift
    supabase_cli db "$@" --remote="$(supabase_remote)" --workdir="$home" --output-format=json --fail-on=none >"$file" ||
        { cat "$file"; return 1; }
}

postgrest_install check || exit
mkdir -p "$home/supabase"
printf '%s\n' 'project_id = "lint"' '[api]' 'schemas = ["handelsregister"]' >"$home/supabase/config.toml"
trap 'cluster_stop lint' EXIT
cluster_start lint cron.database_name=lint handelsregister.enabled=off || exit
createdb lint
export PGDATABASE=lint
postgrest_roles
grep -vE '^\\echo |^select pg_extension_config_dump\(' "$script" >"$home/plain.sql"
psql -X -q -o /dev/null -v ON_ERROR_STOP=1 -1 -f "$home/plain.sql"
psql -X -q -o /dev/null -v ON_ERROR_STOP=1 -f "$here/setup.sql"
findings advisors.json advisors --type=all --level=info || exit
findings lint.json lint --schema=handelsregister,hr_queue,hr_registry,hr_user --level=warning || exit
node "$here/judge.mjs" "$here/allowed.tsv" "$home/advisors.json" "$home/lint.json"
