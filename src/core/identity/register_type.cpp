#include "core/identity/register_type.hpp"

#include "core/ascii.hpp"
#include "core/name/utf8.hpp"

namespace hr::core::identity {

std::string_view type_of(std::string_view word) {
    constexpr std::string_view kTypes[] = {"HRA", "HRB", "GnR", "GsR", "PR", "VR", "GR"};
    for (const std::string_view type : kTypes)
        if (word.size() >= type.size() && equal_ignoring_case(word.substr(0, type.size()), type) &&
            (word.size() == type.size() || is_digit(word[type.size()])))
            return type;
    return {};
}

std::optional<std::string> suffix_of(std::string_view word) {
    std::string suffix;
    std::size_t letters = 0;
    for (; !word.empty(); ++letters) {
        const name::CodePoint c = name::first_code_point(word);
        const char32_t capital =
            c.value == 0xE4 || c.value == 0xF6 || c.value == 0xFC ? c.value - 0x20 : c.value;
        if (c.length == 1 && upper(word[0]) >= 'A' && upper(word[0]) <= 'Z')
            suffix += upper(word[0]);
        else if (capital == 0xC4 || capital == 0xD6 || capital == 0xDC)
            suffix += {'\xC3', static_cast<char>(0x80 + (capital - 0xC0))};
        else
            return std::nullopt;
        word.remove_prefix(c.length);
    }
    if (letters < 1 || letters > 3) return std::nullopt;
    return suffix;
}

}  // namespace hr::core::identity
