#!/usr/bin/env bash
# clj-fuzzy 0.4.1 (npm): phonetics.cologne() leaves out the code 0 of a vowel at the beginning of a word, which the Kölner
# Phonetik keeps (all other zeros go). Keys of words that begin with a vowel then equal those of words that do not: "Acker" and
# "Kehr". cologne-phonetic 1.1.1 (npm) keeps it. So keys of the two cannot be compared, nor stored side by side.
. "$(dirname "$0")/common.sh"

packages clj-fuzzy@0.4.1 cologne-phonetic@1.1.1
cat >"$folder/keys.mjs" <<'JS'
import { createRequire } from 'node:module';
import { colognePhonetic } from 'cologne-phonetic';
const { cologne } = createRequire(import.meta.url)('clj-fuzzy').phonetics;
console.log(process.argv.slice(2).map((word) => `${cologne(word)} ${colognePhonetic(word)}`).join('\n'));
JS
keys() { node "$folder/keys.mjs" "$1"; }

expect 'Breschnew, clj-fuzzy and cologne-phonetic' "$(keys Breschnew)" '17863 17863'
expect 'Meyer' "$(keys Meyer)" '67 67'
expect 'Acker' "$(keys Acker)" '47 047'
expect 'Kehr' "$(keys Kehr)" '47 47'
expect 'Ökonomie' "$(keys Ökonomie)" '466 0466'
expect 'Jung' "$(keys Jung)" '64 064'
report
