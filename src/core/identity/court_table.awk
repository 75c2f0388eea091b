# Prints the initialisers of the C++ table of courts from courts.tsv and former_courts.tsv; court.cpp includes them.
BEGIN { FS = "\t" }

function quoted(text) {
    gsub(/\\/, "\\\\", text)
    gsub(/"/, "\\\"", text)
    return "\"" text "\""
}

function row(code, base, others, name, state, aliases, letters, successor, status) {
    printf "{%s, %s, %s, %s, %s, %s, %s, %s, %s},\n", quoted(code), quoted(base), quoted(others), quoted(name),
        quoted(state), quoted(aliases), quoted(letters), quoted(successor), quoted(status)
}

FNR > 1 && NF == 7 { row($1, $2, $3, $4, $5, $6, $7, "", "keeps registers") }
FNR > 1 && NF == 6 { row($1, $1, "", $2, $3, $6, "", $4, $5) }
