#include "core/xjustiz/encoding.hpp"

#include "core/name/utf8.hpp"
#include "core/xjustiz/wellformed.hpp"

namespace hr::core::xjustiz {
namespace {

enum class Order { none, little, big };

struct Start {
    Order order = Order::none;
    std::size_t mark = 0;  ///< bytes of the byte order mark
};

Start start_of(std::string_view document) {
    using namespace std::string_view_literals;
    const std::string_view first = document.substr(0, 2);
    // Four bytes a character begin with the mark of two; they are refused as what they are not.
    if (document.substr(0, 4) == "\xFF\xFE\0\0"sv) return {};
    if (first == "\xFF\xFE"sv) return {Order::little, 2};
    if (first == "\xFE\xFF"sv) return {Order::big, 2};
    if (first == "<\0"sv && document.substr(2, 2) != "\0\0"sv) return {Order::little, 0};
    if (first == "\0<"sv) return {Order::big, 0};
    return {};
}

char32_t unit_at(std::string_view document, std::size_t at, Order order) {
    const auto first = static_cast<unsigned char>(document[at]),
               second = static_cast<unsigned char>(document[at + 1]);
    return order == Order::little ? static_cast<char32_t>(second << 8 | first)
                                  : static_cast<char32_t>(first << 8 | second);
}

}  // namespace

std::optional<std::string> utf8_of_utf16(std::string_view document) {
    const auto [order, mark] = start_of(document);
    if (order == Order::none) return std::nullopt;
    if (document.size() % 2 != 0) refuse_xml("the document ends inside a character", document.size());
    std::string out;
    out.reserve(document.size() / 2 + document.size() / 16);
    for (std::size_t at = mark; at < document.size(); at += 2) {
        char32_t c = unit_at(document, at, order);
        if (c >= 0xD800 && c < 0xE000) {
            const bool leads = c < 0xDC00 && at + 2 < document.size();
            const char32_t next = leads ? unit_at(document, at + 2, order) : 0;
            if (next < 0xDC00 || next >= 0xE000) refuse_xml("a character is not valid UTF-16", at);
            c = 0x10000 + ((c - 0xD800) << 10) + (next - 0xDC00);
            at += 2;
        }
        name::append_code_point(out, c);
    }
    return out;
}

std::string utf8_of_latin1(std::string_view document) {
    std::string out;
    out.reserve(document.size() + document.size() / 16);
    for (const char c : document) name::append_code_point(out, static_cast<unsigned char>(c));
    return out;
}

}  // namespace hr::core::xjustiz
