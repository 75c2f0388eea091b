#!/usr/bin/env bash
# Section "matcher" of `make bench`: how well pairs of names are told to be of one company, and how fast. "bench" are the 259
# organisations of nomenklatura's name bench in the version whose best F1 is 0.883, "pairs" are former and present names of
# register entries against those of other entries of the court; both of the reference material. Needs no server.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
build=$root/build/bench
data=$(readlink -m "${HR_SHARED:-$root/../shared}")/data/search

pairs() {
    python3 - "$data" <<'EOF'
import csv, sys

folder = sys.argv[1]
with open(folder + "/nomenklatura_logicv2_frozen.csv", encoding="utf-8") as file:
    for row in csv.DictReader(file):
        if row["schema"] in ("Company", "Organization", "LegalEntity"):
            print("bench", int(row["is_match"] == "true"), row["name1"], row["name2"], sep="\t")
with open(folder + "/name_pairs.tsv", encoding="utf-8") as file:
    for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
        print("pairs", int(row["label"] == "same"), row["name1"], row["name2"], sep="\t")
EOF
}

if [ ! -f "$data/name_pairs.tsv" ]; then
    echo "matcher: no pairs in $data"
    exit 0
fi
mkdir -p "$build"
"${CXX:-g++}" -std=c++20 -O2 -I"$root/src" "$root"/src/core/name/*.cpp "$root/test/bench/matcher.cpp" -o "$build/matcher"
pairs | "$build/matcher"
