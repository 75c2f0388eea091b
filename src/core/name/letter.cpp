#include "core/name/letter.hpp"

namespace hr::core::name {
namespace {

constexpr std::string_view kAscii = "0123456789abcdefghijklmnopqrstuvwxyz";

// One character per code point; a capital stands for two letters (see pair_of), a space for no folding.
constexpr std::string_view kFromC0 =
    "aaaaAaAceeeeiiiidnooooO ouuuUyTSaaaaAaAceeeeiiiidnooooO ouuuUyTy"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiIIjjkkklllllll"
    "lllnnnnnnnnnooooooOOrrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs"
    "bbbb   cc ddd ee ffg   ikkl  nnooo  pp     ttttuu vyyzzz        "
    "    DDDLLLNNNaaiioouuuuuuuuuueaaaaAAggggkkoooozzjDDDgg  nnaaAAoo"
    "aaaaeeeeiiiioooorrrruuuusstt  hhnd  zzaaeeooooooooyylnt   acclts"
    "z  bu eejj qrryy";
constexpr std::string_view kFrom1E00 =
    "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm"
    "mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv"
    "wwwwwwwwwwxxxxyyzzzzzzhtwyas  S aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee"
    "eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy    yy";
static_assert(kFromC0.size() == 0x250 - 0xc0 && kFrom1E00.size() == 0x100);

std::string_view pair_of(char capital) {
    switch (capital) {
        case 'A':
            return "ae";
        case 'O':
            return "oe";
        case 'U':
            return "ue";
        case 'S':
            return "ss";
        case 'T':
            return "th";
        case 'I':
            return "ij";
        case 'D':
            return "dz";
        case 'L':
            return "lj";
        case 'N':
            return "nj";
        default:
            return {};
    }
}

std::string_view entry(std::string_view table, char32_t at) {
    const std::string_view one = table.substr(at, 1);
    if (one == " ") return {};
    return one.front() >= 'a' ? one : pair_of(one.front());
}

constexpr bool within(char32_t c, char32_t first, char32_t last) {
    return c >= first && c <= last;
}

}  // namespace

std::string_view latin(char32_t c) {
    if (within(c, '0', '9')) return kAscii.substr(c - '0', 1);
    if (within(c, 'A', 'Z')) return kAscii.substr(10 + c - 'A', 1);
    if (within(c, 'a', 'z')) return kAscii.substr(10 + c - 'a', 1);
    if (within(c, 0xc0, 0x24f)) return entry(kFromC0, c - 0xc0);
    if (within(c, 0x1e00, 0x1eff)) return entry(kFrom1E00, c - 0x1e00);
    if (c == 0x259) return "e";  // of Azerbaijani
    if (c == 0x292) return "z";  // of Skolt Sámi
    if (c == 0xb9) return "1";
    if (c == 0xb2) return "2";
    if (c == 0xb3) return "3";
    return {};
}

char32_t lower(char32_t c) {
    if (within(c, 0x391, 0x3a9) || within(c, 0x410, 0x42f)) return c + 0x20;
    if (within(c, 0x400, 0x40f)) return c + 0x50;
    return c;
}

bool is_invisible(char32_t c) {
    return c == 0xad || within(c, 0x2b9, 0x2cc) || within(c, 0x300, 0x36f) || within(c, 0x1ab0, 0x1aff) ||
           within(c, 0x1dc0, 0x1dff) || within(c, 0x200b, 0x200f) || within(c, 0x202a, 0x202e) ||
           within(c, 0x2060, 0x206f) || within(c, 0x20d0, 0x20ff) || within(c, 0xfe00, 0xfe0f) ||
           within(c, 0xfe20, 0xfe2f) || c == 0xfeff;
}

bool parts_words(char32_t c) {
    return c < 0xc0 || c == 0xd7 || c == 0xf7 || within(c, 0x2000, 0x2bff) || within(c, 0x2e00, 0x2e7f) ||
           within(c, 0x3000, 0x303f) || within(c, 0xe000, 0xf8ff) || within(c, 0xff00, 0xff0f) ||
           c == 0xfffc || c == 0xfffd;
}

}  // namespace hr::core::name
