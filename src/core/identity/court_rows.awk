# Prints the rows of hr_registry.court from courts.tsv and former_courts.tsv.
BEGIN {
    FS = "\t"
    print "insert into hr_registry.court (code, base_code, name, aliases, builtin, state, status, successor) values"
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

function row(code, base, name, aliases, state, status, successor) {
    printf "%s    (%s, %s, %s, %s, true, %s, %s, %s)", separator, quoted(code), quoted(base), quoted(name), list(aliases),
        quoted(state), quoted(status), successor == "" ? "null" : quoted(successor)
    separator = ",\n"
}

FNR > 1 && NF == 7 { row($1, $2, $4, $6, $5, "keeps registers", "") }
FNR > 1 && NF == 6 { row($1, $1, $2, $6, $3, $5, $4) }

# An operator may have entered one of them before the extension knew it.
END {
    print "\n    on conflict (code) do update set base_code = excluded.base_code, name = excluded.name, aliases = excluded.aliases,"
    print "        builtin = true, state = excluded.state, status = excluded.status, successor = excluded.successor;"
}
