#include "core/name/words.hpp"

#include "core/name/compose.hpp"
#include "core/name/letter.hpp"
#include "core/name/utf8.hpp"

namespace hr::core::name {
namespace {

std::string words_of_composed(std::string_view utf8) {
    std::string out;
    bool parted = false;
    const auto add = [&](std::string_view letters) {
        if (parted && !out.empty()) out += ' ';
        parted = false;
        out += letters;
    };
    while (!utf8.empty()) {
        const CodePoint c = first_code_point(utf8);
        utf8.remove_prefix(c.length);
        if (const std::string_view letters = c.valid ? latin(c.value) : std::string_view(); !letters.empty())
            add(letters);
        else if (!c.valid || (parts_words(c.value) && !is_invisible(c.value)))
            parted = true;
        else if (!is_invisible(c.value))  // another script: only to be compared
            add("<" + std::to_string(static_cast<unsigned long>(lower(c.value))) + ">");
    }
    return out;
}

}  // namespace

std::string words(std::string_view utf8) {
    return has_no_marks(utf8) ? words_of_composed(utf8) : words_of_composed(composed(utf8));
}

}  // namespace hr::core::name
