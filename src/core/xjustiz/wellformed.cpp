#include "core/xjustiz/wellformed.hpp"

#include "core/ascii.hpp"
#include "core/error.hpp"
#include "core/name/utf8.hpp"
#include "core/xjustiz/character_reference.hpp"
#include "core/xjustiz/resolver.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace hr::core::xjustiz {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kHtmlHint =
    "This is a web page; retrieve the structured register content (SI) again.";

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

/// Whether a block has only ASCII that XML allows. In lanes, so that compilers make it a few instructions.
constexpr std::size_t kLanes = 16, kBlock = 4 * kLanes;
bool is_plain(const char* block) {
    std::array<unsigned char, kLanes> odd{};
    for (std::size_t part = 0; part < kBlock; part += kLanes)
        for (std::size_t i = 0; i < kLanes; ++i) {
            const auto byte = static_cast<signed char>(block[part + i]);  // others than ASCII are negative
            const bool is_odd = (byte < 0x20) & (byte != '\t') & (byte != '\n') & (byte != '\r');
            odd[i] = static_cast<unsigned char>(odd[i] | is_odd);
        }
    return odd == std::array<unsigned char, kLanes>{};
}

void check_each_character(std::string_view document, Encoding encoding) {
    for (std::size_t at = 0; at < document.size();) {
        if (at + kBlock <= document.size() && is_plain(document.data() + at)) {
            at += kBlock;
            continue;
        }
        for (const std::size_t end = std::min(at + kBlock, document.size()); at < end;) {
            const auto byte = static_cast<unsigned char>(document[at]);
            if (byte >= 0x20 && byte < 0x80) {
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
}

/// What stops a walk through a start tag.
constexpr std::array<bool, 256> kStops = [] {
    std::array<bool, 256> stops{};
    for (const unsigned char c : {'>', '"', '\''}) stops[c] = true;
    return stops;
}();

/// Walks over the markup and counts the open elements.
class Scanner {
public:
    Scanner(std::string_view document, std::size_t begin)
        : text_(document), at_(begin), next_reference_(std::min(text_.find('&'), text_.size())) {}

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
            if (!kStops[static_cast<unsigned char>(c)]) continue;
            if (c == '>') return at;
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
            throw Error(sqlstate::kProgramLimitExceeded,
                        "an element of the XML document has too many attributes",
                        "The limit of " + std::to_string(kMaxAttributes) +
                            " attributes is exceeded at byte " + std::to_string(value) + ".");
        std::string_view before = text_.substr(at_, value - at_);
        const auto strip = [&] {
            while (!before.empty() && is_xml_blank(before.back())) before.remove_suffix(1);
        };
        strip();
        if (before.empty() || before.back() != '=') refuse_xml("an attribute has no name", value);
        before.remove_suffix(1);
        strip();
        const auto parts = [](char c) { return is_xml_blank(c) || c == '"' || c == '\''; };
        const auto name_begin = std::find_if(before.rbegin(), before.rend(), parts).base();
        const std::string_view name(name_begin, before.end());
        if (std::find(attributes_.begin(), attributes_.end(), name) != attributes_.end())
            refuse_xml("an element has two attributes of one name", value);
        attributes_.push_back(name);
    }

    void open(std::size_t begin, bool empty) {
        if (depth_ == 0 && ++roots_ > 1) refuse_xml("there is more than one root element", begin);
        if (depth_ >= kMaxDepth)
            throw Error(sqlstate::kProgramLimitExceeded, "elements of the XML document are nested too deeply",
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
            const auto found = std::find_if_not(from, to, is_xml_blank);
            if (found != to)
                refuse_xml("there is text outside the root element",
                           static_cast<std::size_t>(found - text_.begin()));
            return;
        }
        check_references(at_, end);
    }

    /// Ranges come in order, so that each "&" is looked for once.
    void check_references(std::size_t begin, std::size_t end) {
        if (next_reference_ < begin) next_reference_ = std::min(text_.find('&', begin), text_.size());
        for (; next_reference_ < end;
             next_reference_ = std::min(text_.find('&', next_reference_ + 1), text_.size()))
            check_reference(next_reference_);
    }

    void check_reference(std::size_t at) const {
        const std::string_view reason = first_reference(text_.substr(at)).reason;
        if (!reason.empty()) refuse_xml(reason, at);
    }

    std::string_view text_;
    std::size_t at_;
    std::size_t next_reference_;  ///< of those from at_ on, the first "&"
    std::size_t depth_ = 0;
    std::size_t roots_ = 0;
    std::vector<std::string_view> attributes_;  ///< of the tag at at_
};

}  // namespace

void refuse_xml(std::string_view reason, std::size_t position, std::string_view hint) {
    throw Error(sqlstate::kInvalidXmlDocument, "invalid XML document: " + std::string(reason),
                "The error is at byte " + std::to_string(position) + ".", std::string(hint));
}

Encoding check_characters(std::string_view document, Declared declared) {
    if (document.empty()) refuse_xml("it is empty", 0);
    const Encoding encoding = declared == Declared::truly ? encoding_of(document) : Encoding::utf8;
    check_each_character(document, encoding);
    return encoding;
}

void check_markup(std::string_view document) {
    Scanner(document, begins_with(document, kByteOrderMark) ? kByteOrderMark.size() : 0).scan();
}

}  // namespace hr::core::xjustiz
