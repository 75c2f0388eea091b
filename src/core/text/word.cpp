#include "core/text/word.hpp"

#include "core/ascii.hpp"
#include "core/text/blank.hpp"

namespace hr::core::text {
namespace {

struct Spelled {
    std::string_view letter, as;
};

constexpr Spelled kSpelled[] = {{"ä", "ae"}, {"ö", "oe"}, {"ü", "ue"}, {"Ä", "ae"},
                                {"Ö", "oe"}, {"Ü", "ue"}, {"ß", "ss"}, {"\xe1\xba\x9e", "ss"}};
constexpr std::string_view kDiaeresis = "\xcc\x88";

/// What stands for the letter at the position, and how long that is; nothing for other letters.
const Spelled* spelled_at(std::string_view text, std::size_t at) {
    for (const Spelled& spelled : kSpelled)
        if (text.substr(at).starts_with(spelled.letter)) return &spelled;
    return nullptr;
}

}  // namespace

bool has_letter_at(std::string_view text, std::size_t at) {
    if (at >= text.size() || !is_letter(text[at])) return false;
    if (static_cast<unsigned char>(text[at]) < 0x80) return true;
    const std::string_view rest = text.substr(at);
    // U+2000 to U+23FF and U+2700 to U+27BF are punctuation and symbols, as are U+00AB, U+00B7, U+00BB.
    const bool is_symbol = rest.size() >= 2 && rest[0] == '\xe2' &&
                           (rest[1] <= '\x8f' || rest[1] == '\x9c' || rest[1] == '\x9d');
    const bool is_mark = rest.starts_with("\xc2\xab") || rest.starts_with("\xc2\xb7") ||
                         rest.starts_with("\xc2\xbb") || rest.starts_with("\xef\xbc\x8a");
    return !is_symbol && !is_mark && blank_at(text, at) == 0;
}

std::string folded(std::string_view word) {
    std::string out;
    for (std::size_t i = 0; i < word.size();) {
        if (static_cast<unsigned char>(word[i]) < 0x80) {
            out += lower(word[i++]);
        } else if (const Spelled* spelled = spelled_at(word, i)) {
            out += spelled->as;
            i += spelled->letter.size();
        } else if (word.substr(i).starts_with(kDiaeresis)) {
            out += 'e';
            i += kDiaeresis.size();
        } else {
            out += word[i++];
        }
    }
    return out;
}

bool is_capitalised(std::string_view word) {
    if (word.empty()) return false;
    const auto first = static_cast<unsigned char>(word[0]);
    if (first < 0x80) return first >= 'A' && first <= 'Z';
    return first != 0xc3 || (word.size() > 1 && static_cast<unsigned char>(word[1]) < 0x9f);
}

}  // namespace hr::core::text
