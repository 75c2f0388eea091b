#include "core/announcement/encoding.hpp"

#include "core/name/utf8.hpp"
#include "core/text/windows.hpp"

#include <optional>

namespace hr::core::announcement {
namespace {

bool is_utf8(std::string_view text) {
    while (!text.empty()) {
        const name::CodePoint c = name::first_code_point(text);
        if (!c.valid) return false;
        text.remove_prefix(c.length);
    }
    return true;
}

std::string from_windows(std::string_view bytes) {
    std::string out;
    for (const char byte : bytes) name::append_code_point(out, text::from_windows(byte));
    return out;
}

/// "&nbsp;" or "&#228;" at the beginning: the character, and how long it is written.
struct Entity {
    char32_t character = 0;
    std::size_t length = 0;
};

Entity entity_at(std::string_view text) {
    constexpr std::pair<std::string_view, char32_t> kNamed[] = {
        {"&amp;", '&'},   {"&lt;", '<'},     {"&gt;", '>'},      {"&quot;", '"'},  {"&nbsp;", ' '},
        {"&auml;", 0xE4}, {"&ouml;", 0xF6},  {"&uuml;", 0xFC},   {"&Auml;", 0xC4}, {"&Ouml;", 0xD6},
        {"&Uuml;", 0xDC}, {"&szlig;", 0xDF}, {"&ndash;", 0x2013}};
    for (const auto& [written, character] : kNamed)
        if (text.substr(0, written.size()) == written) return {character, written.size()};
    if (text.substr(0, 2) != "&#") return {};
    char32_t value = 0;
    std::size_t i = 2;
    for (; i < text.size() && i < 8 && text[i] >= '0' && text[i] <= '9'; ++i)
        value = value * 10 + static_cast<char32_t>(text[i] - '0');
    const bool usable = value >= 32 && value < 0xD800 && i > 2 && text.substr(i, 1) == ";";
    return usable ? Entity{value, i + 1} : Entity{};
}

/// Behind the element whose tag begins at `at`: script and style with all that is in them.
std::size_t behind_tag(std::string_view html, std::size_t at) {
    for (const auto& [begin, end] : {std::pair<std::string_view, std::string_view>{"<script", "</script>"},
                                     {"<SCRIPT", "</SCRIPT>"},
                                     {"<style", "</style>"},
                                     {"<!--", "-->"},
                                     {"<TITLE", "</TITLE>"},
                                     {"<title", "</title>"}})
        if (html.substr(at, begin.size()) == begin) {
            const std::size_t close = html.find(end, at);
            return close == std::string_view::npos ? html.size() : close + end.size();
        }
    const std::size_t close = html.find('>', at);
    return close == std::string_view::npos ? html.size() : close + 1;
}

bool breaks_line(std::string_view tag) {
    for (const std::string_view name : {"<br", "<BR", "</td", "</TD", "</tr", "</TR", "</p", "</P"})
        if (tag.substr(0, name.size()) == name) return true;
    return false;
}

}  // namespace

std::string as_utf8(std::string_view bytes) {
    if (bytes.substr(0, 3) == "\xEF\xBB\xBF") bytes.remove_prefix(3);
    const std::string text = is_utf8(bytes) ? std::string(bytes) : from_windows(bytes);
    std::string out;
    for (const char c : text)
        if (c == '\n' || c == '\t' || static_cast<unsigned char>(c) >= 32) out += c;
    return out;
}

std::string repaired(std::string text) {
    if (text.find("\u00C3") == std::string::npos && text.find("\u00E2\u20AC") == std::string::npos)
        return text;
    std::string bytes;
    for (std::string_view rest = text; !rest.empty();) {
        const name::CodePoint c = name::first_code_point(rest);
        const std::optional<char> byte = c.valid ? core::text::to_windows(c.value) : std::nullopt;
        if (!byte) return text;
        bytes += *byte;
        rest.remove_prefix(c.length);
    }
    return is_utf8(bytes) ? bytes : text;
}

std::string without_markup(std::string_view html) {
    std::string out;
    for (std::size_t i = 0; i < html.size();) {
        if (html[i] == '<') {
            if (breaks_line(html.substr(i))) out += '\n';
            i = behind_tag(html, i);
        } else if (const Entity entity = html[i] == '&' ? entity_at(html.substr(i)) : Entity{};
                   entity.length > 0) {
            name::append_code_point(out, entity.character);
            i += entity.length;
        } else {
            out += html[i++];
        }
    }
    return out;
}

}  // namespace hr::core::announcement
