# Prints the initialisers of the C++ table of register courts from courts.tsv; court.cpp includes them.
BEGIN { FS = "\t" }

function quoted(text) {
    gsub(/\\/, "\\\\", text)
    gsub(/"/, "\\\"", text)
    return "\"" text "\""
}

FNR > 1 && NF == 6 {
    printf "{%s, %s, %s, %s, %s, %s},\n", quoted($1), quoted($2), quoted($3), quoted($4), quoted($5), quoted($6)
}
