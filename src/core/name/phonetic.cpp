#include "core/name/phonetic.hpp"

namespace hr::core::name {
namespace {

constexpr bool is_one_of(char c, std::string_view letters) {
    return letters.find(c) != std::string_view::npos;
}

/// The hard C: 4 before these, else 8.
bool is_hard_c(char before, char after) {
    if (before == '\0') return is_one_of(after, "ahkloqrux");
    return !is_one_of(before, "sz") && is_one_of(after, "ahkoqux");
}

/// What a letter sounds like between its neighbours ('\0' at the ends); empty for h and what is no letter.
std::string_view sound(char before, char letter, char after) {
    switch (letter) {
        case 'a':
        case 'e':
        case 'i':
        case 'j':
        case 'o':
        case 'u':
        case 'y':
            return "0";
        case 'b':
            return "1";
        case 'p':
            return after == 'h' ? "3" : "1";
        case 'd':
        case 't':
            return is_one_of(after, "csz") ? "8" : "2";
        case 'f':
        case 'v':
        case 'w':
            return "3";
        case 'g':
        case 'k':
        case 'q':
            return "4";
        case 'c':
            return is_hard_c(before, after) ? "4" : "8";
        case 'x':
            return is_one_of(before, "ckq") ? "8" : "48";
        case 'l':
            return "5";
        case 'm':
        case 'n':
            return "6";
        case 'r':
            return "7";
        case 's':
        case 'z':
            return "8";
        default:
            return {};
    }
}

}  // namespace

std::string phonetic(std::string_view word) {
    std::string code;
    char last = '\0';  // the last digit, of vowels too: they part equal digits
    for (std::size_t i = 0; i < word.size() && code.size() < kMaxPhonetic; ++i) {
        const char before = i == 0 ? '\0' : word[i - 1];
        const char after = i + 1 == word.size() ? '\0' : word[i + 1];
        for (const char digit : sound(before, word[i], after)) {
            if (digit != last && (digit != '0' || code.empty())) code += digit;
            last = digit;
        }
    }
    return code.substr(0, kMaxPhonetic);
}

}  // namespace hr::core::name
