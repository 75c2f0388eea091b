// Owns hr_registry.search_entry: names that have come since the blocks of the index were written.
#pragma once

#include "core/search/entries.hpp"
#include "registry/search_index.hpp"

#include <string>
#include <vector>

namespace hr::registry {

/// Adds names to the index, and asks for a job that folds the entries where there are many.
void add_entries(SearchDomain domain, const std::vector<core::search::NameEntries>& names);

/// Those of the words that stand in no entry.
std::vector<std::string> words_without_entries(SearchDomain domain, std::vector<std::string> words);

/// Those that stand in no block either. Most words do, and need no keys to lead to them; such keys stand in
/// more rows than all else. Two transactions may bring a word at once: then its keys come twice, which does
/// no harm.
std::vector<std::string> unknown_words(SearchDomain domain, std::vector<std::string> words);

/// Deletes entries that lead to the words.
void delete_leads(SearchDomain domain, const std::vector<std::string>& words);

}  // namespace hr::registry
