#include "core/search/score.hpp"

#include "core/name/edit_distance.hpp"
#include "core/search/query_alignment.hpp"

#include <algorithm>

namespace hr::core::search {
namespace {

float whole_likeness(const std::string& asked, const std::string& run) {
    const std::size_t length = std::max(asked.size(), run.size());
    if (length == 0) return 0;
    const unsigned most = static_cast<unsigned>(length / 2);
    const std::size_t distance = core::name::edit_distance(asked, run, most);
    return distance > most ? 0 : 1.0F - static_cast<float>(distance) / static_cast<float>(length);
}

float begun_likeness(const std::string& asked, const std::string& run) {
    if (run.empty() || !run.starts_with(asked)) return 0;
    return 0.7F + 0.3F * static_cast<float>(asked.size()) / static_cast<float>(run.size());
}

std::string_view kind_of(const Query& query, const QueryAlignment& alignment, std::string_view run,
                         std::string_view typed) {
    if (run == query.run) return "exact";
    if (begins_as(query, run, typed)) return "prefix";
    if (alignment.any({How::none})) return "partial";
    if (alignment.any({How::sound})) return "phonetic";
    return alignment.any({How::corrected}) ? "corrected" : "words";
}

bool is_answer(const Query& query, const QueryAlignment& alignment, std::string_view run,
               std::string_view typed) {
    switch (query.mode) {
        case Mode::smart:
            return true;
        case Mode::all:
            return alignment.all({How::equal});
        case Mode::any:
            return alignment.any({How::equal});
        case Mode::exact:
            return run == query.run;
        case Mode::prefix:
            return begins_as(query, run, typed);
        case Mode::phonetic:
            return alignment.all({How::equal, How::sound});
    }
    return false;
}

}  // namespace

Score score(const Query& query, std::string_view text, const Candidate& candidate) {
    const SearchName name = search_name(candidate.name);
    const SearchName seat = search_name(candidate.seat);
    const QueryAlignment alignment(query, name, seat);
    const std::string run = run_together(name.words);
    if (!is_answer(query, alignment, run, name.typed)) return {};
    float value = 0.75F * alignment.agreement() +
                  0.25F * std::max({whole_likeness(query.run, run), begun_likeness(query.run, run),
                                    begun_likeness(query.name.typed, name.typed)});
    if (query.run == run) value = std::max(value, 0.98F);
    if (!alignment.in_order()) value -= 0.01F;
    if (alignment.numbers_differ()) value -= 0.15F;
    // What follows tells names apart that are otherwise equal.
    if (!candidate.is_former) value += 0.004F;
    if (candidate.is_active) value += 0.001F;
    if (query.name.form == name.form) value += 0.003F;
    if (text == candidate.name) value += 0.006F;
    if (candidate.name.starts_with(text)) value += 0.02F;
    return {std::clamp(value / 1.034F, 0.0F, 1.0F), kind_of(query, alignment, run, name.typed)};
}

}  // namespace hr::core::search
