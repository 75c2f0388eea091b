// Owns what text in an XML document stands for: references become characters, line ends "\n".
#pragma once

#include <cstring>
#include <string>
#include <string_view>

namespace hr::core::xjustiz {

constexpr bool is_xml_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

inline std::string_view between(const char* begin, const char* end) {
    return {begin, static_cast<std::size_t>(end - begin)};
}

/// Finds one byte in ranges that come in order: every byte is looked at once.
class Finder {
public:
    Finder(char wanted, char* begin, char* end) : wanted_(wanted), end_(end), next_(find(begin)) {}

    bool is_between(char* begin, char* end) {
        if (next_ < begin) next_ = find(begin);
        return next_ < end;
    }

private:
    char* find(char* from) const {
        void* const found = std::memchr(from, wanted_, static_cast<std::size_t>(end_ - from));
        return found ? static_cast<char*>(found) : end_;
    }

    char wanted_;
    char* end_;
    char* next_;
};

/// Works in place, as what stands for a character is never shorter than it, and on ranges that come in order.
/// Throws Refusal for a reference that is none.
class Resolver {
public:
    Resolver(char* begin, char* end)
        : begin_(begin), references_('&', begin, end), returns_('\r', begin, end) {}

    std::string_view text(char* begin, char* end) {
        const bool is_plain = !references_.is_between(begin, end) && !returns_.is_between(begin, end);
        return is_plain ? between(begin, end) : rewritten(begin, end, true, false);
    }

    /// A comment or character data: without references.
    std::string_view verbatim(char* begin, char* end) {
        return returns_.is_between(begin, end) ? rewritten(begin, end, false, false) : between(begin, end);
    }

    /// The value of an attribute, in which each blank is a space.
    std::string_view value(char* begin, char* end) { return rewritten(begin, end, true, true); }

private:
    std::string_view rewritten(char* begin, char* end, bool has_references, bool has_spaces) const;

    const char* begin_;
    Finder references_, returns_;
};

}  // namespace hr::core::xjustiz
