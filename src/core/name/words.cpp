#include "core/name/words.hpp"

#include "core/name/letter.hpp"
#include "core/name/utf8.hpp"

namespace hr::core::name {

std::string words(std::string_view utf8) {
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

}  // namespace hr::core::name
