#include "core/history/officer.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace hr::core::history {
namespace {

/// Key as the document has it -> key of the chain.
using Chains = std::map<std::string, std::string, std::less<>>;
using Officers = std::vector<const Fact*>;

constexpr std::size_t kFullDate = 10;

struct Columns {
    std::size_t kind = column_index(Attribute::officer, "kind");
    std::size_t role_code = column_index(Attribute::officer, "role_code");
    std::size_t role_text = column_index(Attribute::officer, "role_text");
    std::size_t first_names = column_index(Attribute::officer, "first_names");
    std::size_t last_name = column_index(Attribute::officer, "last_name");
    std::size_t birth_date = column_index(Attribute::officer, "birth_date");
};

std::string_view field(const Fact* officer, std::size_t column) {
    return text_of(officer->value, column);
}

/// What both must share whatever else changed.
using Group = std::array<std::string_view, 4>;

Group group(const Fact* officer, const Columns& at) {
    return {field(officer, at.kind), field(officer, at.role_code), field(officer, at.role_text),
            field(officer, at.first_names)};
}

/// Officers by what tells who they may be: of hundreds with one name the one that fits is searched for, not
/// compared with each.
class Directory {
public:
    Directory(const Officers& officers, const Columns& at) : at_(at) {
        for (const Fact* officer : officers) {
            if (field(officer, at.first_names).empty()) continue;
            const std::string_view name = field(officer, at.last_name), born = field(officer, at.birth_date);
            by_name_.insert({{group(officer, at), name, born}, officer});
            if (born.size() == kFullDate) by_date_.insert({{group(officer, at), born, name}, officer});
        }
    }

    /// The only one who may be this one: of the same name with a date that fits, or with a new last name at the
    /// same full birth date. Null where there are several, too.
    const Fact* only_fit(const Fact* officer) const {
        const Group same = group(officer, at_);
        const std::string_view name = field(officer, at_.last_name), born = field(officer, at_.birth_date);
        Found found;
        for (std::size_t size = 0; size < born.size(); ++size)
            found.add(by_name_, {same, name, born.substr(0, size)},
                      [&](std::string_view date) { return date == born.substr(0, size); });
        found.add(by_name_, {same, name, born},
                  [&](std::string_view date) { return date.starts_with(born); });
        if (born.size() == kFullDate) {
            found.add(by_date_, {same, born, {}}, [&](std::string_view other) { return other < name; });
            found.add(by_date_, {same, born, std::string(name) + '\0'}, [](std::string_view) { return true; });
        }
        return found.is_several ? nullptr : found.officer;
    }

private:
    using Place = std::tuple<Group, std::string_view, std::string_view>;
    using Places = std::multimap<Place, const Fact*>;

    struct Found {
        const Fact* officer = nullptr;
        bool is_several = false;

        template <typename Fits>
        void add(const Places& places, const Place& from, Fits fits) {
            for (auto at = places.lower_bound(from); !is_several && at != places.end(); ++at) {
                const auto& [same, first, second] = at->first;
                if (same != std::get<0>(from) || first != std::get<1>(from) || !fits(second)) return;
                is_several = officer != nullptr;
                officer = at->second;
            }
        }
    };

    const Columns& at_;
    Places by_name_, by_date_;
};

/// Appeared officer -> the vanished one it continues.
std::map<const Fact*, const Fact*> pair_up(const Officers& vanished, const Officers& appeared) {
    const Columns at;
    const Directory before(vanished, at), after(appeared, at);
    std::map<const Fact*, const Fact*> pairs;
    for (const Fact* officer : appeared) {
        const Fact* candidate = before.only_fit(officer);
        if (candidate && after.only_fit(candidate) == officer) pairs.emplace(officer, candidate);
    }
    return pairs;
}

Officers officers_of(const State& state) {
    Officers officers;
    for (const Fact& fact : state.facts)
        if (fact.attribute == Attribute::officer) officers.push_back(&fact);
    return officers;
}

Officers without(const Officers& officers, const State& other) {
    Officers rest;
    for (const Fact* officer : officers)
        if (!other.find(Attribute::officer, officer->key)) rest.push_back(officer);
    return rest;
}

/// A chain that begins takes the document's key, with "#2", "#3", … while another chain lives under it.
std::string fresh_key(const std::string& key, std::set<std::string>& in_use) {
    std::string candidate = key;
    for (int n = 2; !in_use.insert(candidate).second; ++n) candidate = key + "#" + std::to_string(n);
    return candidate;
}

Chains continue_chains(const State& before, const State& after, const Chains& chains) {
    const Officers now = officers_of(after);
    const auto pairs = pair_up(without(officers_of(before), after), without(now, before));
    std::set<std::string> in_use;
    for (const auto& chain : chains) in_use.insert(chain.second);

    Chains next;
    Officers newcomers;
    for (const Fact* officer : now) {
        const auto same = chains.find(officer->key);
        const auto pair = pairs.find(officer);
        if (same != chains.end())
            next.emplace(officer->key, same->second);
        else if (pair != pairs.end())
            next.emplace(officer->key, chains.at(pair->second->key));
        else
            newcomers.push_back(officer);
    }
    for (const Fact* officer : newcomers) next.emplace(officer->key, fresh_key(officer->key, in_use));
    return next;
}

void rename(std::string& key, const Chains& chains, std::string_view tail = {}) {
    const auto chain = chains.find(std::string_view(key).substr(0, key.size() - tail.size()));
    if (chain != chains.end()) key = chain->second + std::string(tail);
}

void rename_facts(State& state, const Chains& chains) {
    for (Fact& fact : state.facts) {
        if (fact.attribute == Attribute::officer) rename(fact.key, chains);
        if (!info(fact.attribute).of_officer) continue;
        const std::size_t slash = fact.key.find('/');
        if (slash != std::string::npos) rename(fact.key, chains, fact.key.substr(slash));
    }
    sort_facts(state.facts);
}

}  // namespace

void follow_officers(std::vector<State>& states) {
    // Keys are compared as the documents have them, so all chains are found before anything is renamed.
    std::vector<Chains> chains;
    const State nothing;
    for (std::size_t i = 0; i < states.size(); ++i)
        chains.push_back(i == 0 ? continue_chains(nothing, states[0], {})
                                : continue_chains(states[i - 1], states[i], chains.back()));
    for (std::size_t i = 0; i < states.size(); ++i) rename_facts(states[i], chains[i]);
}

}  // namespace hr::core::history
