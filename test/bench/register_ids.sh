#!/usr/bin/env bash
# Section "register_ids" of `make bench`: how many register numbers one core takes apart in a second. They are the native
# numbers of OffeneRegister; where these are not at hand, 200000 invented ones in the same forms. Needs no server.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
build=$root/build/bench
numbers=$(readlink -m "${HR_SHARED:-$root/../shared}")/data/companies/companies.tsv.xz

native_numbers() {
    if [ -f "$numbers" ]; then
        xzcat "$numbers" | cut -f2
    else
        awk 'BEGIN { split("Leipzig|Berlin (Charlottenburg)|Frankfurt/Oder|Bremen früher Bremerhaven|Stendal früher Magdeburg", court, "|")
                     split("HRB|HRA|VR|GnR|PR", type, "|")
                     for (n = 1; n <= 200000; n++) print court[n % 5 + 1], type[int(n / 5) % 5 + 1], n }'
    fi
}

mkdir -p "$build"
make -C "$root" --no-print-directory -s build/generated/court_table.inc
"${CXX:-g++}" -std=c++20 -O2 -I"$root/src" -I"$root/build/generated" "$root"/src/core/identity/*.cpp \
    "$root"/src/core/name/{letter,utf8}.cpp "$root/test/bench/register_id.cpp" -o "$build/register_id"
native_numbers | "$build/register_id"
