#!/usr/bin/env bash
# Adds the library to shared_preload_libraries of self-hosted Supabase, inside its db container. The setting cannot be
# appended to, so the whole list is restated, as the server has it now. Takes effect with the next restart.
#
# Usage: docker compose exec -T -u root db bash -s <preload.sh    [FOLDER of settings: /etc/postgresql-custom/conf.d]
# Environment: PG*    how psql reaches the server
set -euo pipefail

folder=${1:-/etc/postgresql-custom/conf.d}
current=$(psql -X -At -v ON_ERROR_STOP=1 -U "${PGUSER:-supabase_admin}" -c 'show shared_preload_libraries')
case ",${current// /}," in
    *,handelsregister,*) echo "already in the list: $current"; exit ;;
esac
printf "shared_preload_libraries = '%s'\n" "${current:+$current, }handelsregister" >"$folder/90-handelsregister.conf"
echo "wrote $folder/90-handelsregister.conf; restart db"
