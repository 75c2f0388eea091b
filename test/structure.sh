#!/usr/bin/env bash
# The shape of the project, as TAP: includes, sizes, symbols, frozen scripts, documentation. Needs `make all`.
set -uo pipefail
cd "$(dirname "$0")/.." || exit 1

PG_CONFIG=${PG_CONFIG:-pg_config}
version=$(sed -n "s/^default_version *= *'\(.*\)'/\1/p" extension/handelsregister.control)
script=build/handelsregister--$version.sql
library=build/handelsregister-$version.so
loader=build/handelsregister.so
number=0

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

# exists TEXT FILE…: so that a check of nothing cannot pass.
exists() {
    local text=$1 findings='' file
    shift
    for file in "$@"; do [ -s "$file" ] || findings+="missing or empty: $file"$'\n'; done
    check "$text" "${findings%$'\n'}"
}

sources() { find src -name '*.cpp' -o -name '*.hpp' -o -name '*.def' -o -name '*.inc' | sort; }

# FILE INCLUDED, one line for each #include.
includes() { sources | xargs grep -oE '^ *# *include *[<"][^>"]+[>"]' | sed -E 's/: *# *include *[<"]/ /; s/[>"]$//'; }

# --- includes ----------------------------------------------------------------------------------------------------

server_headers_elsewhere() {
    local headers
    headers=$("$PG_CONFIG" --includedir-server)
    [ -f "$headers/postgres.h" ] || { echo "no server headers in $headers"; return; }
    includes | grep -vE '^src/(pg|loader)/' | while read -r file included; do
        # A standard header of the same name as a server's is the standard one: core has no server path.
        [ -f "$headers/$included" ] && [ ! -f "src/$included" ] && echo "$file includes $included"
    done
}

# core <- pg <- queue, registry <- processor <- rpc; loader stands alone, pg knows its interface.
wrong_direction() {
    includes | awk '
        function room(path) { sub(/^src\//, "", path); sub(/\/.*/, "", path); return path }
        BEGIN {
            may["core"] = "core"
            may["pg"] = "core pg"
            may["queue"] = "core pg queue"
            may["registry"] = "core pg registry"
            may["processor"] = "core pg queue registry processor"
            may["rpc"] = "core pg queue registry processor rpc"
            may["loader"] = "loader"
        }
        $2 !~ /^(core|pg|queue|registry|processor|rpc|loader)\// { next }
        $1 ~ /^src\/pg\/(exports|worker|module)\.cpp$/ && $2 !~ /^loader\// { next }
        $1 ~ /^src\/pg\// && $2 == "loader/interface.hpp" { next }
        {
            from = room($1)
            if ((" " may[from] " ") !~ (" " room($2) " ")) print $1 " includes " $2
        }'
}

includes_not_from_src() { includes | awk '$2 ~ /^\.\.?\// { print $1 " includes " $2 }'; }

headers_without_owner() {
    find src -name '*.hpp' | sort | while read -r file; do
        head -n 1 "$file" | grep -qE '^// Owns ' || echo "$file"
    done
}

# --- sizes ---------------------------------------------------------------------------------------------------------

# Generated files, data, expected outputs and frozen scripts may be long.
long_files() {
    find . \( -name .git -o -name build -o -name node_modules -o -path ./extension -o -path ./test/expected \
        -o -path ./test/isolation/expected -o -path ./test/fuzz/corpus -o -path ./sample \) -prune -o -type f -print |
        grep -vE '\.(tsv|map)$|package-lock\.json$' | sort | while read -r file; do
        local lines
        lines=$(wc -l <"$file")
        [ "$lines" -le 400 ] || echo "$file has $lines lines"
    done
}

# --- libraries -----------------------------------------------------------------------------------------------------

exported() { nm -D --defined-only "$1" | awk '{ print $NF }'; }

foreign_exports() { exported "$1" | grep -vE '^(hr_[a-z0-9_]+|pg_finfo_hr_[a-z0-9_]+|Pg_magic_func|_PG_init)$'; }

foreign_needs() {
    readelf -d "$1" | sed -nE 's/.*\(NEEDED\).*\[(.*)\]/\1/p' |
        grep -vE '^(libc\.so|libm\.so|libpthread\.so|libdl\.so|librt\.so|ld-linux|linux-vdso)'
}

# SCRIPT LIBRARY SYMBOL, one line for each C function of a script.
c_symbols() {
    tr '\n' ' ' <"$1" | grep -oE "\\\$libdir/handelsregister-[0-9.]+' *, *'[A-Za-z0-9_]+'" |
        sed -E "s|^.libdir/(handelsregister-[0-9.]+)' *, *'(.*)'|\1 \2|" | sort -u
}

# Names of ours that no source defines: the server would refuse to load the library.
unresolved() { nm -D --undefined-only "$1" | grep -oE '\b(_ZN[A-Z]*2hr|hr_)[A-Za-z0-9_]*' | c++filt; }

missing_symbols() {
    local file lib symbol
    for file in extension/*.sql "$script"; do
        [ -f "$file" ] || return
        [ -n "$(c_symbols "$file")" ] || echo "$file names no C function"
        c_symbols "$file" | while read -r lib symbol; do
            # Libraries of earlier releases are installed beside ours, not built here.
            [ "$lib" = "handelsregister-$version" ] || continue
            exported "$library" | grep -qx "$symbol" || echo "$file: $symbol is not in $library"
            exported "$library" | grep -qx "pg_finfo_$symbol" || echo "$file: pg_finfo_$symbol is not in $library"
        done
    done
}

# A guarded lambda that captures an object with a destructor must not compile, and must say why.
misuse_compiles() {
    local output
    output=$("${CXX:-g++}" -std=c++20 -fsyntax-only -Isrc -isystem "$("$PG_CONFIG" --includedir-server)" \
        test/module/misuse.cpp 2>&1) && { echo "test/module/misuse.cpp compiles"; return; }
    grep -q 'a guarded lambda must capture only trivially destructible values' <<<"$output" || echo "$output" | head -n 20
}

# --- scripts and documentation -------------------------------------------------------------------------------------

# Names of the functions of one schema that the install script creates.
functions() {
    grep -oE "^create (function|procedure) $1\.[a-z0-9_]+" "$script" | sed 's/.*\.//' | sort -u
}

uncommented() {
    local schema name
    for schema in handelsregister hr_queue hr_registry hr_user; do
        functions $schema | while read -r name; do
            grep -qE "^comment on (function|procedure|routine) $schema\.$name *\(" "$script" || echo "$schema.$name"
        done
    done
}

# What people read. A word is looked for in all of it, a path in each.
pages=(README.md docs/*.md docker/README.md)

undocumented() {
    functions handelsregister | while read -r name; do
        grep -qE "(^|[^a-z0-9_])$name\(" "${pages[@]}" || echo "$name( is in none of ${pages[*]}"
    done
}

# SQLSTATEs that our code raises, by number or by name; PostgreSQL's header tells which number a name has.
raised_codes() {
    local header
    header=$("$PG_CONFIG" --includedir-server)/utils/errcodes.h
    {
        grep -rhoE "Error\(\"[0-9A-Z]{5}\"|std::string_view k[A-Za-z]+ = \"[0-9A-Z]{5}\"|'[0-9]{2}[0-9P][0-9]{2}', 'the server" src
        grep -rhoE "errcode = 'PT[0-9]{3}'" sql
        grep -rhoE "hr_user\.refuse\([0-9]{3}" sql | sed "s/.*(/'PT/; s/$/'/"
    } | grep -oE "[\"'](PT[0-9]{3}|[0-9A-Z]{5})[\"']" | tr -d "\"'"
    {
        grep -rhoE 'errcode\(ERRCODE_[A-Z0-9_]+' src | sed 's/.*(//'
        grep -rhoE "errcode = '[a-z_]+'" sql | sed "s/.*'\(.*\)'/ERRCODE_\1/" | tr a-z A-Z
    } | sort -u | while read -r name; do
        sed -n "s/^#define $name MAKE_SQLSTATE(\(.*\))/\1/p" "$header" | tr -d "', " | grep . || echo "$name"
    done
}

undocumented_codes() {
    [ "$(raised_codes | sort -u | wc -l)" -ge 25 ] || echo "the codes are not found"
    raised_codes | sort -u | while read -r code; do
        grep -qE "^\|( [0-9A-Z]{5},)* $code(,| \|)" "${pages[@]}" || echo "SQLSTATE $code is in no table of ${pages[*]}"
    done
}

# PostgREST writes the message of a PTxyz error into the status line as it is: it must not have a word of a caller. So
# hr_user.refuse() alone raises them, and what it is called with begins with three literals: status, code, message.
sql_in_one_line() { sed -E 's/^ *--.*//' sql/*.sql sql/*/*.sql | tr -s ' \n' ' '; }

changing_messages() {
    local calls
    calls=$(sql_in_one_line | sed 's/hr_user\.refuse(/\n&/g' | grep '^hr_user\.refuse(' |
        grep -vE '^hr_user\.refuse\( ?(status integer, code text,|integer, text,)')
    [ "$(grep -c . <<<"$calls")" -ge 50 ] || echo "the calls of hr_user.refuse() are not found"
    grep -vE "^hr_user\.refuse\( ?[1-5][0-9]{2}, '[a-z_]+', '([^']|'')*', " <<<"$calls" | cut -c1-160
}

other_refusals() {
    sql_in_one_line | grep -oiE ".{60}(errcode *:?= *[^' ]|errcode *:?= *'(PT|PGRST)|sqlstate *:?=? *'(PT|PGRST)|raise [a-z ]*sqlstate).{40}" |
        grep -vE "raise exception '%', message using errcode = 'PT' \|\| status,|raise exception using errcode = 'PGRST', message = jsonb_build_object\("
    [ "$(grep -hcE "'PT|'PGRST'" sql/*.sql sql/*/*.sql | awk '{ n += $1 } END { print n }')" = 3 ] || grep -nE "'PT|'PGRST'" sql/*.sql sql/*/*.sql
    grep -rnE '"(PT[0-9]|PGRST)' src
}

# What DETAIL calls the error: clients branch on it.
undocumented_details() {
    {
        grep -rhoE "'code', '[a-z_]+'" sql/api | sed "s/.*, '//"
        tr '\n' ' ' <<<"$(cat sql/api/*.sql)" | grep -oE "refuse\([0-9]{3}, *'[a-z_]+'" | sed "s/.*'\([a-z_]*\)'/\1/"
        grep -rhoE "refuse_name\('[a-z]+'" sql/api | sed "s/.*('\(.*\)'/\1_exists/"
    } | tr -d "'" | sort -u | while read -r code; do
        grep -qF "\`$code\`" README.md || echo "code $code is not in README.md"
    done
}

# Paths of README's tree: the fenced block that names the Makefile at the start of a line; two blanks deeper is a child.
tree_paths() {
    awk '
        /^```/ { if (inside && block ~ /(^|\n)Makefile/) { print block; exit } inside = !inside; block = ""; next }
        inside { block = block "\n" $0 }' README.md |
        awk '
            NF == 0 { next }
            {
                match($0, /^ */); depth = int(RLENGTH / 2); name = $1
                if (name !~ /^[A-Za-z0-9_.\/-]+$/ || (RLENGTH > 8)) next
                folder[depth] = name; sub(/\/$/, "", folder[depth])
                path = ""
                for (i = 0; i < depth; i++) path = path folder[i] "/"
                print path name
            }'
}

missing_paths() {
    [ -n "$(tree_paths)" ] || { echo "no tree in README.md"; return; }
    {
        tree_paths | sed 's/^/README.md: /'
        grep -oE '`(src|sql|test|scripts|sample|migrations|extension|docs|docker)/[A-Za-z0-9_./-]+`' "${pages[@]}" |
            tr -d '`' | sed 's/:/: /'
    } | sort -u | while read -r page path; do [ -e "$path" ] || echo "$page $path"; done
}

# The anchors of a page as GitHub makes them: a heading in lower case, without punctuation, with hyphens for blanks.
anchors() {
    awk '/^```/ { inside = !inside } !inside && /^#+ / { sub(/^#+ /, ""); print tolower($0) }' "$1" |
        sed -E 's/[^[:alnum:]_ -]//g; s/ /-/g'
}

dead_links() {
    local page target file
    for page in "${pages[@]}"; do
        grep -oE '\]\([^)]+\)' "$page" | sed -E 's/^\]\(//; s/\)$//' | grep -v '^https:' | sort -u | while read -r target; do
            file=${target%%#*}
            file=${file:+$(dirname "$page")/$file}
            file=${file:-$page}
            if [ ! -e "$file" ]; then
                echo "$page: $target"
            elif [ "$target" != "${target#*#}" ]; then
                anchors "$file" | grep -qxF -e "${target#*#}" || echo "$page: $target has no such heading"
            fi
        done
    done
}

# A version is in work as long as the changelog says so; then nothing of it is frozen yet.
unfrozen_scripts() {
    local built frozen
    for built in build/handelsregister--*"$version"*.sql "build/code-$version.sql"; do
        frozen=extension/${built##*/}
        if grep -q "^## $version (in work)" CHANGELOG.md; then
            [ ! -f "$frozen" ] || echo "$frozen is frozen, but CHANGELOG.md says that $version is in work"
        else
            diff "$frozen" "$built" 2>&1 | head -n 20
        fi
    done
}

version_disagreements() {
    grep -q "\"version\": \"$version\"" META.json || echo "META.json has not $version"
    grep -q "^## $version" CHANGELOG.md || echo "CHANGELOG.md has not $version"
}

# --- all of it ------------------------------------------------------------------------------------------------------

exists "there are sources" src/core/error.hpp src/pg/guard.hpp src/loader/interface.hpp
check "server headers only in src/pg and src/loader" "$(server_headers_elsewhere)"
check "includes go one way" "$(wrong_direction)"
check "include paths start at src/" "$(includes_not_from_src)"
check "every header says what it owns" "$(headers_without_owner)"
check "no file has more than 400 lines" "$(long_files)"
exists "both libraries and the script are built" "$library" "$loader" "$script"
check "the library exports only its own symbols" "$(foreign_exports "$library")"
check "the loader exports only its own symbols" "$(foreign_exports "$loader")"
check "the library needs libc only" "$(foreign_needs "$library")"
check "the loader needs libc only" "$(foreign_needs "$loader")"
check "every name of the library is defined" "$(unresolved "$library")"
check "every name of the loader is defined" "$(unresolved "$loader")"
check "misuse of the exception border fails to compile" "$(misuse_compiles)"
check "the scripts of a released version are frozen, and are the assembled ones" "$(unfrozen_scripts)"
check "every C symbol of a frozen script is there" "$(missing_symbols)"
check "scripts create, they do not replace" "$(grep -nE '^create or replace|@LIBRARY@|@EXTVERSION@|@COURTS@' "$script")"
check "locks in the server's table have one owner" "$(grep -rnE 'pg_(try_)?advisory|[^W]LockAcquire\(' src/core src/pg src/queue src/registry src/processor src/rpc sql | grep -v '^src/pg/lock\.cpp')"
check "C functions are declared in sql/library, which updates run again" "$(grep -rl '@LIBRARY@' sql --exclude-dir=library)"
check "every SQL function has a comment" "$(uncommented)"
exists "there are pages to read" "${pages[@]}"
check "every function of the API is in README.md or docs/" "$(undocumented)"
check "every code of an error's detail is in README.md" "$(undocumented_details)"
check "every SQLSTATE that we raise is in a table of README.md or docs/" "$(undocumented_codes)"
check "only hr_user.refuse() raises errors with an HTTP status" "$(other_refusals)"
check "the message of an error with an HTTP status is a constant" "$(changing_messages)"
check "every path in README.md and docs/ exists" "$(missing_paths)"
check "every link in README.md and docs/ leads somewhere" "$(dead_links)"
check "META.json and CHANGELOG.md have the version" "$(version_disagreements)"
echo "1..$number"
