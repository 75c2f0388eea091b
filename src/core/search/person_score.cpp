#include "core/search/person_score.hpp"

#include "core/search/person_name.hpp"
#include "core/search/query_alignment.hpp"

#include <algorithm>
#include <cmath>

namespace hr::core::search {
namespace {

constexpr float kOfRest = 0.05F;  ///< for letters of a name that are not typed

std::string_view kind_of(const QueryAlignment& alignment, float agreement) {
    if (alignment.any({How::sound})) return "phonetic";
    if (alignment.any({How::corrected})) return "corrected";
    if (alignment.any({How::begun})) return "prefix";
    return agreement == 1 ? "exact" : "words";
}

/// What is typed of the letters of a name: of those that go on, the shortest is the likeliest.
float typed_part(const Query& query, const SearchName& name) {
    std::size_t typed = 0, letters = 0;
    for (const QueryWord& word : query.words) typed += word.text.size();
    for (const std::string& word : name.words) letters += word.size();
    return std::min(1.0F, static_cast<float>(typed) / static_cast<float>(std::max<std::size_t>(letters, 1)));
}

}  // namespace

std::vector<PersonHit> rank_persons(const Query& query, const std::vector<PersonName>& names) {
    const SearchName no_seat;
    std::vector<PersonHit> hits;
    for (const PersonName& name : names) {
        const SearchName words = person_name(name.last_name, name.first_names);
        const QueryAlignment alignment(query, words, no_seat);
        if (query.words.empty() || alignment.any({How::none})) continue;
        float agreement = alignment.agreement();
        if (alignment.any({How::begun})) agreement -= kOfRest * (1 - typed_part(query, words));
        hits.push_back({name, static_cast<std::int32_t>(std::lround(agreement * 1'000'000)),
                        kind_of(alignment, agreement)});
    }
    std::sort(hits.begin(), hits.end(), [](const PersonHit& a, const PersonHit& b) {
        return a.rank != b.rank ? a.rank > b.rank : a.name.id < b.name.id;
    });
    return hits;
}

}  // namespace hr::core::search
