#include "core/name/edit_distance.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

namespace hr::core::name {
namespace {

constexpr std::size_t kBits = 64;

/// Hyyrö's bit-parallel form: a column of the matrix is the differences of its neighbours, one bit each.
std::size_t of_short(std::string_view a, std::string_view b, std::size_t most) {
    std::array<std::uint64_t, 256> where{};
    for (std::size_t i = 0; i < a.size(); ++i)
        where[static_cast<unsigned char>(a[i])] |= std::uint64_t{1} << i;
    const std::uint64_t last = std::uint64_t{1} << (a.size() - 1);
    std::uint64_t up = ~std::uint64_t{0}, down = 0, diagonal = 0, before = 0;
    std::size_t distance = a.size();
    for (std::size_t j = 0; j < b.size(); ++j) {
        const std::uint64_t same = where[static_cast<unsigned char>(b[j])];
        const std::uint64_t swapped = (((~diagonal & same) << 1) & before);
        diagonal = (((same & up) + up) ^ up) | same | down | swapped;
        const std::uint64_t right_up = down | ~(diagonal | up);
        const std::uint64_t right_down = up & diagonal;
        if ((right_up & last) != 0) ++distance;
        if ((right_down & last) != 0) --distance;
        const std::uint64_t carried = (right_up << 1) | 1;
        down = carried & diagonal;
        up = (right_down << 1) | ~(carried | diagonal);
        before = same;
        // What is left of b can take away one a letter.
        if (distance > most + (b.size() - 1 - j)) return most + 1;
    }
    return std::min(distance, most + 1);
}

/// The plain matrix, only the band in which a distance of `most` can lie.
std::size_t of_long(std::string_view a, std::string_view b, std::size_t most) {
    const std::size_t none = most + 1;
    std::array<std::vector<std::size_t>, 3> rows;
    for (auto& row : rows) row.assign(b.size() + 1, none);
    for (std::size_t j = 0; j <= std::min(b.size(), most); ++j) rows[0][j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        auto& row = rows[i % 3];
        const auto& above = rows[(i + 2) % 3];
        const auto& before = rows[(i + 1) % 3];
        const std::size_t first = i > most ? i - most : 1;
        const std::size_t last = std::min(b.size(), i + most);
        std::fill(row.begin(), row.end(), none);
        if (i <= most) row[0] = i;
        std::size_t least = row[0];
        for (std::size_t j = first; j <= last; ++j) {
            std::size_t value = above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            value = std::min({value, above[j] + 1, row[j - 1] + 1});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                value = std::min(value, before[j - 2] + 1);
            row[j] = std::min(value, none);
            least = std::min(least, row[j]);
        }
        if (least > most) return none;
    }
    return rows[a.size() % 3][b.size()];
}

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t most) {
    while (!a.empty() && !b.empty() && a.front() == b.front()) {
        a.remove_prefix(1);
        b.remove_prefix(1);
    }
    while (!a.empty() && !b.empty() && a.back() == b.back()) {
        a.remove_suffix(1);
        b.remove_suffix(1);
    }
    if (a.size() > b.size()) std::swap(a, b);
    if (b.size() - a.size() > most) return most + 1;
    if (a.empty()) return b.size();
    if (a.size() <= kBits) return of_short(a, b, most);
    most = std::min(most, b.size());
    return of_long(a, b, most);
}

}  // namespace hr::core::name
