#include "core/identity/court.hpp"

#include "core/ascii.hpp"
#include "core/identity/court_name.hpp"
#include "core/name/edit_distance.hpp"

#include <algorithm>
#include <unordered_map>
#include <vector>

namespace hr::core::identity {
namespace {

constexpr Court kCourts[] = {
#include "court_table.inc"
};

constexpr std::string_view kPrefix = "Amtsgericht ";

template <typename Function>
void for_each_part(std::string_view list, Function function) {
    while (!list.empty()) {
        const std::size_t bar = list.find('|');
        function(list.substr(0, bar));
        list = bar == std::string_view::npos ? std::string_view() : list.substr(bar + 1);
    }
}

struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
};

template <typename Value>
using Index = std::unordered_map<std::string, Value, Hash, std::equal_to<>>;

template <typename Value>
const Value* look_up(const Index<Value>& index, std::string_view key) {
    const auto found = index.find(key);
    return found == index.end() ? nullptr : &found->second;
}

Index<const Court*> index_of_codes() {
    Index<const Court*> index;
    for (const Court& court : kCourts) index.emplace(court.code, &court);
    for (const Court& court : kCourts) {
        index.emplace(court.base_code, &court);
        for_each_part(court.alternative_codes, [&](std::string_view code) { index.emplace(code, &court); });
    }
    return index;
}

using Named = std::vector<FoundCourt>;  // of one name

/// Adds a court to those of a name, once.
void add(Named& named, FoundCourt found) {
    const auto same = [&](const FoundCourt& known) { return known.court == found.court; };
    if (std::none_of(named.begin(), named.end(), same)) named.push_back(found);
}

/// "Kempten" of "Kempten (Allgäu)", where no court bears that name in full, and none that keeps registers is called so.
/// Two of one name stay two.
void add_short_names(Index<Named>& index) {
    for (const Court& court : kCourts) {
        const std::size_t bracket = court.name.find(" (");
        if (bracket == std::string_view::npos) continue;
        Named& named = index[name_key(court.name.substr(0, bracket))];
        const auto stands_before = [](const FoundCourt& known) {
            return known.match == CourtMatch::name || known.court->keeps_registers();
        };
        if (std::none_of(named.begin(), named.end(), stands_before)) add(named, {&court, CourtMatch::alias});
    }
}

/// "Koln" and "Furth", where no court is called so.
void add_plain_names(Index<Named>& index) {
    Index<Named> plain;
    for (const auto& [key, named] : index) {
        (void)key;
        for (const FoundCourt& found : named)
            if (const std::string bare = plain_name_key(found.court->name); !index.contains(bare))
                add(plain[bare], {found.court, CourtMatch::alias});
    }
    for (auto& [key, named] : plain) {
        std::stable_sort(named.begin(), named.end(), [](const FoundCourt& a, const FoundCourt& b) { return a.court < b.court; });
        index.emplace(key, std::move(named));
    }
}

Index<Named> index_of_names() {
    Index<Named> index;
    for (const Court& court : kCourts) index[name_key(court.name)].push_back({&court, CourtMatch::name});
    for (const Court& court : kCourts)
        for_each_part(court.aliases,
                      [&](std::string_view alias) { add(index[name_key(alias)], {&court, CourtMatch::alias}); });
    add_short_names(index);
    add_plain_names(index);
    return index;
}

const Index<Named>& names() {
    static const Index<Named> index = index_of_names();
    return index;
}

const Named* named(std::string_view name) {
    if (const Named* found = look_up(names(), name_key(name))) return found;
    const bool abbreviated = name.size() > 3 && equal_ignoring_case(name.substr(0, 3), "AG ");
    return abbreviated ? look_up(names(), name_key(name.substr(3))) : nullptr;
}

/// A court that keeps registers stands before former courts of the same name, but for those of its successor.
FoundCourt chosen(const Named& named, const Court* successor) {
    for (const FoundCourt& found : named)
        if (successor && found.court->successor == successor->code) return found;
    if (named.size() == 1 || named.front().court->keeps_registers()) return named.front();
    return {};
}

const Court* any_court_by_code(std::string_view code) {
    if (!looks_like_court_code(code)) return nullptr;
    static const Index<const Court*> index = index_of_codes();
    char key[6] = {upper(code[0]), code[1], code[2], code[3], code[4], upper(code.back())};
    const Court* const* court = look_up(index, std::string_view(key, code.size()));
    // The last letter names a department; the register of a court is kept by one of them.
    if (!court) court = look_up(index, std::string_view(key, 5));
    return court ? *court : nullptr;
}

}  // namespace

std::span<const Court> courts() {
    return kCourts;
}

bool looks_like_court_code(std::string_view text) {
    const auto is_ascii_letter = [](char c) { return lower(c) >= 'a' && lower(c) <= 'z'; };
    if (text.size() < 5 || text.size() > 6 || !is_ascii_letter(text[0])) return false;
    for (const char c : text.substr(1, 4))
        if (!is_digit(c)) return false;
    return text.size() == 5 || is_ascii_letter(text[5]);
}

const Court* find_court_by_code(std::string_view code) {
    const Court* court = any_court_by_code(code);
    return court && court->keeps_registers() ? court : nullptr;
}

const Court* find_court_by_name(std::string_view name) {
    const Named* found = named(name);
    return found && found->front().court->keeps_registers() ? found->front().court : nullptr;
}

const Court* find_court(std::string_view code_or_name) {
    const Court* court = find_court_by_code(code_or_name);
    return court ? court : find_court_by_name(code_or_name);
}

FoundCourt find_any_court(std::string_view code_or_name, const Court* successor) {
    if (const Court* court = any_court_by_code(code_or_name)) {
        // Some sources give a former court the code of another one of its name: M1103_D3304V is Fürth in
        // Hessen.
        const FoundCourt same_name = successor ? find_any_court(short_name(*court), successor) : FoundCourt{};
        const bool is_meant = same_name.court && same_name.court->successor == successor->code;
        return {is_meant ? same_name.court : court, CourtMatch::code};
    }
    const Named* found = named(code_or_name);
    return found ? chosen(*found, successor) : FoundCourt{};
}

std::vector<const Court*> courts_named(std::string_view name) {
    std::vector<const Court*> found;
    if (const Named* all = named(name))
        for (const FoundCourt& one : *all) found.push_back(one.court);
    return found;
}

FoundCourt guess_court(std::string_view name) {
    constexpr std::size_t kLong = 11;
    constexpr std::size_t kShortest = 7;  // "Hagen" and "Haren" are both towns
    const std::string key = name_key(name);
    if (key.size() < kShortest) return {};
    std::size_t least = key.size() < kLong ? 1 : 2;
    const Court* best = nullptr;
    bool is_certain = false;
    for (const auto& [known, named] : names()) {
        const std::size_t distance = name::edit_distance(key, known, least);
        if (distance > least) continue;
        const Court* court = named.front().court;
        const bool is_better = distance < least || !best;
        is_certain = named.size() == 1 && (is_better || (is_certain && court == best));
        if (is_better) best = court;
        least = distance;
    }
    return is_certain ? FoundCourt{best, CourtMatch::guess} : FoundCourt{};
}

std::string_view short_name(const Court& court) {
    return court.name.substr(0, kPrefix.size()) == kPrefix ? court.name.substr(kPrefix.size()) : court.name;
}

}  // namespace hr::core::identity
