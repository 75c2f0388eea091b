#include "core/xjustiz/parser.hpp"

#include "core/xjustiz/resolver.hpp"
#include "core/xjustiz/wellformed.hpp"

#include <algorithm>
#include <array>
#include <cstring>

namespace hr::core::xjustiz {
namespace {

enum Role : std::uint8_t { begins_name = 1, in_name = 2, blank = 4, in_run = 8, in_prefix = 16 };

/// What a byte can be in markup; a run is a part of an attribute's value that stays as it is.
constexpr std::array<std::uint8_t, 256> kRoles = [] {
    std::array<std::uint8_t, 256> roles{};
    for (std::size_t c = 0; c < roles.size(); ++c) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80;
        if (letter || c == '_' || c == ':') roles[c] |= begins_name | in_name;
        if ((c >= '0' && c <= '9') || c == '-' || c == '.') roles[c] |= in_name;
        if ((roles[c] & in_name) != 0 && c != ':') roles[c] |= in_prefix;
        if (is_xml_blank(static_cast<char>(c))) roles[c] |= blank;
        const bool ends_run =
            c == '"' || c == '\'' || c == '&' || c == 0 || ((roles[c] & blank) != 0 && c != ' ');
        if (!ends_run) roles[c] |= in_run;
    }
    return roles;
}();

bool is(Role role, char c) {
    return (kRoles[static_cast<unsigned char>(c)] & role) != 0;
}

/// The first byte that has another role. In a variable of its own: to read a byte could be to read a member.
char* behind(char* at, Role role) {
    while (is(role, *at)) ++at;
    return at;
}

/// The text ends with a NUL that is not part of it, so that looking at the next byte is always safe.
class Parser {
public:
    Parser(std::string& text, TreeRows& rows)
        : rows_(rows),
          begin_(text.data()),
          at_(text.data()),
          end_(text.data() + text.size()),
          resolver_(at_, end_) {}

    void run() {
        constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
        if (between(at_, end_).starts_with(kByteOrderMark)) at_ += kByteOrderMark.size();
        for (text(); at_ < end_; text()) {
            ++at_;
            markup();
        }
        if (!open_.empty() || rows_.nodes.empty()) refuse_markup();
        add(NodeKind::text, {});
    }

private:
    struct Open {
        std::uint32_t node;
        std::size_t texts;
        std::string_view name;
    };

    [[noreturn]] void refuse(std::string_view reason, const char* at) const {
        const std::size_t last = static_cast<std::size_t>(end_ - begin_) - 1;
        throw Refusal{reason, std::min(static_cast<std::size_t>(at - begin_), last)};
    }
    /// check_markup knows better why.
    [[noreturn]] void refuse_markup() const { refuse("the document is not well-formed", at_); }

    void skip(Role role) { at_ = behind(at_, role); }

    /// The blanks at the beginning of a line, most of them at a time.
    void skip_indentation() {
        constexpr std::string_view kSpaces = "        ";
        char* at = at_;
        while (*at == '\r' || *at == '\n') ++at;
        while (end_ - at >= static_cast<std::ptrdiff_t>(kSpaces.size()) &&
               std::memcmp(at, kSpaces.data(), kSpaces.size()) == 0)
            at += kSpaces.size();
        at_ = at;
    }

    std::string_view name() {
        const char* const begin = at_;
        skip(in_name);
        return between(begin, at_);
    }

    /// Blanks alone are no text.
    void text() {
        char* const begin = at_;
        skip_indentation();
        skip(blank);
        if (at_ == end_ || *at_ == '<') return;
        if (open_.empty()) refuse_markup();
        at_ = begin;
        add_text(resolver_.text(begin, before('<')));
    }

    void markup() {
        if (is(begins_name, *at_)) return start_tag();
        if (*at_ == '/') return end_tag();
        if (*at_ == '?') return instruction();
        if (*at_ != '!') refuse("could not determine tag type", at_);
        constexpr std::string_view kComment = "!--", kCharacterData = "![CDATA[";
        const std::string_view rest = between(at_, end_);
        if (rest.starts_with(kComment)) {
            char* const begin = at_ + kComment.size();
            at_ = begin;
            const std::string_view comment = resolver_.verbatim(begin, before("-->"));
            if (!open_.empty()) add(NodeKind::comment, comment);
        } else if (rest.starts_with(kCharacterData) && !open_.empty()) {
            char* const begin = at_ + kCharacterData.size();
            at_ = begin;
            add_text(resolver_.verbatim(begin, before("]]>")));
        } else {
            refuse_markup();
        }
    }

    void instruction() {
        ++at_;
        if (!is(begins_name, *at_)) refuse("error parsing document declaration/processing instruction", at_);
        skip(in_name);
        before("?>");
    }

    /// The next place of a mark; at_ goes behind it, or to a single character.
    char* before(std::string_view mark) {
        const std::size_t found = between(at_, end_).find(mark);
        if (found == std::string_view::npos) refuse_markup();
        char* const place = at_ + found;
        at_ = place + mark.size();
        return place;
    }

    char* before(char mark) {
        void* const found = std::memchr(at_, mark, static_cast<std::size_t>(end_ - at_));
        if (!found) refuse_markup();
        return at_ = static_cast<char*>(found);
    }

    void start_tag() {
        const bool is_root = open_.empty();
        if (open_.size() >= kMaxDepth || (is_root && !rows_.nodes.empty())) refuse_markup();
        const char* const begin = at_;
        skip(in_prefix);
        const char* const local_begin = *at_ == ':' ? at_ + 1 : begin;
        skip(in_name);
        const std::string_view whole = between(begin, at_), local = between(local_begin, at_);
        if (is_root) rows_.root_name = whole;
        open_.push_back({static_cast<std::uint32_t>(rows_.nodes.size()), 0, whole});
        add(NodeKind::element, {});
        rows_.nodes.back().name = local;
        rows_.nodes.back().number = numbers_.of(local);
        const bool is_parted = is(blank, *at_);
        if (is_parted) attributes();
        const bool is_empty = *at_ == '/';
        if (!is_empty && *at_ != '>') refuse(kStart, is_parted ? at_ : at_ + 1);
        if (is_empty && *++at_ != '>') refuse(kStart, at_);
        ++at_;
        if (is_empty) close();
    }

    void attributes() {
        const std::size_t first = rows_.attributes.size();
        for (skip(blank); is(begins_name, *at_); skip(blank)) {
            const std::string_view attribute = name();
            check_attribute(first, attribute);
            skip(blank);
            if (*at_ != '=') refuse(kAttribute, at_ + 1);
            ++at_;
            skip(blank);
            if (*at_ != '"' && *at_ != '\'') refuse(kAttribute, at_);
            rows_.attributes.push_back({attribute, value()});
            if (is(begins_name, *at_)) refuse(kAttribute, at_);
        }
    }

    /// No element may have too many, or two of one name.
    void check_attribute(std::size_t first, std::string_view name) const {
        const auto begin = rows_.attributes.begin() + static_cast<std::ptrdiff_t>(first);
        const auto end = rows_.attributes.end();
        if (static_cast<std::size_t>(end - begin) >= kMaxAttributes) refuse_markup();
        if (std::any_of(begin, end, [&](const TreeAttribute& other) { return other.name == name; }))
            refuse_markup();
    }

    /// Of an attribute, whose quote is at at_.
    std::string_view value() {
        const char quote = *at_++;
        char* const begin = at_;
        skip(in_run);
        const bool is_plain = *at_ == quote;
        char* const end = is_plain ? at_ : before(quote);
        ++at_;
        return is_plain ? between(begin, end) : resolver_.value(begin, end);
    }

    void end_tag() {
        const char* const begin = ++at_;
        if (open_.empty()) refuse_markup();
        const std::string_view expected = open_.back().name;
        if (!between(at_, end_).starts_with(expected) || is(in_name, at_[expected.size()]))
            refuse("start-end tags mismatch", begin);
        at_ += expected.size();
        skip(blank);
        if (*at_ != '>') refuse("error parsing end element tag", at_);
        ++at_;
        close();
    }

    void close() {
        const Open& last = open_.back();
        rows_.nodes[last.node].size = static_cast<std::uint32_t>(rows_.nodes.size()) - last.node;
        if (last.texts > 1) join_texts(last.node);
        open_.pop_back();
    }

    void add_text(std::string_view text) {
        Open& parent = open_.back();
        TreeNode& node = rows_.nodes[parent.node];
        const bool is_first = ++parent.texts == 1;
        const bool leads = is_first && parent.node + 1 == rows_.nodes.size() && !text.empty();
        if (is_first) node.text = text;
        if (leads)
            node.leading = static_cast<std::uint32_t>(text.size());
        else
            add(NodeKind::text, text);
    }

    void join_texts(std::uint32_t element) {
        const std::vector<TreeNode>& nodes = rows_.nodes;
        std::string& whole = rows_.joined.emplace_back(nodes[element].text.substr(0, nodes[element].leading));
        for (std::size_t at = element + 1; at < nodes.size(); at += nodes[at].size)
            if (nodes[at].kind == NodeKind::text) whole += nodes[at].text;
        rows_.nodes[element].text = whole;
    }

    void add(NodeKind kind, std::string_view text) {
        const auto attributes = static_cast<std::uint32_t>(rows_.attributes.size());
        rows_.nodes.push_back({{}, text, 1, attributes, 0, kUnknownName, kind});
    }

    static constexpr std::string_view kStart = "error parsing start element tag";
    static constexpr std::string_view kAttribute = "error parsing element attribute";

    const NameNumbers& numbers_ = name_numbers();
    TreeRows& rows_;
    char* begin_;
    char* at_;
    char* end_;
    Resolver resolver_;
    std::vector<Open> open_;
};

}  // namespace

void parse(std::string& text, TreeRows& rows) {
    Parser(text, rows).run();
}

}  // namespace hr::core::xjustiz
