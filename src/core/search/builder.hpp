// Owns making the whole index out of all names.
#pragma once

#include "core/search/block.hpp"
#include "core/search/entries.hpp"
#include "core/search/person_name.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace hr::core::search {

/// Keeps the words of all names in memory, some 150 bytes a name.
class Builder {
public:
    void add_name(std::int64_t company, std::string_view name) { add(entries_of_name(company, name)); }
    void add_person(std::int64_t name, std::string_view last_name, std::string_view first_names) {
        add(entries_of_person(name, last_name, first_names));
    }
    void add_seat(std::int64_t company, std::string_view city) { add(entries_of_seat(company, city)); }

    /// All blocks in the order of their keys. What was added is gone then.
    void write(const BlockWriter::Sink& sink);

private:
    struct Vocabulary;
    struct Use {
        std::uint32_t word;  ///< while names come its number, then its rank
        Posting posting;
        friend auto operator<=>(const Use&, const Use&) = default;
    };
    struct Run {
        std::string text;
        Posting posting;
        friend auto operator<=>(const Run&, const Run&) = default;
    };

    void add(NameEntries entries);
    std::vector<std::string> sort_words();
    void write_keys(BlockWriter& writer, const std::vector<std::string>& words) const;
    void write_runs(BlockWriter& writer);
    void write_words(BlockWriter& writer, const std::vector<std::string>& words) const;
    void write_parts(BlockWriter& writer, const std::vector<std::string>& words) const;
    std::vector<Posting> postings_of(std::size_t word) const;

    std::unordered_map<std::string, std::uint32_t> numbers_;
    std::vector<Use> uses_;
    std::vector<std::size_t> begins_;  ///< of each word's uses, and the end
    std::vector<Run> runs_;
};

/// What stands behind the key of a word: how many postings, and the postings unless they stand in parts.
std::string word_value(const std::vector<Posting>& postings);

/// What stands behind the keys of its parts; none where the postings stand with the word.
std::vector<std::string> part_values(const std::vector<Posting>& postings);

}  // namespace hr::core::search
