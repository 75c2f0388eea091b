#include "core/xjustiz/wellformed.hpp"

#include "core/error.hpp"
#include "core/name/utf8.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

namespace hr::core::xjustiz {
namespace {

constexpr std::string_view kProgramLimit = "54000";
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kHtmlHint =
    "This is a web page; retrieve the structured register content (SI) again.";

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}
bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

bool is_forbidden(char32_t c) {
    return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || (c >= 0xD800 && c < 0xE000) || c == 0xFFFE ||
           c == 0xFFFF || c > 0x10FFFF;
}

bool begins_with(std::string_view text, std::string_view prefix) {
    return text.substr(0, prefix.size()) == prefix;
}

bool begins_with_ignoring_case(std::string_view text, std::string_view prefix) {
    return text.size() >= prefix.size() && std::equal(prefix.begin(), prefix.end(), text.begin(),
                                                      [](char a, char b) { return lower(a) == lower(b); });
}

/// The value of the pseudo attribute "encoding" of the XML declaration, in lower case; empty where there is
/// none.
std::string declared_encoding(std::string_view document) {
    if (!begins_with(document, "<?xml")) return {};
    const std::string_view declaration = document.substr(0, document.find("?>"));
    const std::size_t name = declaration.find("encoding");
    const std::size_t open = name == std::string_view::npos ? name : declaration.find_first_of("'\"", name);
    if (open == std::string_view::npos) return {};
    const std::size_t close = declaration.find(declaration[open], open + 1);
    if (close == std::string_view::npos) return {};
    std::string value(declaration.substr(open + 1, close - open - 1));
    std::transform(value.begin(), value.end(), value.begin(), lower);
    return value;
}

[[noreturn]] void refuse_encoding(const std::string& encoding) {
    throw Error(sqlstate::kFeatureNotSupported, "encoding of the XML document is not supported",
                "The document is encoded in " + encoding + ".", "Submit the document in UTF-8.");
}

Encoding encoding_of(std::string_view document) {
    using namespace std::string_view_literals;
    if (document.substr(0, 4) == "\xFF\xFE\0\0"sv || document.substr(0, 4) == "\0\0\xFE\xFF"sv)
        refuse_encoding("UTF-32");
    const std::string declared = declared_encoding(document);
    if (declared.empty() || declared == "utf-8" || declared == "utf8" || declared == "us-ascii")
        return Encoding::utf8;
    if (declared == "iso-8859-1" || declared == "latin1") return Encoding::latin1;
    const bool shown = declared.size() <= 40 && std::all_of(declared.begin(), declared.end(),
                                                            [](char c) { return c > 0x20 && c < 0x7F; });
    refuse_encoding(shown ? "\"" + declared + "\"" : "an unknown encoding");
}

void check_characters(std::string_view document, Encoding encoding) {
    constexpr std::uint64_t kHighBits = 0x8080808080808080u;
    for (std::size_t at = 0; at < document.size();) {
        const auto byte = static_cast<unsigned char>(document[at]);
        if (byte >= 0x20 && byte < 0x80) {
            std::uint64_t word = 0;
            while (at + 8 <= document.size()) {
                std::memcpy(&word, document.data() + at, 8);
                // Skips eight bytes when all are printable ASCII: none with the high bit, none below 0x20.
                if ((word & kHighBits) || ((word - 0x2020202020202020u) & ~word & kHighBits)) break;
                at += 8;
            }
            if (at < document.size() && static_cast<unsigned char>(document[at]) >= 0x20 &&
                static_cast<unsigned char>(document[at]) < 0x80)
                ++at;
            continue;
        }
        name::CodePoint c{byte, 1, true};
        if (encoding == Encoding::utf8) c = name::first_code_point(document.substr(at));
        if (!c.valid) refuse_xml("a character is not valid UTF-8", at);
        if (is_forbidden(c.value)) refuse_xml("a character is not allowed in XML", at);
        at += c.length;
    }
}

/// Walks over the markup and counts the open elements.
class Scanner {
public:
    Scanner(std::string_view document, std::size_t begin) : text_(document), at_(begin) {}

    void scan() {
        while (at_ < text_.size()) {
            const std::size_t markup = std::min(text_.find('<', at_), text_.size());
            check_text(markup);
            at_ = markup;
            if (at_ < text_.size()) step();
        }
        if (roots_ == 0) refuse_xml("there is no element", text_.size());
        if (depth_ > 0) refuse_xml("the document ends before its root element is closed", text_.size());
    }

private:
    void step() {
        const std::string_view rest = text_.substr(at_);
        const char next = rest.size() > 1 ? rest[1] : '\0';
        if (next != '!' && next != '?') return tag(next == '/');
        if (begins_with(rest, "<!--")) return skip_behind("-->", 4);
        if (begins_with(rest, "<?")) return skip_behind("?>", 2);
        if (begins_with(rest, "<![CDATA[")) {
            if (depth_ == 0) refuse_xml("there is text outside the root element", at_);
            return skip_behind("]]>", 9);
        }
        const bool html = begins_with_ignoring_case(rest, "<!doctype html");
        refuse_xml("a document type declaration is not accepted", at_, html ? kHtmlHint : std::string_view());
    }

    void skip_behind(std::string_view end, std::size_t from) {
        const std::size_t found = text_.find(end, at_ + from);
        if (found == std::string_view::npos) refuse_xml("the document ends too early", text_.size());
        at_ = found + end.size();
    }

    void tag(bool closing) {
        const std::size_t begin = at_;
        at_ = closing ? text_.find('>', at_) : end_of_start_tag();
        if (at_ == std::string_view::npos) refuse_xml("the document ends inside a tag", text_.size());
        const bool empty = text_[at_ - 1] == '/';
        ++at_;
        if (closing)
            close(begin);
        else
            open(begin, empty);
    }

    /// The ">" of the tag at at_; those in attribute values do not count.
    std::size_t end_of_start_tag() {
        attributes_.clear();
        for (std::size_t at = at_; at < text_.size(); ++at) {
            const char c = text_[at];
            if (c == '>') return at;
            if (c != '"' && c != '\'') continue;
            const std::size_t close = text_.find(c, at + 1);
            if (close == std::string_view::npos) break;
            check_attribute(at);
            check_references(at + 1, close);
            at = close;
        }
        return std::string_view::npos;
    }

    /// Its value begins at a position. No element may have two of one name.
    void check_attribute(std::size_t value) {
        if (attributes_.size() >= kMaxAttributes)
            throw Error(kProgramLimit, "an element of the XML document has too many attributes",
                        "The limit of " + std::to_string(kMaxAttributes) +
                            " attributes is exceeded at byte " + std::to_string(value) + ".");
        std::string_view before = text_.substr(at_, value - at_);
        const auto strip = [&] {
            while (!before.empty() && is_blank(before.back())) before.remove_suffix(1);
        };
        strip();
        if (before.empty() || before.back() != '=') refuse_xml("an attribute has no name", value);
        before.remove_suffix(1);
        strip();
        const std::size_t begin = before.find_last_of(" \t\r\n\"'");
        const std::string_view name = begin == std::string_view::npos ? before : before.substr(begin + 1);
        if (std::find(attributes_.begin(), attributes_.end(), name) != attributes_.end())
            refuse_xml("an element has two attributes of one name", value);
        attributes_.push_back(name);
    }

    void open(std::size_t begin, bool empty) {
        if (depth_ == 0 && ++roots_ > 1) refuse_xml("there is more than one root element", begin);
        if (depth_ >= kMaxDepth)
            throw Error(kProgramLimit, "elements of the XML document are nested too deeply",
                        "The limit of " + std::to_string(kMaxDepth) + " levels is exceeded at byte " +
                            std::to_string(begin) + ".");
        if (!empty) ++depth_;
    }

    void close(std::size_t begin) {
        if (depth_ == 0) refuse_xml("an end tag closes nothing", begin);
        --depth_;
    }

    void check_text(std::size_t end) {
        if (depth_ == 0) {
            const auto from = text_.begin() + static_cast<std::ptrdiff_t>(at_);
            const auto to = text_.begin() + static_cast<std::ptrdiff_t>(end);
            const auto found = std::find_if_not(from, to, is_blank);
            if (found != to)
                refuse_xml("there is text outside the root element",
                           static_cast<std::size_t>(found - text_.begin()));
            return;
        }
        check_references(at_, end);
    }

    void check_references(std::size_t begin, std::size_t end) const {
        const std::string_view text = text_.substr(0, end);
        for (std::size_t at = text.find('&', begin); at != std::string_view::npos;
             at = text.find('&', at + 1))
            check_reference(at);
    }

    /// "&amp;", "&#228;", "&#xE4;" at a position.
    void check_reference(std::size_t at) const {
        constexpr std::size_t kLongest = 12;
        const std::string_view rest = text_.substr(at + 1, kLongest);
        const std::size_t end = rest.find(';');
        const std::string_view name = rest.substr(0, end);
        if (end == std::string_view::npos || name.empty())
            refuse_xml("an entity reference is not complete", at);
        if (name[0] != '#') {
            for (const std::string_view known : {"amp", "lt", "gt", "quot", "apos"})
                if (name == known) return;
            refuse_xml("an entity is not defined", at);
        }
        const bool hexadecimal = name.size() > 1 && name[1] == 'x';
        std::size_t used = 0;
        char32_t value = 0;
        for (const char c : name.substr(hexadecimal ? 2 : 1)) {
            const char l = lower(c);
            const bool digit = c >= '0' && c <= '9';
            if (!digit && !(hexadecimal && l >= 'a' && l <= 'f'))
                refuse_xml("a character reference is not valid", at);
            value = std::min<char32_t>(
                value * (hexadecimal ? 16 : 10) + static_cast<char32_t>(digit ? c - '0' : l - 'a' + 10),
                0x110000);
            ++used;
        }
        if (used == 0 || is_forbidden(value)) refuse_xml("a character reference is not valid", at);
    }

    std::string_view text_;
    std::size_t at_;
    std::size_t depth_ = 0;
    std::size_t roots_ = 0;
    std::vector<std::string_view> attributes_;  ///< of the tag at at_
};

}  // namespace

void refuse_xml(std::string_view reason, std::size_t position, std::string_view hint) {
    throw Error(sqlstate::kInvalidXmlDocument, "invalid XML document: " + std::string(reason),
                "The error is at byte " + std::to_string(position) + ".", std::string(hint));
}

Encoding check_document(std::string_view document, Declared declared) {
    if (document.empty()) refuse_xml("it is empty", 0);
    const Encoding encoding = declared == Declared::truly ? encoding_of(document) : Encoding::utf8;
    check_characters(document, encoding);
    Scanner(document, begins_with(document, kByteOrderMark) ? kByteOrderMark.size() : 0).scan();
    return encoding;
}

}  // namespace hr::core::xjustiz
