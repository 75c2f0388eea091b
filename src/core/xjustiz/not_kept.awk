# Prints the initialisers of the C++ table of paths that are not kept from not_kept.tsv; coverage.cpp includes them.
BEGIN { FS = "\t" }

function quoted(text) {
    gsub(/\\/, "\\\\", text)
    gsub(/"/, "\\\"", text)
    return "\"" text "\""
}

FNR > 1 && NF == 2 { printf "{%s, %s},\n", quoted($1), quoted($2) }
