#!/usr/bin/env bash
# `make check`: every suite in private servers; ends with "N passed, N failed". SUITES="unit regress" runs some.
# Suites with servers run for each of MAJORS: on the installed server, and as 17/regress in a Debian root of another major,
# where this script runs again as `test/run.sh prepare` and `test/run.sh only SUITE`.
#
# What a test finds in its environment:
#   HR_SOURCE_DIR   the checkout (or a copy that user postgres can read)
#   HR_SHARED       the reference material, where it is present; CI (CI=true) fails without it
#   PGHOST PGPORT PGUSER PGPASSWORD PATH   a running server of its suite (not in unit, fuzz, structure, lint, tap)
#   PGDATABASE      a database with the extension (pgtap, postgrest, types)
#   POSTGREST_URL JWT_SECRET               roles anon, authenticated, service_role (postgrest, types)
#   TYPES_ANSWERS   the file that takes what live calls answer (types)
#   PG_REGRESS PERL5LIB TESTDIR PATH       for PostgreSQL::Test::Cluster (tap, runs as user postgres)
#   HR_SMALL_DISK, HR_DATA_DISK   a small file system of its own for tables, and one for a whole server without its WAL,
#                   where root could make them (tap)
set -uo pipefail
# shellcheck source=../scripts/cluster.sh
. "$(dirname "$0")/../scripts/cluster.sh"
# shellcheck source=../scripts/postgrest.sh
. "$root/scripts/postgrest.sh"
# shellcheck source=../scripts/chroot.sh
. "$root/scripts/chroot.sh"

cd "$root" || exit 1
suites=${SUITES:-structure unit fuzz sanitizer lint docker regress isolation pgtap postgrest types tap}
majors=${MAJORS:-15 17}
for_each_major='regress isolation pgtap postgrest types tap'
servers='regress isolation pgtap postgrest types docker'  # suites with a cluster of their name
cmake_options=(-DCMAKE_BUILD_TYPE=Test -DCMAKE_CXX_FLAGS_TEST='-O1 -g1')  # quick to compile, asserts on
total_passed=0
total_failed=0

have() { compgen -G "$1" >/dev/null; }

# --- counting: each reads a suite's log and sets passed and failed -------------------------------------------

count_lines() { grep -cE "$1" "$log"; }
count_tap() { passed=$(count_lines '^ok [0-9]'); failed=$(count_lines '^not ok [0-9]'); }  # not prove's "ok   12 ms"
count_gtest() { passed=$(count_lines '^\[       OK \]'); failed=$(count_lines '^\[  FAILED  \] .*\([0-9]+ ms\)$'); }
count_regress() {  # since PostgreSQL 16 it prints TAP
    passed=$(count_lines '\.\.\. ok |^ok [0-9]+ ')
    failed=$(count_lines '\.\.\. (FAILED|failed)|^not ok [0-9]+ ')
}
count_node() {
    passed=$(sed -n 's/^# pass //p' "$log" | tail -n 1)
    failed=$(sed -nE 's/^# (fail|cancelled) //p' "$log" | awk '{ n += $1 } END { print n + 0 }')
}

# --- suites: run with output to the log; a folder without tests is no suite ----------------------------------

suite_structure() { bash test/structure.sh; }

suite_sanitizer() { bash test/sanitizer/run.sh; }

suite_lint() { bash test/lint/run.sh; }

suite_unit() {
    have 'test/unit/*.cpp' || return 77
    cmake -S . -B build/cmake "${cmake_options[@]}" && cmake --build build/cmake -j"$(nproc)" --target unit &&
        build/cmake/unit --gtest_color=no
}

suite_fuzz() { FUZZ_SECONDS=${FUZZ_SECONDS:-6} FUZZ_RECORD='' bash test/fuzz/run.sh; }  # `make fuzz` takes its time

suite_regress() {
    have 'test/sql/*.sql' || return 77
    cluster_start regress cron.database_name=regress || return
    mkdir -p build/regress && rm -f build/regress/regression.diffs
    "$pkglibdir/pgxs/src/test/regress/pg_regress" --bindir="$bindir" --inputdir=test --outputdir=build/regress \
        --host="$PGHOST" --port="$PGPORT" --user=postgres --dbname=regress --load-extension=handelsregister \
        $(cd test/sql && printf '%s\n' *.sql | sed 's/\.sql$//') 
    local status=$?
    cat build/regress/regression.diffs 2>/dev/null
    return $status
}

suite_isolation() {
    have 'test/isolation/specs/*.spec' || return 77
    cluster_start isolation handelsregister.enabled=off || return
    mkdir -p build/isolation && rm -f build/isolation/regression.diffs
    "$pkglibdir/pgxs/src/test/isolation/pg_isolation_regress" --bindir="$bindir" --inputdir=test/isolation \
        --outputdir=build/isolation --host="$PGHOST" --port="$PGPORT" --user=postgres --dbname=isolation \
        --load-extension=handelsregister $(cd test/isolation/specs && printf '%s\n' *.spec | sed 's/\.spec$//')
    local status=$?
    cat build/isolation/regression.diffs 2>/dev/null
    return $status
}

suite_pgtap() {
    have 'test/pgtap/*.sql' || return 77
    cluster_start pgtap cron.database_name=pgtap || return
    createdb pgtap && export PGDATABASE=pgtap || return
    postgrest_roles && psql -X -q -v ON_ERROR_STOP=1 -c 'create extension handelsregister' -c 'create extension pgtap' || return
    prove -v --exec 'psql -X -q -A -t -v ON_ERROR_STOP=1 -f' test/pgtap/*.sql
}

suite_postgrest() {
    have 'test/postgrest/*.test.mjs' || return 77
    postgrest_install check || return
    cluster_start postgrest cron.database_name=register || return
    createdb register && export PGDATABASE=register || return
    postgrest_roles && psql -X -q -v ON_ERROR_STOP=1 -c 'create extension handelsregister' -c "
        select handelsregister.grant_access(reader => 'anon', member => 'authenticated', operator => 'service_role')" || return
    postgrest_start postgrest register || return
    node --test --test-reporter=tap test/postgrest/*.test.mjs
}

suite_docker() {
    postgrest_install check && npm_install "$root/test/docker" check || return
    cluster_start docker shared_preload_libraries=pg_cron log_statement=all || return
    bash test/docker/run.sh
}

# The client's answers are what the models are tried on. Debian 12 has Pydantic 1, which the generator is too new for: where
# nothing newer is at hand there, the models are tried with PostgreSQL 17 only.
suite_types() {
    scripts/types.sh && test/postgrest/node_modules/.bin/tsc --project test/types || return
    cluster_start types cron.database_name=register || return
    createdb register && export PGDATABASE=register || return
    postgrest_roles && psql -X -q -v ON_ERROR_STOP=1 -f test/types/setup.sql || return
    postgrest_start types register || return
    export TYPES_ANSWERS=$root/build/types/answers.jsonl
    ln -sfn ../../test/postgrest/node_modules build/types/node_modules && rm -f "$TYPES_ANSWERS" || return
    node --test-reporter=tap build/types/client/test/types/client.mjs || return
    if grep -q ^12 /etc/debian_version && ! python3 -c 'from pydantic import JsonValue'; then return; fi
    python3 test/types/validate.py build/types/models.py "$TYPES_ANSWERS"
}

suite_tap() {
    have 'test/t/*.pl' || return 77
    local pgxs=$pkglibdir/pgxs/src/test home=$stage/tap
    rm -rf "$home" && mkdir -p "$home"
    [ "$(id -u)" = 0 ] && chown postgres: "$home"
    (cd "$HR_SOURCE_DIR" && with_small_disks as_postgres env PATH="$bindir:$PATH" PG_REGRESS="$pgxs/regress/pg_regress" \
        PERL5LIB="$pgxs/perl:$HR_SOURCE_DIR/test/t" TESTDIR="$home" TESTDATADIR="$home" TESTLOGDIR="$home/log" \
        prove -v -j3 --timer test/t/*.pl)
}

# with_small_disks COMMAND …: gives it file systems of 40 and of 96 MB, in a mount namespace of its own, so that nothing is
# left behind. Only root can; elsewhere the tests that need them say that they are skipped.
with_small_disks() {
    local disk=$stage/small data=$stage/data
    if [ "$(id -u)" = 0 ] && unshare --mount mount -t tmpfs small /mnt 2>/dev/null; then
        mkdir -p "$disk" "$data"
        HR_SMALL_DISK=$disk HR_DATA_DISK=$data unshare --mount bash -c '
            mount -t tmpfs -o size=40m,mode=0700,uid=postgres small "$HR_SMALL_DISK" || exit
            mount -t tmpfs -o size=96m,mode=0700,uid=postgres data "$HR_DATA_DISK" || exit
            . "$1"; shift; "$@"' _ "$root/scripts/cluster.sh" "$@"
    else
        "$@"
    fi
}

# --- the driver ----------------------------------------------------------------------------------------------------

contains() { case " $1 " in *" $2 "*) return 0 ;; *) return 1 ;; esac; }

finish_suite() {
    postgrest_stop "$1"
    cluster_stop "$1"
}

prepare() { cluster_prepare && cluster_make install-earlier && cluster_make test-module; }

# run_here SUITE: keeps its servers from outliving it.
run_here() {
    local status
    (suite_"$1")
    status=$?
    if contains "$servers" "$1"; then finish_suite "$1"; fi
    return $status
}

# run_suite SUITE or run_suite MAJOR/SUITE
run_suite() {
    local name=$1 suite=${1##*/} status started=$SECONDS passed=0 failed=0
    log=$stage/check/${name//\//-}.log
    case $name in
        */*) run_in_chroot "${name%/*}" only "$suite" ;;
        *) run_here "$suite" ;;
    esac >"$log" 2>&1 </dev/null
    status=$?
    [ $status = 77 ] && { echo "$name: $(grep . "$log" || echo 'no tests')"; return; }
    case $suite in
        unit) count_gtest ;;
        regress | isolation) count_regress ;;
        postgrest) count_node ;;
        *) count_tap ;;
    esac
    passed=${passed:-0} failed=${failed:-0}
    # A suite that ended badly or ran nothing has failed, whatever it printed.
    if [ "$failed" = 0 ] && { [ $status != 0 ] || [ "$passed" = 0 ]; }; then failed=1; fi
    if [ "$failed" != 0 ]; then show_failures "$suite"; fi
    printf '%s: %d passed, %d failed (%d s)\n' "$name" "$passed" "$failed" $((SECONDS - started))
    total_passed=$((total_passed + passed))
    total_failed=$((total_failed + failed))
}

show_failures() {
    echo "--- $1: from $log"
    case $1 in
        unit) grep -vE '^\[( RUN  |       OK |----------|==========)' "$log" | tail -n 120 ;;
        postgrest) grep -A 25 '^not ok' "$log" | head -n 200; tail -n 12 "$log" ;;
        structure | fuzz | sanitizer | lint | docker | pgtap | types | tap) grep -nE -A 15 '^not ok|^Bail out|^#   Failed|ERROR|Dubious|died' "$log" | tail -n 150; tail -n 15 "$log" ;;
        *) tail -n 150 "$log" ;;
    esac
    echo "---"
}

# User postgres must be able to read tests and data: where it cannot enter the checkout, copies take their place.
readable_folders() {
    HR_SOURCE_DIR=$root
    if [ "$stage" != "$root/build" ]; then
        HR_SOURCE_DIR=$stage/checkout
        rm -rf "$HR_SOURCE_DIR" && mkdir -p "$HR_SOURCE_DIR"
        cp -a test sample sql src extension migrations scripts Makefile README.md "$HR_SOURCE_DIR/" 2>/dev/null
        chmod -R a+rX "$HR_SOURCE_DIR"
    fi
    HR_SHARED=$(readlink -f "${HR_SHARED:-$root/../shared}")
    if [ -d "$HR_SHARED" ]; then
        if ! as_postgres test -r "$HR_SHARED/data"; then
            rm -rf "$stage/shared" && cp -a "$HR_SHARED" "$stage/shared" && chmod -R a+rX "$stage/shared"
            HR_SHARED=$stage/shared
        fi
    elif [ "${CI:-}" = true ]; then
        echo "the reference material is missing: $HR_SHARED"
        total_failed=$((total_failed + 1))
    fi
    export HR_SOURCE_DIR HR_SHARED
}

# --- other majors --------------------------------------------------------------------------------------------------

# What it prints names files as they are called outside.
run_in_chroot() { chroot_run "$1" test/run.sh "${@:2}" | sed -u "s|/checkout/build|$(chroot_home "$1")/build|g"; return "${PIPESTATUS[0]}"; }

# Makes the root and builds in it. The checkout there has no history, so the trees of earlier releases are put beside it.
prepare_major() {
    chroot_make "$1" && make --no-print-directory earlier-trees RELEASES="$(chroot_home "$1")/build/release" &&
        run_in_chroot "$1" prepare
}

# Begins to prepare every other major in the background; where that is impossible, says so, and fails in CI only.
begin_majors() {
    local major refusal
    for major in $majors; do
        [ "$major" != "$installed" ] || continue
        refusal=$(chroot_refusal "$major")
        if [ -n "$refusal" ]; then
            echo "PostgreSQL $major is not tested: $refusal"
            [ "${CI:-}" != true ] || total_failed=$((total_failed + 1))
            continue
        fi
        set -m  # a process group of its own, to be ended as a whole
        prepare_major "$major" >"$stage/check/$major-prepare.log" 2>&1 </dev/null &
        set +m
        preparing[$major]=$!
    done
}

run_majors() {
    local major suite started
    for major in $majors; do
        [ -n "${preparing[$major]:-}" ] || continue
        started=$SECONDS
        if wait "${preparing[$major]}"; then
            echo "$major: prepared (waited $((SECONDS - started)) s)"
            for suite in $elsewhere; do run_suite "$major/$suite"; done
        else
            tail -n 40 "$stage/check/$major-prepare.log"
            echo "$major: cannot be prepared, see $stage/check/$major-prepare.log"
            total_failed=$((total_failed + 1))
        fi
    done
}

# --- all of it -----------------------------------------------------------------------------------------------------

if [ $# = 0 ]; then scripts/install.sh check || exit; fi
cluster_paths || exit
declare -A preparing=()
finish() {
    local pid suite
    for pid in "${preparing[@]}"; do kill -- "-$pid" 2>/dev/null; done
    for suite in $servers; do finish_suite "$suite"; done
}
trap finish EXIT
trap 'exit 130' INT TERM
mkdir -p "$stage/check"
readable_folders
case ${1:-} in
    prepare) prepare; exit ;;
    only) run_here "$2"; exit ;;
esac

started=$SECONDS
installed=$("$PG_CONFIG" --version | sed -nE 's/^PostgreSQL ([0-9]+).*/\1/p')
here='' elsewhere=''  # suites for the installed server, or for none; suites for every other major
for suite in $suites; do
    if contains "$for_each_major" "$suite"; then elsewhere+=" $suite"; fi
    if contains "$majors" "$installed" || ! contains "$for_each_major" "$suite"; then here+=" $suite"; fi
done
# Before a root is entered, where there is no npm. A failure shows in the suite.
if contains "$suites" postgrest || contains "$suites" types; then postgrest_install check; fi
[ -z "$elsewhere" ] || begin_majors
if [ -z "$here" ] || prepare; then
    for suite in $here; do run_suite "$suite"; done
else
    total_failed=$((total_failed + 1))
fi
run_majors
echo "$((SECONDS - started)) s"
echo "$total_passed passed, $total_failed failed"
[ "$total_failed" = 0 ]
