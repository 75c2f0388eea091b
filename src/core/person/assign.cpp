#include "core/person/assign.hpp"

#include "core/interrupt.hpp"

#include <algorithm>
#include <iterator>
#include <limits>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

namespace hr::core::person {
namespace {

constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();
constexpr std::size_t kSeveral = kNone - 1;

/// Sets that are joined one by one.
class Sets {
public:
    explicit Sets(std::size_t size) : parent_(size) { std::iota(parent_.begin(), parent_.end(), 0U); }

    std::size_t find(std::size_t at) {
        for (; parent_[at] != at; at = parent_[at]) parent_[at] = parent_[parent_[at]];
        return at;
    }

    void join(std::size_t a, std::size_t b) { parent_[find(a)] = find(b); }

private:
    std::vector<std::size_t> parent_;
};

std::string_view id_of(const Mention& mention) {
    return mention.apart.empty() ? mention.own : mention.apart;
}

/// Persons with a full birth date by name and date, of the whole register or of one company (else 0).
class Candidates {
public:
    void add(std::int64_t company, const Mention& mention, std::size_t person) {
        entries_.insert({company, mention.last_name, mention.first_names, mention.birth_date, person});
    }

    /// The one whom name and date fit, kNone or kSeveral.
    std::size_t fitting(std::int64_t company, const Mention& mention) const {
        std::size_t found = kNone;
        int dates = 0;
        std::string_view last_date;
        for (auto at = entries_.lower_bound(
                 {company, mention.last_name, mention.first_names, mention.birth_date, 0});
             at != entries_.end() && fits(*at, company, mention); ++at) {
            check_interrupt();
            if (found != kNone && found != std::get<4>(*at)) return kSeveral;
            found = std::get<4>(*at);
            if (std::exchange(last_date, std::get<3>(*at)) != std::get<3>(*at) && ++dates > kMostBirthDates)
                return kSeveral;
        }
        return found;
    }

private:
    using Entry = std::tuple<std::int64_t, std::string_view, std::string_view, std::string_view, std::size_t>;

    static bool fits(const Entry& entry, std::int64_t company, const Mention& mention) {
        return std::get<0>(entry) == company && std::get<1>(entry) == mention.last_name &&
               std::get<2>(entry) == mention.first_names &&
               std::get<3>(entry).starts_with(mention.birth_date);
    }

    std::set<Entry> entries_;
};

/// Which of its mentions gives a person its number: by what they say, so that the digests do not decide.
auto rank(const Mention& mention) {
    return std::tuple(!mention.is_full, !mention.apart.empty(), std::string_view(mention.last_name),
                      std::string_view(mention.first_names), std::string_view(mention.birth_date),
                      id_of(mention));
}

/// Mentions that are one person whatever else there is.
struct Group {
    std::vector<std::size_t> mentions;
    const Mention* first = nullptr;  ///< by rank
    bool is_apart = false;
    std::set<std::string_view> residences;

    void add(std::size_t place, const Mention& mention) {
        if (!first || rank(mention) < rank(*first)) first = &mention;
        mentions.push_back(place);
        is_apart = is_apart || !mention.apart.empty();
        if (!mention.residence.empty()) residences.insert(mention.residence);
    }

    std::string_view id() const { return id_of(*first); }
    bool is_full() const { return first->is_full; }
};

/// By the representative of the set.
using Groups = std::map<std::size_t, Group>;

class Rule {
public:
    Rule(std::span<const Mention> mentions, std::span<const Join> joins)
        : mentions_(mentions), sets_(number_ids(joins)) {
        join_offices();
        natural_ = groups();
        for (const Join& join : joins) join_by_hand(join);
        persons_ = groups();
        for (const auto& [set, person] : persons_) {
            if (!person.is_full()) continue;
            for (const std::size_t place : person.mentions) add_candidate(mentions_[place], set);
        }
    }

    std::vector<Assignment> run() const {
        std::vector<Assignment> assignments(mentions_.size());
        for (const auto& [set, group] : natural_) {
            const std::size_t now = now_in_[group.mentions.front()];
            const Assignment whole = by_hand_.contains(now)
                                         ? Assignment{std::string(persons_.at(now).id()), Reason::joined}
                                         : of_group(group, now);
            for (const std::size_t place : group.mentions)
                assignments[place] = of_mention(mentions_[place], group, whole);
        }
        return assignments;
    }

private:
    std::size_t number_ids(std::span<const Join> joins) {
        for (const Mention& mention : mentions_) numbers_.try_emplace(id_of(mention), numbers_.size());
        for (const Join& join : joins)
            for (const std::string* id : {&join.one, &join.other}) numbers_.try_emplace(*id, numbers_.size());
        return numbers_.size();
    }

    std::size_t number(std::string_view id) const { return numbers_.find(id)->second; }

    /// Whoever is taken out of a person by hand does not come back through the office.
    void join_offices() {
        std::map<std::pair<std::int64_t, std::string_view>, std::size_t> offices;
        for (const Mention& mention : mentions_) {
            if (!mention.apart.empty()) continue;
            const std::size_t own = number(mention.own);
            sets_.join(own, offices.try_emplace({mention.company, mention.office}, own).first->second);
        }
    }

    void join_by_hand(const Join& join) { sets_.join(number(join.one), number(join.other)); }

    /// Notes also in which set each mention is, and which sets have become larger by hand.
    Groups groups() {
        Groups found;
        now_in_.resize(mentions_.size());
        for (std::size_t i = 0; i < mentions_.size(); ++i) {
            now_in_[i] = sets_.find(number(id_of(mentions_[i])));
            found[now_in_[i]].add(i, mentions_[i]);
        }
        for (const auto& [set, group] : natural_) {
            const std::size_t now = now_in_[group.mentions.front()];
            if (found.at(now).mentions.size() > group.mentions.size()) by_hand_.insert(now);
        }
        return found;
    }

    void add_candidate(const Mention& mention, std::size_t person) {
        if (!mention.is_full) return;
        candidates_.add(0, mention, person);
        candidates_.add(mention.company, mention, person);
    }

    /// Who has been decided upon by hand attaches to nobody.
    Assignment of_group(const Group& group, std::size_t now) const {
        const Assignment itself{std::string(persons_.at(now).id()), Reason::alone};
        if (group.is_full() || group.is_apart) return itself;
        const Mention& mention = most_exact(group);
        std::size_t candidate = candidates_.fitting(mention.company, mention);
        Reason reason = Reason::only_in_company;
        if (candidate == kNone) {
            candidate = candidates_.fitting(0, mention);
            reason = Reason::only_in_register;
            if (candidate < kSeveral && !is_near(group, mention, persons_.at(candidate))) candidate = kNone;
        }
        if (candidate == kNone) return itself;
        if (candidate == kSeveral) return {itself.person, Reason::ambiguous};
        return {std::string(persons_.at(candidate).id()), reason};
    }

    const Mention& most_exact(const Group& group) const {
        const auto place =
            std::max_element(group.mentions.begin(), group.mentions.end(), [&](std::size_t a, std::size_t b) {
                const auto exactness = [&](std::size_t i) {
                    const Mention& m = mentions_[i];
                    return std::tuple(m.birth_date.size(), std::string_view(m.birth_date),
                                      std::string_view(m.own));
                };
                return exactness(a) < exactness(b);
            });
        return mentions_[*place];
    }

    /// A name is too little beyond the company: a place must agree, or a year where no place is stated.
    static bool is_near(const Group& group, const Mention& mention, const Group& person) {
        if (group.residences.empty() || person.residences.empty()) return !mention.birth_date.empty();
        return std::any_of(group.residences.begin(), group.residences.end(),
                           [&](std::string_view place) { return person.residences.contains(place); });
    }

    static Assignment of_mention(const Mention& mention, const Group& group, const Assignment& whole) {
        const bool is_own = whole.person == id_of(mention);
        if (whole.reason == Reason::joined && whole.person != group.id()) return whole;
        if (!mention.apart.empty()) return {whole.person, Reason::separated};
        if (whole.reason == Reason::joined || whole.reason == Reason::alone) {
            if (!is_own) return {whole.person, Reason::same_office};
            return {whole.person, mention.is_full ? Reason::birth_date : Reason::alone};
        }
        return whole;
    }

    std::span<const Mention> mentions_;
    std::map<std::string_view, std::size_t> numbers_;
    Sets sets_;
    std::vector<std::size_t> now_in_;
    Groups natural_, persons_;
    std::set<std::size_t> by_hand_;
    Candidates candidates_;
};

}  // namespace

std::string_view name_of(Reason reason) {
    constexpr std::string_view kNames[] = {"birth_date", "same_office", "only_in_company", "only_in_register",
                                           "ambiguous",  "alone",       "joined",          "separated"};
    return kNames[static_cast<std::size_t>(reason)];
}

Assignment by_itself(const Mention& mention) {
    return {mention.own, mention.is_full ? Reason::birth_date : Reason::alone};
}

std::vector<Assignment> assign(std::span<const Mention> mentions, std::span<const Join> joins) {
    return Rule(mentions, joins).run();
}

}  // namespace hr::core::person
