#include "core/text/plausible.hpp"

#include "core/ascii.hpp"
#include "core/name/compose.hpp"
#include "core/name/utf8.hpp"
#include "core/text/windows.hpp"

#include <algorithm>
#include <optional>

namespace hr::core::text {
namespace {

/// Longer ones are no tags, but a sign in a text.
constexpr std::size_t kLongestTag = 4000;

/// A character that is written in several, and in how many bytes.
struct Written {
    char32_t character = 0;
    std::size_t length = 0;
};

std::optional<char32_t> number_of(std::string_view digits, unsigned base) {
    char32_t value = 0;
    if (digits.empty() || digits.size() > 7) return std::nullopt;
    for (const char c : digits) {
        const char l = lower(c);
        const bool is_letter = base == 16 && l >= 'a' && l <= 'f';
        if (!is_digit(c) && !is_letter) return std::nullopt;
        value = value * base + static_cast<char32_t>(is_digit(c) ? c - '0' : l - 'a' + 10);
    }
    const bool is_character = value > 0 && value < 0x110000 && (value < 0xD800 || value >= 0xE000);
    return is_character ? std::optional(value) : std::nullopt;
}

/// "&#252;", "&#xFC;", "&uuml;".
Written reference_at(std::string_view text) {
    constexpr std::pair<std::string_view, char32_t> kNamed[] = {
        {"amp", '&'},     {"lt", '<'},      {"gt", '>'},       {"quot", '"'},    {"apos", '\''},
        {"nbsp", ' '},    {"auml", 0xE4},   {"ouml", 0xF6},    {"uuml", 0xFC},   {"Auml", 0xC4},
        {"Ouml", 0xD6},   {"Uuml", 0xDC},   {"szlig", 0xDF},   {"eacute", 0xE9}, {"egrave", 0xE8},
        {"aacute", 0xE1}, {"agrave", 0xE0}, {"ccedil", 0xE7},  {"ecirc", 0xEA},  {"euml", 0xEB},
        {"iacute", 0xED}, {"oacute", 0xF3}, {"uacute", 0xFA},  {"ntilde", 0xF1}, {"oslash", 0xF8},
        {"aring", 0xE5},  {"aelig", 0xE6},  {"scaron", 0x161}, {"ocirc", 0xF4},  {"acirc", 0xE2}};
    const std::size_t end = text.substr(0, 12).find(';');
    if (end == std::string_view::npos) return {};
    const std::string_view name = text.substr(1, end - 1);
    for (const auto& [known, character] : kNamed)
        if (name == known) return {character, end + 1};
    if (!name.starts_with('#')) return {};
    const bool is_hexadecimal = name.size() > 1 && lower(name[1]) == 'x';
    const auto value = number_of(name.substr(is_hexadecimal ? 2 : 1), is_hexadecimal ? 16 : 10);
    return value ? Written{*value, end + 1} : Written{};
}

/// "\u00fc", "\n", "\/".
Written escape_at(std::string_view text) {
    if (text.size() < 2) return {};
    switch (text[1]) {
        case 'n':
        case 'r':
            return {'\n', 2};
        case 't':
        case 'b':
        case 'f':
            return {' ', 2};
        case '"':
        case '/':
        case '\\':
            return {static_cast<char32_t>(text[1]), 2};
        case 'u': {
            const auto value = number_of(text.substr(2, 4), 16);
            return value && text.size() >= 6 ? Written{*value, 6} : Written{};
        }
        default:
            return {};
    }
}

/// Values of a tag's attributes, each between line ends.
void append_attributes(std::string& out, std::string_view tag) {
    out += '\n';
    for (std::size_t at = tag.find_first_of("\"'"); at != std::string_view::npos;) {
        const std::size_t end = tag.find(tag[at], at + 1);
        if (end == std::string_view::npos) return void(out.append(tag.substr(at + 1)));
        out.append(tag.substr(at + 1, end - at - 1)) += '\n';
        at = tag.find_first_of("\"'", end + 1);
    }
}

std::string without_tags(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    std::size_t close = text.find('>'), cut_off = text.size();
    for (std::size_t at = 0; at < text.size();) {
        while (close < at) close = text.find('>', at);
        if (text[at] == '<' && close != std::string_view::npos && close - at < kLongestTag) {
            append_attributes(out, text.substr(at, close - at));
            at = close + 1;
            continue;
        }
        if (text[at] == '<') cut_off = at;
        out += text[at++];
    }
    if (text.size() - cut_off < kLongestTag) append_attributes(out, text.substr(cut_off));
    return out;
}

std::string resolved(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const char c = text.front();
        const Written written = c == '&' ? reference_at(text) : c == '\\' ? escape_at(text) : Written{};
        if (written.length > 0)
            name::append_code_point(out, written.character);
        else
            out += c;
        text.remove_prefix(std::max<std::size_t>(written.length, 1));
    }
    return out;
}

/// Twice: a page in a JSON object has references in its escapes, and a message in XML has tags in its
/// references.
std::string plain(std::string_view text) {
    return name::composed(resolved(without_tags(resolved(without_tags(text)))));
}

std::string from_utf8(std::string_view bytes) {
    std::string out;
    out.reserve(bytes.size() + bytes.size() / 16);
    while (!bytes.empty()) {
        const name::CodePoint c = name::first_code_point(bytes);
        name::append_code_point(out, c.valid ? c.value : from_windows(bytes.front()));
        bytes.remove_prefix(c.length);
    }
    return out;
}

std::string from_utf16(std::string_view bytes, bool is_little) {
    std::string out;
    for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
        const auto low = static_cast<unsigned char>(bytes[at + (is_little ? 0 : 1)]);
        const auto high = static_cast<unsigned char>(bytes[at + (is_little ? 1 : 0)]);
        // No name known to the register has characters beyond the first plane.
        const char32_t unit = static_cast<char32_t>(high << 8 | low);
        name::append_code_point(out, unit >= 0xD800 && unit < 0xE000 ? U' ' : unit);
    }
    return out;
}

/// The bytes of a text that is Windows-1252 throughout: what was meant where UTF-8 was taken for it.
std::optional<std::string> bytes_behind(std::string_view utf8) {
    if (utf8.find("\u00C3") == std::string_view::npos && utf8.find("\u00CC") == std::string_view::npos)
        return std::nullopt;
    std::string out;
    while (!utf8.empty()) {
        const name::CodePoint c = name::first_code_point(utf8);
        out += to_windows(c.value).value_or(' ');
        utf8.remove_prefix(c.length);
    }
    return out;
}

}  // namespace

std::vector<std::string> plausible_texts(std::string_view bytes) {
    std::vector<std::string> texts;
    const std::string text = from_utf8(bytes);
    texts.push_back(plain(text));
    if (const auto meant = bytes_behind(text)) texts.push_back(plain(from_utf8(*meant)));
    if (bytes.find('\0') == std::string_view::npos) return texts;
    for (const bool is_little : {true, false})
        for (const std::size_t from : {0, 1})
            texts.push_back(plain(from_utf16(bytes.substr(std::min(from, bytes.size())), is_little)));
    return texts;
}

}  // namespace hr::core::text
