#!/usr/bin/env bash
# Section "reading" of `make bench`: what reading a register document into facts costs, in turns with what pugixml alone
# needs to parse it, in CPU time. Needs no server.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
build=$root/build/bench

mkdir -p "$build"
make -C "$root" --no-print-directory -s build/generated/court_table.inc build/generated/reference_table.inc build/generated/not_kept.inc
mapfile -t sources < <(find "$root/src/core" -name '*.cpp')
"${CXX:-g++}" -std=c++20 -O2 -I"$root/src" -I"$root/build/generated" "${sources[@]}" "$root/test/bench/reading.cpp" \
    -l:libpugixml.a -o "$build/reading"
cd "$root"
"$build/reading" sample/*.xml
