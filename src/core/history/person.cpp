#include "core/history/person.hpp"

#include "core/history/prose.hpp"
#include "core/history/state.hpp"
#include "core/name/words.hpp"
#include "core/text/date_finder.hpp"
#include "core/text/plausible.hpp"

#include <algorithm>
#include <iterator>

namespace hr::core::history {
namespace {

constexpr std::size_t kFullDate = 10;

/// Between two of these the register's texts have one item: a last name, first names, a place, a date.
constexpr std::string_view kBetweenItems = ",;:()";
constexpr std::string_view kBetweenItemsOfLines = ",;:()\n";

using Words = std::vector<std::string>;

Words words_of(std::string_view text) {
    const std::string all = name::words(text);
    Words words;
    for (std::size_t at = 0; at < all.size();) {
        const std::size_t end = std::min(all.find(' ', at), all.size());
        words.push_back(all.substr(at, end - at));
        at = end + 1;
    }
    return words;
}

std::string join(const Words& words, std::size_t from, std::size_t to) {
    std::string text;
    for (std::size_t i = from; i < to; ++i) text += (i > from ? " " : "") + words[i];
    return text;
}

bool is_number(std::string_view word, std::size_t least, std::size_t most) {
    return word.size() >= least && word.size() <= most &&
           std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// "1980-02-01" for a date in a text; of a year in two digits there may be two.
std::vector<std::string> days_of(const text::WrittenDate& written) {
    std::vector<std::string> days;
    for (const int century : {0, 1800, 1900, 2000}) {
        if (written.has_century != (century == 0)) continue;
        text::WrittenDate date = written;
        date.year += century;
        date.has_century = true;
        if (auto day = date.iso()) days.push_back(std::move(*day));
    }
    return days;
}

/// Items of a text as words, without the numbers that lists begin with.
std::vector<Words> items_of(std::string_view text, std::string_view between) {
    std::vector<Words> items;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find_first_of(between), text.size());
        if (Words words = words_of(text.substr(0, end)); !words.empty()) items.push_back(std::move(words));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return items;
}

std::string name_of(const Words& item) {
    std::size_t first = 0;
    while (first < item.size() && is_number(item[first], 1, 3)) ++first;
    return join(item, first, item.size());
}

/// As in "Direktorin Erika Maria Muster geb. am": first names and a last name among the last words.
void add_spoken(const Words& words, const std::string& day, std::vector<Person>& found) {
    constexpr std::size_t kWindow = 7, kMostFirst = 3, kMostLast = 2;
    const std::size_t stop = words.size();
    for (std::size_t first = stop - std::min(kWindow, stop); first < stop; ++first)
        for (std::size_t last = first + 1; last < std::min(stop, first + kMostFirst + 1); ++last)
            for (std::size_t end = last + 1; end <= std::min(stop, last + kMostLast); ++end)
                found.push_back({join(words, last, end), join(words, first, last), day});
}

/// How far from a date names may stand.
struct Reach {
    std::size_t bytes_before, bytes_behind;
    std::size_t items;    ///< from the first name's item to the date
    std::size_t between;  ///< from one name's item to the other's
    std::size_t spoken;   ///< in so many items next to the date both names may stand
    std::size_t most;     ///< of a text so many persons at most: real ones have far fewer
};
constexpr Reach kInTexts{400, 100, 5, 1, 2, 20'000}, kInBytes{1500, 1500, 24, 3, 0, 200'000};

/// "Geschäfte von Muster, Erika Maria geboren am": a last name ends one item, and first names begin the next.
void add_neighbours(const Words& one, const Words& next, const std::string& day, std::vector<Person>& found) {
    constexpr std::size_t kMostWords = 3;
    for (std::size_t last = 1; last <= std::min(kMostWords, one.size()); ++last)
        for (std::size_t first = 1; first <= std::min(kMostWords, next.size()); ++first)
            found.push_back({join(one, one.size() - last, one.size()), join(next, 0, first), day});
}

/// Names as items near each other, either of them first, or in one item.
void add_pairs(const std::vector<Words>& items, const Reach& reach, const std::string& day,
               std::vector<Person>& found) {
    for (std::size_t i = 0; i < items.size(); ++i)
        for (std::size_t j = i + 1; j < items.size() && j - i <= reach.between; ++j) {
            const std::string one = name_of(items[i]), other = name_of(items[j]);
            if (one.empty() || other.empty()) continue;
            found.push_back({one, other, day});
            found.push_back({other, one, day});
            if (reach.between == 1) add_neighbours(items[i], items[j], day, found);
        }
    for (std::size_t i = items.size() - std::min(items.size(), reach.spoken); i < items.size(); ++i)
        add_spoken(items[i], day, found);
}

std::vector<Words> last_items(std::vector<Words> items, std::size_t most) {
    if (items.size() > most) items.erase(items.begin(), items.end() - static_cast<std::ptrdiff_t>(most));
    return items;
}

std::vector<Words> first_items(std::vector<Words> items, std::size_t most) {
    if (items.size() > most) items.resize(most);
    return items;
}

/// A word behind the date ends where the seventh does: "am 1.2.1980 geborene Erika Muster wurde".
void add_spoken_behind(std::vector<Words> items, const std::string& day, std::vector<Person>& found) {
    constexpr std::size_t kWindow = 7;
    if (items.empty()) return;
    if (items[0].size() > kWindow) items[0].resize(kWindow);
    add_spoken(items[0], day, found);
}

/// Names stand before the date, or behind it; a line may end between two items, or within one.
void add_named_in(std::string_view text, const Reach& reach, std::vector<Person>& found) {
    for (const text::WrittenDate& date : text::find_dates(text)) {
        const std::size_t from = date.begin - std::min(date.begin, reach.bytes_before);
        const std::string_view before = text.substr(from, date.begin - from);
        const std::string_view behind = text.substr(date.end, reach.bytes_behind);
        const bool has_lines = before.find('\n') != std::string_view::npos;
        for (const std::string& day : days_of(date)) {
            if (found.size() >= reach.most) return;
            for (const std::string_view between : {kBetweenItems, kBetweenItemsOfLines}) {
                if (!has_lines && between == kBetweenItemsOfLines) continue;
                add_pairs(last_items(items_of(before, between), reach.items), reach, day, found);
            }
            const std::vector<Words> next = first_items(items_of(behind, kBetweenItems), reach.items);
            if (reach.between > 1) add_pairs(next, reach, day, found);
            add_spoken_behind(next, day, found);
        }
    }
}

void add_officer(const Value& officer, std::vector<Person>& found) {
    static const std::size_t kLast = column_index(Attribute::officer, "last_name");
    static const std::size_t kPrefix = column_index(Attribute::officer, "name_prefix");
    static const std::size_t kFirst = column_index(Attribute::officer, "first_names");
    static const std::size_t kBorn = column_index(Attribute::officer, "birth_date");
    const std::string_view born = text_of(officer, kBorn);
    if (born.size() != kFullDate || !officer[kLast] || !officer[kFirst]) return;
    found.push_back({*officer[kLast], *officer[kFirst], std::string(born)});
    if (officer[kPrefix])
        found.push_back({*officer[kPrefix] + " " + *officer[kLast], *officer[kFirst], std::string(born)});
}

}  // namespace

std::string person_key(const Person& person) {
    return name::words(person.last_name) + "|" + name::words(person.first_names) + "|" + person.birth_date;
}

std::vector<Person> persons_in(const std::vector<Fact>& facts) {
    std::vector<Person> found;
    for (const Fact& fact : facts) {
        if (fact.attribute == Attribute::officer) add_officer(fact.value, found);
        for (const Prose& prose : kProse)
            if (prose.attribute == fact.attribute)
                add_named_in(text_of(fact.value, column_index(prose.attribute, prose.column)), kInTexts, found);
    }
    return found;
}

std::vector<Person> persons_in_text(std::string_view text) {
    std::vector<Person> found;
    add_named_in(text, kInTexts, found);
    return found;
}

std::vector<Person> persons_in_bytes(std::string_view document) {
    std::vector<Person> found;
    for (const std::string& text : text::plausible_texts(document))
        for (const Reach& reach : {kInTexts, kInBytes}) {
            std::vector<Person> named;
            add_named_in(text, reach, named);
            std::move(named.begin(), named.end(), std::back_inserter(found));
        }
    return found;
}

}  // namespace hr::core::history
