#include "core/history/eraser.hpp"

#include "core/digest.hpp"
#include "core/history/prose.hpp"
#include "core/history/state.hpp"
#include "core/name/words.hpp"
#include "core/text/date_finder.hpp"
#include "core/text/plausible.hpp"

#include <algorithm>
#include <map>

namespace hr::core::history {
namespace {

/// What an office says of itself and not of its holder.
constexpr std::string_view kOffice[] = {"kind",      "role_list",  "role_version",
                                        "role_code", "role_label", "role_text"};

struct Place {
    std::size_t at, end;
};

/// Calls `found` with each place where the words stand in the text; both are as name::words() makes them.
template <typename Found>
void for_each_place(std::string_view text, std::string_view words, Found found) {
    if (words.empty()) return;
    for (std::size_t at = text.find(words); at != std::string_view::npos; at = text.find(words, at + 1)) {
        const std::size_t end = at + words.size();
        if ((at == 0 || text[at - 1] == ' ') && (end == text.size() || text[end] == ' ')) found(at, end);
    }
}

bool contains(std::string_view text, std::string_view words) {
    bool is_there = false;
    for_each_place(text, words, [&](std::size_t, std::size_t) { is_there = true; });
    return is_there;
}

/// Digest of what stays of the office.
std::string office_key(std::int64_t number, const Value& officer) {
    static const std::size_t kCode = column_index(Attribute::officer, "role_code");
    static const std::size_t kText = column_index(Attribute::officer, "role_text");
    static const std::size_t kKind = column_index(Attribute::officer, "kind");
    Digest digest;
    for (const std::size_t column : {kCode, kText, kKind}) digest.add(text_of(officer, column));
    return "erased-" + std::to_string(number) + "-" + digest.hex().substr(0, 8);
}

std::string numbered(const std::string& key, int number) {
    return number == 1 ? key : key + "#" + std::to_string(number);
}

void leave_office_only(Value& officer) {
    for (std::size_t i = 0; i < officer.size(); ++i)
        if (std::find(std::begin(kOffice), std::end(kOffice), info(Attribute::officer).columns[i].name) ==
            std::end(kOffice))
            officer[i].reset();
}

/// Erased texts get keys by their place in the sheet, in the order of the document, as no text tells them
/// apart any more.
void renumber_entries(std::vector<Fact>& facts, std::set<std::string>& former_keys) {
    static const std::size_t kText = column_index(Attribute::register_entry, "text");
    std::map<std::string, int> counts;
    for (Fact& fact : facts) {
        if (fact.attribute != Attribute::register_entry || text_of(fact.value, kText) != kErased) continue;
        Digest digest;
        for (const std::string_view column : {"sheet_column", "entry_number", "type_code"})
            digest.add(text_of(fact.value, column_index(Attribute::register_entry, column)));
        const std::string key = "erased-" + digest.hex().substr(0, 16);
        former_keys.emplace(key_root(fact.key));
        fact.key = numbered(key, ++counts[key]);
    }
}

bool is_particular(Attribute attribute) {
    return attribute == Attribute::officer_name || attribute == Attribute::officer_address ||
           attribute == Attribute::officer_detail;
}

/// What belongs to these officers goes where it tells of the person, else it follows them to their new keys.
void follow(std::vector<Fact>& facts, const std::map<std::string, std::string>& new_keys) {
    const auto officer_of = [&](const Fact& fact) {
        return info(fact.attribute).of_officer ? new_keys.find(fact.key.substr(0, fact.key.find('/')))
                                               : new_keys.end();
    };
    std::erase_if(facts, [&](const Fact& fact) {
        return is_particular(fact.attribute) && officer_of(fact) != new_keys.end();
    });
    for (Fact& fact : facts)
        if (const auto officer = officer_of(fact); officer != new_keys.end())
            fact.key = officer->second + fact.key.substr(std::min(fact.key.find('/'), fact.key.size()));
}

}  // namespace

std::string_view key_root(std::string_view key) {
    return key.substr(0, key.find_first_of("#/"));
}

Eraser::Eraser(std::int64_t number, const Person& person)
    : number_(number),
      last_name_(name::words(person.last_name)),
      first_names_(name::words(person.first_names)),
      birth_date_(person.birth_date),
      spaced_date_(name::words(person.birth_date)) {}

bool Eraser::has_names_near(std::string_view words) const {
    constexpr std::ptrdiff_t kMostBetween = 6;  // titles, prefixes, a name at birth
    std::vector<Place> firsts;
    for_each_place(words, first_names_, [&](std::size_t at, std::size_t end) {
        firsts.push_back({at, end});
    });
    const auto is_near = [&](std::size_t from, std::size_t to) {
        const std::string_view between = words.substr(from, to - from);
        return std::count(between.begin(), between.end(), ' ') <= kMostBetween + 1;
    };
    bool are_near = false;
    for_each_place(words, last_name_, [&](std::size_t at, std::size_t end) {
        if (are_near) return;
        const auto behind =
            std::lower_bound(firsts.begin(), firsts.end(), end,
                             [](const Place& place, std::size_t to) { return place.at < to; });
        are_near = behind != firsts.end() && is_near(end, behind->at);
        // One word is not both names.
        auto before = std::make_reverse_iterator(behind);
        while (before != firsts.rend() && before->end > at) ++before;
        are_near = are_near || (before != firsts.rend() && is_near(before->end, at));
    });
    return are_near;
}

bool Eraser::has_date(std::string_view text) const {
    for (auto date = text::next_date(text, 0); date; date = text::next_date(text, date->end))
        if (date->is(birth_date_)) return true;
    return contains(name::words(text), spaced_date_);
}

bool Eraser::is(const Value& officer) const {
    static const std::size_t kBorn = column_index(Attribute::officer, "birth_date");
    static const std::size_t kFirst = column_index(Attribute::officer, "first_names");
    static const std::size_t kLast = column_index(Attribute::officer, "last_name");
    static const std::size_t kPrefix = column_index(Attribute::officer, "name_prefix");
    return text_of(officer, kBorn) == birth_date_ &&
           is(text_of(officer, kPrefix), text_of(officer, kLast), text_of(officer, kFirst));
}

bool Eraser::is(std::string_view name_prefix, std::string_view last_name,
                std::string_view first_names) const {
    if (name::words(first_names) != first_names_) return false;
    const std::string last(last_name);
    return name::words(last) == last_name_ ||
           name::words(std::string(name_prefix) + " " + last) == last_name_;
}

bool Eraser::may_be(const Value& officer) const {
    static const std::size_t kBorn = column_index(Attribute::officer, "birth_date");
    static const std::size_t kFirst = column_index(Attribute::officer, "first_names");
    static const std::size_t kLast = column_index(Attribute::officer, "last_name");
    static const std::size_t kPrefix = column_index(Attribute::officer, "name_prefix");
    return birth_date_.starts_with(text_of(officer, kBorn)) &&
           is(text_of(officer, kPrefix), text_of(officer, kLast), text_of(officer, kFirst));
}

bool Eraser::is_told_in(std::string_view text) const {
    return has_names_near(name::words(text)) || has_date(text);
}

bool Eraser::is_meant_in(std::string_view text) const {
    return has_names_near(name::words(text)) && has_date(text);
}

bool Eraser::has_names(std::string_view text) const {
    const std::string words = name::words(text);
    return contains(words, last_name_) && contains(words, first_names_);
}

bool Eraser::is_named_in(std::string_view document) const {
    const std::vector<std::string> texts = text::plausible_texts(document);
    return std::any_of(texts.begin(), texts.end(), [&](const std::string& text) { return has_names(text); });
}

bool Eraser::is_identified_in(std::string_view document) const {
    const std::vector<std::string> texts = text::plausible_texts(document);
    return std::any_of(texts.begin(), texts.end(),
                       [&](const std::string& text) { return has_names(text) && has_date(text); });
}

bool Eraser::is_hinted_at(std::string_view text) const {
    const std::string words = name::words(text);
    return contains(words, last_name_) || contains(words, first_names_) || has_date(text);
}

bool Eraser::erase_texts(std::vector<Fact>& facts) const {
    bool is_changed = false;
    for (Fact& fact : facts)
        for (const Prose& prose : kProse) {
            if (prose.attribute != fact.attribute) continue;
            auto& text = fact.value[column_index(prose.attribute, prose.column)];
            if (text && erase(*text)) is_changed = true;
        }
    return is_changed;
}

bool Eraser::erase(std::string& text) const {
    const bool is_told = is_told_in(text);
    if (is_told) text = kErased;
    return is_told;
}

Erasure Eraser::erase(std::vector<Fact>& facts) const {
    Erasure done;
    done.is_changed = erase_texts(facts);
    if (done.is_changed) renumber_entries(facts, done.former_keys);
    std::map<std::string, std::string> new_keys;
    std::map<std::string, int> counts;
    for (Fact& fact : facts) {
        if (fact.attribute != Attribute::officer || !may_be(fact.value)) continue;
        leave_office_only(fact.value);
        const std::string office = office_key(number_, fact.value);
        done.former_keys.emplace(key_root(fact.key));
        fact.key = new_keys[fact.key] = numbered(office, ++counts[office]);
    }
    follow(facts, new_keys);
    done.is_changed = done.is_changed || !new_keys.empty();
    return done;
}

}  // namespace hr::core::history
