#include "core/search/edit_distance.hpp"

#include <algorithm>
#include <array>

namespace hr::core::search {

unsigned edit_distance(std::string_view a, std::string_view b, unsigned most) {
    if (a.size() > b.size()) std::swap(a, b);
    if (b.size() - a.size() > most) return most + 1;
    while (!a.empty() && a.front() == b.front()) a.remove_prefix(1), b.remove_prefix(1);
    while (!a.empty() && a.back() == b.back()) a.remove_suffix(1), b.remove_suffix(1);
    if (a.empty()) return static_cast<unsigned>(b.size());
    constexpr std::size_t kMax = 128;
    if (b.size() >= kMax) return most + 1;
    std::array<std::array<unsigned char, kMax>, 3> rows;
    for (std::size_t j = 0; j <= b.size(); ++j) rows[0][j] = static_cast<unsigned char>(j);
    for (std::size_t i = 1; i <= a.size(); ++i) {
        auto& row = rows[i % 3];
        const auto& above = rows[(i - 1) % 3];
        const auto& before = rows[(i + 1) % 3];
        row[0] = static_cast<unsigned char>(i);
        unsigned least = row[0];
        for (std::size_t j = 1; j <= b.size(); ++j) {
            unsigned d = std::min({above[j] + 1U, row[j - 1] + 1U, above[j - 1] + (a[i - 1] != b[j - 1] ? 1U : 0U)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) d = std::min(d, before[j - 2] + 1U);
            row[j] = static_cast<unsigned char>(d);
            least = std::min(least, d);
        }
        if (least > most) return most + 1;
    }
    return std::min<unsigned>(rows[a.size() % 3][b.size()], most + 1);
}

}  // namespace hr::core::search
