#!/usr/bin/env bash
# `make types`: the API in other languages, by the Supabase CLI's own generators out of a private server:
# build/types/database.ts for TypeScript (supabase-js), build/types/models.py for Python (Pydantic 2.5 or newer).
set -euo pipefail
# shellcheck source=cluster.sh
. "$(dirname "$0")/cluster.sh"
# shellcheck source=postgrest.sh
. "$root/scripts/postgrest.sh"

folder=$root/build/types

# generate LANGUAGE FILE
generate() {
    supabase_cli gen types --lang="$1" --schema=handelsregister --remote="$(supabase_remote)" \
        >"$folder/$2.new" 2>"$stage/types.log" || { cat "$stage/types.log" >&2; return 1; }
    mv "$folder/$2.new" "$folder/$2"
    echo "build/types/$2"
}

cd "$root"
cluster_prepare
postgrest_install check
trap 'cluster_stop generator' EXIT
# With "|| exit": it looks at every status itself, errexit would end it halfway.
cluster_start generator handelsregister.enabled=off || exit
createdb register
export PGDATABASE=register
psql -X -q -v ON_ERROR_STOP=1 -c 'create extension handelsregister'
mkdir -p "$folder"
generate typescript database.ts
generate python models.py
