#include "core/name/compose.hpp"

#include "core/name/utf8.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

namespace hr::core::name {
namespace {

struct Composition {
    char32_t mark, base, letter;
};

constexpr Composition kByParts[] = {
#include "core/name/compositions.inc"
};

constexpr bool precedes(const Composition& a, const Composition& b) {
    return a.mark != b.mark ? a.mark < b.mark : a.base < b.base;
}
static_assert(std::is_sorted(std::begin(kByParts), std::end(kByParts), precedes));

constexpr auto kByLetter = [] {
    std::array<Composition, std::size(kByParts)> all{};
    std::copy(std::begin(kByParts), std::end(kByParts), all.begin());
    std::sort(all.begin(), all.end(),
              [](const Composition& a, const Composition& b) { return a.letter < b.letter; });
    return all;
}();

std::optional<char32_t> letter_of(char32_t base, char32_t mark) {
    const Composition wanted{mark, base, 0};
    const auto found = std::lower_bound(std::begin(kByParts), std::end(kByParts), wanted, precedes);
    if (found == std::end(kByParts) || found->mark != mark || found->base != base) return std::nullopt;
    return found->letter;
}

constexpr bool is_mark(char32_t c) {
    return c >= 0x300 && c < 0x370;
}

/// Where a mark stands at its letter: marks of one place keep their order, others are sorted by it.
int place_of(char32_t mark) {
    if (mark == 0x31b) return 216;
    if (mark == 0x321 || mark == 0x322 || mark == 0x327 || mark == 0x328) return 202;
    if (mark >= 0x334 && mark <= 0x338) return 1;
    const bool is_below = (mark >= 0x316 && mark <= 0x319) || (mark >= 0x31c && mark <= 0x333) ||
                          (mark >= 0x339 && mark <= 0x33c) || (mark >= 0x347 && mark <= 0x349) ||
                          mark == 0x34d || mark == 0x34e || (mark >= 0x353 && mark <= 0x356);
    return is_below ? 220 : 230;
}

/// A letter with its marks; takes apart what is composed already.
class Cluster {
public:
    explicit Cluster(char32_t letter) : letter_(letter) {}

    void add(char32_t mark) {
        if (marks_.empty()) take_apart();
        marks_.push_back(mark);
    }

    void write(std::string& out) {
        std::stable_sort(marks_.begin(), marks_.end(),
                         [](char32_t a, char32_t b) { return place_of(a) < place_of(b); });
        std::vector<char32_t> left;
        for (const char32_t mark : marks_) {
            // A mark that stays keeps those of its place from passing it.
            const bool is_blocked = !left.empty() && place_of(left.back()) == place_of(mark);
            const auto letter = is_blocked ? std::nullopt : letter_of(letter_, mark);
            if (letter)
                letter_ = *letter;
            else
                left.push_back(mark);
        }
        append_code_point(out, letter_);
        for (const char32_t mark : left) append_code_point(out, mark);
    }

private:
    void take_apart() {
        for (;;) {
            const auto found =
                std::lower_bound(kByLetter.begin(), kByLetter.end(), letter_,
                                 [](const Composition& c, char32_t letter) { return c.letter < letter; });
            if (found == kByLetter.end() || found->letter != letter_) return;
            marks_.insert(marks_.begin(), found->mark);
            letter_ = found->base;
        }
    }

    char32_t letter_;
    std::vector<char32_t> marks_;
};

}  // namespace

bool has_no_marks(std::string_view utf8) {
    // U+0300 to U+033F are CC xx, U+0340 to U+036F are CD 80 to CD AF.
    return utf8.find('\xCC') == std::string_view::npos && utf8.find('\xCD') == std::string_view::npos;
}

std::string composed(std::string_view utf8) {
    if (has_no_marks(utf8)) return std::string(utf8);
    std::string out;
    out.reserve(utf8.size());
    while (!utf8.empty()) {
        const CodePoint c = first_code_point(utf8);
        if (!c.valid) {
            out += utf8.front();
            utf8.remove_prefix(1);
            continue;
        }
        utf8.remove_prefix(c.length);
        Cluster cluster(c.value);
        while (!utf8.empty()) {
            const CodePoint next = first_code_point(utf8);
            if (!next.valid || !is_mark(next.value)) break;
            cluster.add(next.value);
            utf8.remove_prefix(next.length);
        }
        cluster.write(out);
    }
    return out;
}

}  // namespace hr::core::name
