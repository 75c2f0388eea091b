#include "core/history/officer.hpp"

#include <algorithm>
#include <map>
#include <set>

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

/// Same group assumed: a new last name at the same full birth date, or the same name and matching dates.
bool may_be_one_person(const Fact* a, const Fact* b, const Columns& at) {
    const std::string_view born_a = field(a, at.birth_date);
    const std::string_view born_b = field(b, at.birth_date);
    if (field(a, at.last_name) != field(b, at.last_name))
        return born_a == born_b && born_a.size() == kFullDate;
    const std::size_t shared = std::min(born_a.size(), born_b.size());
    return born_a.substr(0, shared) == born_b.substr(0, shared);
}

/// Appeared officer -> the vanished one it continues.
std::map<const Fact*, const Fact*> pair_up(const Officers& vanished, const Officers& appeared) {
    const Columns at;
    std::map<Group, Officers> groups;
    for (const Fact* officer : vanished)
        if (!field(officer, at.first_names).empty()) groups[group(officer, at)].push_back(officer);

    std::map<const Fact*, Officers> fits_appeared;
    std::map<const Fact*, int> fits_vanished;
    for (const Fact* officer : appeared) {
        const auto found = groups.find(group(officer, at));
        if (found == groups.end()) continue;
        for (const Fact* candidate : found->second) {
            if (!may_be_one_person(candidate, officer, at)) continue;
            fits_appeared[officer].push_back(candidate);
            ++fits_vanished[candidate];
        }
    }
    std::map<const Fact*, const Fact*> pairs;
    for (const auto& [officer, candidates] : fits_appeared)
        if (candidates.size() == 1 && fits_vanished[candidates.front()] == 1)
            pairs.emplace(officer, candidates.front());
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
