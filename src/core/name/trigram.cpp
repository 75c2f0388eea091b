#include "core/name/trigram.hpp"

#include "core/name/utf8.hpp"

#include <algorithm>

namespace hr::core::name {
namespace {

void add_word(Trigrams& out, std::string_view word) {
    const std::string padded = "  " + std::string(word) + " ";
    std::vector<std::size_t> starts;
    for (std::size_t at = 0; at < padded.size();
         at += first_code_point(std::string_view(padded).substr(at)).length)
        starts.push_back(at);
    starts.push_back(padded.size());
    for (std::size_t i = 0; i + 3 < starts.size(); ++i)
        out.push_back(padded.substr(starts[i], starts[i + 3] - starts[i]));
}

}  // namespace

Trigrams trigrams(std::string_view normalised) {
    Trigrams result;
    while (!normalised.empty()) {
        const std::string_view word = normalised.substr(0, normalised.find(' '));
        if (!word.empty()) add_word(result, word);
        normalised.remove_prefix(std::min(normalised.size(), word.size() + 1));
    }
    std::sort(result.begin(), result.end());
    result.erase(std::unique(result.begin(), result.end()), result.end());
    return result;
}

float similarity(const Trigrams& a, const Trigrams& b) {
    std::size_t shared = 0;
    for (auto x = a.begin(), y = b.begin(); x != a.end() && y != b.end();) {
        if (*x == *y) ++shared;
        const int order = x->compare(*y);
        if (order <= 0) ++x;
        if (order >= 0) ++y;
    }
    const std::size_t all = a.size() + b.size() - shared;
    return all == 0 ? 0.0F : static_cast<float>(shared) / static_cast<float>(all);
}

}  // namespace hr::core::name
