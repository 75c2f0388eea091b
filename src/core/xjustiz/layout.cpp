#include "core/xjustiz/layout.hpp"

#include "core/xjustiz/layout_parts.hpp"

#include <optional>

namespace hr::core::xjustiz {
namespace {

constexpr Structure kStructure2 = {"grunddaten/verfahrensdaten/beteiligung",
                                   "beteiligter",
                                   "rolle",
                                   "fachdaten_Register",
                                   "basisdaten_Register/rechtstraeger",
                                   "basisdaten_Register/vertretung/vertretungsberechtigte",
                                   "ref.rollennummer",
                                   "grunddaten/@xjustizVersion",
                                   "fachdaten_Register_Version"};

constexpr Structure kStructure3 = {"grunddaten/verfahrensdaten/beteiligung",
                                   "beteiligter/auswahl_beteiligter",
                                   "rolle",
                                   "fachdatenRegister",
                                   "basisdatenRegister/rechtstraeger",
                                   "basisdatenRegister/vertretung/vertretungsberechtigte",
                                   "ref.rollennummer",
                                   "nachrichtenkopf/@xjustizVersion",
                                   "fachdatenRegisterVersion"};

struct Version {
    std::string_view schema;
    std::string_view xjustiz;  ///< as its documents state it
    std::string_view fach;
    int number;  ///< as in Part
};

// The schema of 3.7.0 prescribes "3.6.2": only the second version tells the two apart.
constexpr Version kVersions[] = {
    {"2.1.0", "2.1.0", "1.2", 21}, {"2.2.1", "2.2.1", "1.2", 22}, {"2.3.1", "2.3.1", "1.2", 23},
    {"2.4.0", "2.4.0", "1.2", 24}, {"2.5.1", "2.5.1", "1.2", 25}, {"2.6.0", "2.6.0", "1.2", 26},
    {"3.1.1", "3.1.1", "3.0", 31}, {"3.2.1", "3.2.1", "3.0", 32}, {"3.3.1", "3.3.1", "3.2", 33},
    {"3.4.1", "3.4.1", "3.3", 34}, {"3.5.1", "3.5.1", "3.4", 35}, {"3.6.2", "3.6.2", "3.5", 36},
    {"3.7.0", "3.6.2", "3.6", 37}, {"4.0.0", "4.0.0", "3.6", 40}};

Layout layout_of(const Version& version) {
    const bool old = version.number < 30;
    const std::span<const Row> shared = old ? rows_of_2() : rows_of_3();
    Layout layout{version.schema,
                  version.xjustiz,
                  version.fach,
                  old ? kStructure2 : kStructure3,
                  {shared.begin(), shared.end()}};
    for (const Part& part : old ? parts_of_2() : parts_of_3())
        if (part.since <= version.number && version.number <= part.until)
            layout.rows.insert(layout.rows.end(), part.rows.begin(), part.rows.end());
    return layout;
}

/// 36 for "3.6.2" and "3.6", 39 for "3.14"; absent where it begins with no two numbers.
std::optional<int> number_of(std::string_view text) {
    const auto is_digit = [&](std::size_t at) {
        return at < text.size() && text[at] >= '0' && text[at] <= '9';
    };
    if (!is_digit(0) || text.substr(1, 1) != "." || !is_digit(2)) return std::nullopt;
    return (text[0] - '0') * 10 + (is_digit(3) ? 9 : text[2] - '0');
}

/// The last version that is not newer; of versions before the first one, the first.
std::size_t nearest(int number) {
    std::size_t index = 0;
    for (std::size_t i = 0; i < std::size(kVersions); ++i)
        if (kVersions[i].number <= number) index = i;
    return index;
}

}  // namespace

std::span<const Layout> layouts() {
    static const std::vector<Layout> all = [] {
        std::vector<Layout> made;
        for (const Version& version : kVersions) made.push_back(layout_of(version));
        return made;
    }();
    return all;
}

Choice choose_layout(std::string_view xjustiz_version, std::string_view fach_version) {
    const std::size_t newest = std::size(kVersions) - 1;
    const std::optional<int> number = number_of(xjustiz_version);
    for (std::size_t i = 0; i <= newest; ++i) {
        const Version& version = kVersions[i];
        if (version.fach != fach_version) continue;
        // Of the newest one the schema prescribes only the beginning; 3.7 may be called by its name, too.
        if (version.xjustiz == xjustiz_version || version.schema == xjustiz_version ||
            (i == newest && number && *number / 10 == version.number / 10))
            return {i, false};
    }
    return {number ? nearest(*number) : newest, true};
}

}  // namespace hr::core::xjustiz
