#include "core/search/reconcile.hpp"

#include <algorithm>

namespace hr::core::search {
namespace {

constexpr std::size_t kMatched = 30;  // hits that are judged; of those in the city all are
constexpr float kOfMatch = 0.1F;
constexpr float kInCity = 0.1F;

/// "Frankfurt" is in "Frankfurt am Main", and the other way round.
bool contains(const std::vector<std::string>& words, const std::vector<std::string>& others) {
    return !others.empty() && std::all_of(others.begin(), others.end(), [&](const std::string& word) {
        return std::find(words.begin(), words.end(), word) != words.end();
    });
}

/// The search knows how rare the words are, and finds the company more often than the matcher: that one
/// decides between hits that are close, by legal form and numbers, as the city does.
float order(const Reconciled& one) {
    return static_cast<float>(one.hit.rank) / 1'000'000 + kOfMatch * one.match.score +
           (one.is_in_city ? kInCity : 0);
}

}  // namespace

std::vector<Reconciled> reconcile(std::string_view name, std::string_view city, std::vector<Hit> hits,
                                  std::size_t most) {
    const name::NormalizedName asked = name::parse_company_name(name);
    const std::vector<std::string> place = search_name(city).words;
    std::vector<Reconciled> found;
    for (std::size_t i = 0; i < hits.size(); ++i) {
        const std::vector<std::string> seat =
            place.empty() ? std::vector<std::string>() : search_name(hits[i].seat).words;
        const bool is_in_city = contains(seat, place) || (!place.empty() && contains(place, seat));
        if (i >= kMatched && !is_in_city) continue;
        const name::NameMatch match = name::match_names(asked, name::parse_company_name(hits[i].name));
        found.push_back({std::move(hits[i]), match, is_in_city});
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const Reconciled& a, const Reconciled& b) { return order(a) > order(b); });
    if (found.size() > most) found.resize(most);
    return found;
}

}  // namespace hr::core::search
