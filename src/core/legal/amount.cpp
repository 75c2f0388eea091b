#include "core/legal/amount.hpp"

#include "core/ascii.hpp"
#include "core/xjustiz/lexical.hpp"

namespace hr::core::legal {
namespace {

struct Sign {
    std::string_view text;
    std::string_view currency;
};

constexpr Sign kSigns[] = {{"EUR", "EUR"}, {"Euro", "EUR"}, {"€", "EUR"},   {"DEM", "DEM"},
                           {"DM", "DEM"},  {"USD", "USD"},  {"CHF", "CHF"}, {"GBP", "GBP"}};
constexpr std::size_t kMaxBytes = 40;

void skip_blanks(std::string_view& rest) {
    while (!rest.empty() && (rest.front() == ' ' || rest.front() == '\n')) rest.remove_prefix(1);
    if (rest.substr(0, 2) == "\u00a0") rest.remove_prefix(2);
}

std::string_view sign_at(std::string_view text) {
    for (const Sign& sign : kSigns)
        if (text.substr(0, sign.text.size()) == sign.text) return sign.currency;
    return {};
}

std::string_view sign_before(std::string_view text) {
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    for (const Sign& sign : kSigns)
        if (text.size() >= sign.text.size() && text.substr(text.size() - sign.text.size()) == sign.text)
            return sign.currency;
    return {};
}

/// "1.234.567,89" or "1234567,-" at the beginning; its length. Groups after the first have three digits.
std::size_t number_length(std::string_view text) {
    std::size_t i = 0;
    while (i < text.size() && is_digit(text[i])) ++i;
    const auto group = [&](std::size_t at) {
        return at + 3 < text.size() && text[at] == '.' && is_digit(text[at + 1]) && is_digit(text[at + 2]) &&
               is_digit(text[at + 3]);
    };
    while (group(i)) i += 4;
    if (i + 1 < text.size() && text[i] == ',' && is_digit(text[i + 1]))
        for (++i; i < text.size() && is_digit(text[i]);) ++i;
    return i;
}

std::optional<std::string> decimal(std::string_view german) {
    std::string plain;
    for (const char c : german)
        if (c == ',')
            plain += '.';
        else if (c != '.')
            plain += c;
    return xjustiz::exact_decimal(plain);
}

}  // namespace

std::optional<Amount> find_amount(std::string_view utf8) {
    for (std::size_t i = 0; i < utf8.size(); ++i) {
        if (!is_digit(utf8[i])) continue;
        const std::size_t length = number_length(utf8.substr(i));
        std::string_view behind = utf8.substr(i + length);
        if (behind.substr(0, 2) == ",-" || behind.substr(0, 2) == ".-") behind.remove_prefix(2);
        while (behind.substr(0, 1) == "-") behind.remove_prefix(1);
        skip_blanks(behind);
        std::string_view currency = sign_at(behind);
        if (currency.empty()) currency = sign_before(utf8.substr(0, i));
        if (!currency.empty() && length <= kMaxBytes)
            if (auto value = decimal(utf8.substr(i, length))) return Amount{*value, std::string(currency)};
        i += length - 1;
    }
    return std::nullopt;
}

}  // namespace hr::core::legal
