#include "core/person/entry.hpp"

#include "core/ascii.hpp"
#include "core/name/words.hpp"
#include "core/text/without_dates.hpp"

#include <algorithm>
#include <array>

namespace hr::core::person {
namespace {

constexpr std::size_t kFullDate = 10;

/// What may stand before a last name.
constexpr std::array<std::string_view, 17> kParticles = {
    "auf", "da", "de", "dem", "den", "der", "di", "du", "ten", "ter", "und", "van", "vom", "von", "zu", "zum", "zur"};

bool is_particle(std::string_view word) {
    return std::find(kParticles.begin(), kParticles.end(), word) != kParticles.end();
}

std::string words_of(std::string_view field) {
    return name::words(text::without_dates(field, text::Dates::all));
}

/// The last word stays in front, whatever it is.
std::string with_particles_behind(std::string name) {
    std::size_t end = 0;
    for (std::size_t blank = name.find(' '); blank != std::string::npos; blank = name.find(' ', end)) {
        if (!is_particle(std::string_view(name).substr(end, blank - end))) break;
        end = blank + 1;
    }
    return end == 0 ? name : name.substr(end) + " " + name.substr(0, end - 1);
}

/// "1980", "1980-02" or "1980-02-01"; empty for anything else.
std::string date_of(std::string_view text) {
    constexpr std::string_view kShape = "dddd-dd-dd";
    if (text.size() != 4 && text.size() != 7 && text.size() != kFullDate) return {};
    for (std::size_t i = 0; i < text.size(); ++i)
        if (kShape[i] == 'd' ? !is_digit(text[i]) : text[i] != kShape[i]) return {};
    return std::string(text);
}

}  // namespace

Identity identity_of(const Entry& entry) {
    std::string name(entry.name_prefix);
    if (!name.empty()) name += ' ';
    name += entry.last_name;
    Identity identity{with_particles_behind(words_of(name)), words_of(entry.first_names),
                      date_of(entry.birth_date), words_of(entry.residence), false, {}};
    identity.is_full = !identity.last_name.empty() && !identity.first_names.empty() &&
                       identity.birth_date.size() == kFullDate;
    if (!identity.is_full) identity.key = std::to_string(entry.company) + "|";
    identity.key += identity.last_name + "|" + identity.first_names + "|" + identity.birth_date;
    return identity;
}

}  // namespace hr::core::person
