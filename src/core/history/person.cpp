#include "core/history/person.hpp"

#include "core/text/month.hpp"
#include "core/history/state.hpp"
#include "core/name/words.hpp"

#include <algorithm>

namespace hr::core::history {
namespace {

constexpr std::size_t kFullDate = 10;

/// Of texts so many persons at most: real ones have far fewer.
constexpr std::size_t kMost = 20000;

/// Between two of these the register's texts have one item: a last name, first names, a place, a date.
constexpr std::string_view kBetweenItems = ",;:()\n";

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

std::string two_digits(const std::string& number) {
    return number.size() == 1 ? "0" + number : number;
}

struct Date {
    std::size_t at;    ///< its first word
    std::string date;  ///< "YYYY-MM-DD"
};

/// Two digits for "2", "02" and "februar"; empty where it is no month.
std::string month_of(const std::string& word) {
    if (is_number(word, 1, 2)) return two_digits(word);
    for (const text::MonthName& named : text::kMonthNames)
        if (named.word == word) return std::string(named.number);
    return {};
}

/// "1980" is one year, "80" may be one of two.
std::vector<std::string> years_of(const std::string& word) {
    if (is_number(word, 4, 4)) return {word};
    if (is_number(word, 2, 2)) return {"19" + word, "20" + word};
    return {};
}

std::vector<Date> dates_in(const Words& words) {
    std::vector<Date> dates;
    for (std::size_t i = 0; i + 2 < words.size(); ++i) {
        const std::string &a = words[i], &b = words[i + 1], &c = words[i + 2];
        const std::string month = month_of(b);
        if (month.empty()) continue;
        if (is_number(a, 4, 4) && is_number(c, 1, 2)) {
            dates.push_back({i, a + "-" + month + "-" + two_digits(c)});
        } else if (is_number(a, 1, 2)) {
            for (const std::string& year : years_of(c))
                dates.push_back({i, year + "-" + month + "-" + two_digits(a)});
        }
    }
    return dates;
}

/// Items of a text as words, without the numbers that lists begin with.
std::vector<Words> items_of(std::string_view text) {
    std::vector<Words> items;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find_first_of(kBetweenItems), text.size());
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

/// As in "Direktorin Erika Maria Muster geb. am": first names and a last name among the last words before the
/// place.
void add_spoken(const Words& words, std::size_t stop, const std::string& date, std::vector<Person>& found) {
    constexpr std::size_t kWindow = 7, kMostFirst = 3, kMostLast = 2;
    for (std::size_t first = stop - std::min(kWindow, stop); first < stop; ++first)
        for (std::size_t last = first + 1; last < std::min(stop, first + kMostFirst + 1); ++last)
            for (std::size_t end = last + 1; end <= std::min(stop, last + kMostLast); ++end)
                found.push_back({join(words, last, end), join(words, first, last), date});
}

/// Names stand before the date: as items, one behind the other, or in one item, which may be the date's own.
void add_named_in(std::string_view text, std::vector<Person>& found) {
    constexpr std::size_t kFarthest = 4;
    const std::vector<Words> items = items_of(text);
    for (std::size_t at = 0; at < items.size(); ++at)
        for (const Date& date : dates_in(items[at])) {
            if (found.size() >= kMost) return;
            for (std::size_t i = at > kFarthest ? at - kFarthest : 0; i + 1 < at; ++i)
                found.push_back({name_of(items[i]), name_of(items[i + 1]), date.date});
            if (at > 0) add_spoken(items[at - 1], items[at - 1].size(), date.date, found);
            add_spoken(items[at], date.at, date.date, found);
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
    static const std::size_t kText = column_index(Attribute::register_entry, "text");
    std::vector<Person> found;
    for (const Fact& fact : facts) {
        if (fact.attribute == Attribute::officer) add_officer(fact.value, found);
        if (fact.attribute == Attribute::register_entry) add_named_in(text_of(fact.value, kText), found);
    }
    return found;
}

}  // namespace hr::core::history
