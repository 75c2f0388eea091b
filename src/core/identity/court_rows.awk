# Prints the rows of hr_registry.court from courts.tsv.
BEGIN {
    FS = "\t"
    print "insert into hr_registry.court (code, base_code, name, aliases, builtin) values"
}

function quoted(text) {
    gsub(/'/, "''", text)
    return "'" text "'"
}

function list(text,    parts, count, i, out) {
    count = split(text, parts, "|")
    for (i = 1; i <= count; i++) out = out (i > 1 ? ", " : "") quoted(parts[i])
    return "array[" out "]::text[]"
}

FNR > 1 && NF == 6 {
    printf "%s    (%s, %s, %s, %s, true)", separator, quoted($1), quoted($2), quoted($4), list($6)
    separator = ",\n"
}

END { print ";" }
