#!/usr/bin/env bash
# `make fuzz`: each target of test/fuzz under the address and undefined-behaviour sanitizers for FUZZ_SECONDS (600), or
# those of TARGETS, beginning with the kept corpus. Every run is a line of test/fuzz/RUNS.tsv; FUZZ_KEEP=1 adds to
# the kept corpus what reaches code that it does not reach. FUZZ_RECORD= leaves the file as it is.
set -uo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
build=$root/build/fuzz
seconds=${FUZZ_SECONDS:-600}
record=${FUZZ_RECORD-$root/test/fuzz/RUNS.tsv}
version=$(sed -n "s/^default_version *= *'\(.*\)'/\1/p" "$root/extension/handelsregister.control")

cd "$root" || exit 1
cmake -S . -B "$build" -DCMAKE_BUILD_TYPE=Test -DCMAKE_CXX_FLAGS_TEST='-O1 -g1' -DHR_FUZZ=ON -DCMAKE_CXX_COMPILER=clang++-14 &&
    cmake --build "$build" -j"$(nproc)" || exit

# Documents that every target may begin with are small, and show how far a target comes at once.
seeds_of() { printf '%s\n' "$root/test/fuzz/corpus/$1" "$root/sample" "$root/sample/broken"; }

# One target; its log is $log.
fuzz() {
    local name=$1 options=(-timeout=60 -rss_limit_mb=2048) seeds
    mapfile -t seeds < <(seeds_of "$name")
    [ -f "test/fuzz/dictionary/$name.dict" ] && options+=("-dict=$root/test/fuzz/dictionary/$name.dict")
    mkdir -p "$build/corpus/$name" "test/fuzz/corpus/$name"
    # The first folder takes new inputs, the others only seed.
    (cd "$build" && timeout $((seconds + 120)) "./fuzz_$name" -max_total_time="$seconds" -print_final_stats=1 \
        "${options[@]}" "corpus/$name" "${seeds[@]}") >"$log" 2>&1
}

# By edges alone, so that the kept corpus stays small.
keep() {
    (cd "$build" && "./fuzz_$1" -set_cover_merge=1 -use_counters=0 -max_len=16384 "$root/test/fuzz/corpus/$1" "corpus/$1") >>"$log" 2>&1
}

status=0 number=0
for source in test/fuzz/*.cpp; do
    name=$(basename "$source" .cpp)
    [[ " ${TARGETS:-$name} " == *" $name "* ]] || continue
    number=$((number + 1))
    log=$build/$name.log
    begin=$SECONDS
    if fuzz "$name"; then result=clean; else result=found; fi
    took=$((SECONDS - begin))
    [ "$result" = found ] || [ -z "${FUZZ_KEEP:-}" ] || keep "$name" || result=found
    if [ "$result" = clean ]; then
        echo "ok $number - $name"
    else
        echo "not ok $number - $name"
        tail -n 60 "$log"
        status=1
    fi
    inputs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
    kept=$(find "test/fuzz/corpus/$name" -type f | wc -l)
    [ -z "$record" ] || printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\n' \
        "$(date -u +%F)" "$version" "$name" "$took" "${inputs:-0}" "$kept" "$result" >>"$record"
done
exit $status
