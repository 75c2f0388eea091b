// Owns finding the elements of an XML text by their bytes, for tests that take it apart.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hr::test {

struct XmlElement {
    std::size_t begin = 0, end = 0;                  ///< from "<" to behind the last ">"
    std::size_t content_begin = 0, content_end = 0;  ///< between its tags; both at the end of an empty one
    std::string_view name;                           ///< without its prefix
    bool is_leaf = true;
};

/// Behind the ">" of the tag that begins at `at`; npos where it does not end.
inline std::size_t behind_tag(std::string_view text, std::size_t at) {
    char quote = 0;
    for (; at < text.size(); ++at) {
        if (quote != 0)
            quote = text[at] == quote ? '\0' : quote;
        else if (text[at] == '"' || text[at] == '\'')
            quote = text[at];
        else if (text[at] == '>')
            return at + 1;
    }
    return std::string_view::npos;
}

/// In order of their beginnings. Text that is not well-formed gives those that have both tags.
inline std::vector<XmlElement> xml_elements(std::string_view text) {
    std::vector<XmlElement> found;
    std::vector<std::size_t> open;
    std::size_t next = 0;
    const auto skip_to = [&](std::string_view mark) {
        const std::size_t at = text.find(mark, next);
        next = at == std::string_view::npos ? text.size() : at + mark.size();
    };
    while ((next = text.find('<', next)) != std::string_view::npos) {
        const std::size_t begin = next;
        const std::string_view rest = text.substr(begin);
        if (rest.starts_with("<!--") || rest.starts_with("<?") || rest.starts_with("<!")) {
            skip_to(rest.starts_with("<!--") ? "-->" : rest.starts_with("<?") ? "?>" : ">");
            continue;
        }
        next = behind_tag(text, begin);
        if (next == std::string_view::npos) break;
        const bool is_end = rest.starts_with("</");
        const std::size_t name_begin = begin + (is_end ? 2 : 1);
        std::string_view name =
            text.substr(name_begin, text.find_first_of(" \t\r\n/>", name_begin) - name_begin);
        name.remove_prefix(name.find(':') == std::string_view::npos ? 0 : name.find(':') + 1);
        if (!is_end) {
            if (!open.empty()) found[open.back()].is_leaf = false;
            found.push_back({begin, next, next, next, name});
            if (text[next - 2] != '/') open.push_back(found.size() - 1);
        } else if (!open.empty() && found[open.back()].name == name) {
            found[open.back()].content_end = begin;
            found[open.back()].end = next;
            open.pop_back();
        }
    }
    for (const std::size_t unfinished : open) found[unfinished].name = {};
    std::erase_if(found, [](const XmlElement& element) { return element.name.empty(); });
    return found;
}

/// Whether the content of an element names another part of the document, or the register entry.
inline bool is_reference(const XmlElement& element) {
    return element.is_leaf &&
           (element.name.starts_with("ref.") || element.name.ends_with("ummer") || element.name == "code");
}

inline std::string without(std::string_view text, const XmlElement& element) {
    return std::string(text.substr(0, element.begin)).append(text.substr(element.end));
}

inline std::string with_twice(std::string_view text, const XmlElement& element) {
    return std::string(text.substr(0, element.end)).append(text.substr(element.begin));
}

inline std::string with_content(std::string_view text, const XmlElement& element, std::string_view content) {
    return std::string(text.substr(0, element.content_begin))
        .append(content)
        .append(text.substr(element.content_end));
}

}  // namespace hr::test
