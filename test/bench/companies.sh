# The companies of ../shared/data/companies as rows, for the sections that need many. Sourced after common.sh.

files=$(readlink -m "${HR_SHARED:-$root/../shared}")/data/companies

# Rows of a file, evenly spread where fewer are wanted than it has.
sample_rows() {
    local total
    total=$(xzcat "$1" | wc -l)
    xzcat "$1" | awk -v share="$2/$total" 'BEGIN { split(share, of, "/"); k = of[1] / of[2] } k >= 1 || int(NR * k) != int((NR - 1) * k)'
}

load_entries() {
    if [ -f "$files/companies.tsv.xz" ]; then
        companies=${BENCH_COMPANIES:-$(xzcat "$files/companies.tsv.xz" | wc -l)}
        sample_rows "$files/companies.tsv.xz" "$companies" |
            query -c "copy bench.entry (company_number, native_number, register_type, register_number, court, state, seat,
                                        status, name, address, retrieved) from stdin (null '')"
        xzcat "$files/former_names.tsv.xz" | query -c "copy bench.rename from stdin (null '')"
    else
        companies=${BENCH_COMPANIES:-200000}
        echo "no $files: names are invented"
        query -v companies="$companies" -f "$bench/api/invent.sql"
    fi
}
