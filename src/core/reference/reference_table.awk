# Prints the initialisers of the C++ table of reference values from reference.tsv; reference.cpp includes them.
BEGIN { FS = "\t" }

function quoted(text) {
    gsub(/\\/, "\\\\", text)
    gsub(/"/, "\\\"", text)
    return "\"" text "\""
}

FNR > 1 && NF == 7 {
    printf "{%s, %s, %s, %s, %s, %s, %s},\n", quoted($1), quoted($2), quoted($3), quoted($4), quoted($5), quoted($6), quoted($7)
}
