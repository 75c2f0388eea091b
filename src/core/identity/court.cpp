#include "core/identity/court.hpp"

#include "core/name/letter.hpp"
#include "core/name/utf8.hpp"

#include <string>
#include <unordered_map>

namespace hr::core::identity {
namespace {

constexpr Court kCourts[] = {
#include "court_table.inc"
};

constexpr std::string_view kPrefix = "Amtsgericht ";

/// Letters and digits only, folded: "Bad Homburg v.d.H." -> "badhomburgvdh", "Köln" and "Koeln" -> "koeln".
std::string squeezed(std::string_view text) {
    constexpr char32_t kDiaeresis = 0x0308;
    std::string out;
    while (!text.empty()) {
        const name::CodePoint c = name::first_code_point(text);
        text.remove_prefix(c.length);
        if (!c.valid) continue;
        if (c.value == kDiaeresis && !out.empty() &&
            std::string_view("aou").find(out.back()) != std::string_view::npos)
            out += 'e';
        else
            out += name::latin(c.value);
    }
    return out;
}

std::string name_key(std::string_view text) {
    std::string key = squeezed(text);
    for (bool again = true; again;) {
        again = false;
        for (const std::string_view word : {"registergericht", "handelsregister", "amtsgericht"})
            if (key.size() > word.size() && key.compare(0, word.size(), word) == 0) {
                key.erase(0, word.size());
                again = true;
            }
    }
    return key;
}

template <typename Function>
void for_each_part(std::string_view list, Function function) {
    while (!list.empty()) {
        const std::size_t bar = list.find('|');
        function(list.substr(0, bar));
        list = bar == std::string_view::npos ? std::string_view() : list.substr(bar + 1);
    }
}

using Index = std::unordered_map<std::string, const Court*>;

Index index_of_codes() {
    Index index;
    for (const Court& court : kCourts) index.emplace(court.code, &court);
    for (const Court& court : kCourts) {
        index.emplace(court.base_code, &court);
        for_each_part(court.alternative_codes, [&](std::string_view code) { index.emplace(code, &court); });
    }
    return index;
}

Index index_of_names() {
    Index index;
    for (const Court& court : kCourts) index.emplace(name_key(court.name), &court);
    for (const Court& court : kCourts)
        for_each_part(court.aliases, [&](std::string_view alias) { index.emplace(name_key(alias), &court); });
    return index;
}

const Court* look_up(const Index& index, const std::string& key) {
    const auto found = index.find(key);
    return found == index.end() ? nullptr : found->second;
}

}  // namespace

bool looks_like_court_code(std::string_view text) {
    const auto is_letter = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); };
    if (text.size() < 5 || text.size() > 6 || !is_letter(text[0])) return false;
    for (const char c : text.substr(1, 4))
        if (c < '0' || c > '9') return false;
    return text.size() == 5 || is_letter(text[5]);
}

const Court* find_court_by_code(std::string_view code) {
    if (!looks_like_court_code(code)) return nullptr;
    static const Index index = index_of_codes();
    std::string key(code);
    key.front() = static_cast<char>(key.front() & ~0x20);
    if (key.size() == 6) key.back() = static_cast<char>(key.back() & ~0x20);
    const Court* court = look_up(index, key);
    // The last letter names a department; the register of a court is kept by one of them.
    return court || key.size() == 5 ? court : look_up(index, key.substr(0, 5));
}

const Court* find_court_by_name(std::string_view name) {
    static const Index index = index_of_names();
    if (const Court* court = look_up(index, name_key(name))) return court;
    const bool abbreviated = name.size() > 3 && (name.substr(0, 3) == "AG " || name.substr(0, 3) == "ag ");
    return abbreviated ? look_up(index, name_key(name.substr(3))) : nullptr;
}

const Court* find_court(std::string_view code_or_name) {
    const Court* court = find_court_by_code(code_or_name);
    return court ? court : find_court_by_name(code_or_name);
}

std::string_view short_name(const Court& court) {
    return court.name.substr(0, kPrefix.size()) == kPrefix ? court.name.substr(kPrefix.size()) : court.name;
}

}  // namespace hr::core::identity
