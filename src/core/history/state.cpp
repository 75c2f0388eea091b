#include "core/history/state.hpp"

#include "core/error.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <tuple>

namespace hr::core::history {
namespace {

constexpr std::size_t kDateLength = 10;

using Place = std::tuple<Attribute, std::string_view>;

Place place(const Fact& fact) {
    return {fact.attribute, fact.key};
}

auto sequence(const Snapshot& s) {
    return std::tie(s.retrieved, s.last_entry, s.sha256, s.document);
}

void drop_duplicates(std::vector<Snapshot>& snapshots) {
    std::sort(snapshots.begin(), snapshots.end(), [](const Snapshot& a, const Snapshot& b) {
        return a.sha256 != b.sha256 ? a.sha256 < b.sha256 : sequence(a) < sequence(b);
    });
    const auto same = [](const Snapshot& a, const Snapshot& b) { return a.sha256 == b.sha256; };
    snapshots.erase(std::unique(snapshots.begin(), snapshots.end(), same), snapshots.end());
}

std::string day_of(const Snapshot& snapshot) {
    const std::string& source = snapshot.last_entry.empty() ? snapshot.retrieved : snapshot.last_entry;
    if (source.size() < kDateLength)
        throw Error(sqlstate::kInvalidParameter, "snapshot has no date",
                    "Document " + std::to_string(snapshot.document) +
                        " states neither the day of its last entry nor when it was retrieved.",
                    "Submit the document with the time of its retrieval.");
    return source.substr(0, kDateLength);
}

/// One entry more than before, and its day stated: the differences are that entry's.
bool is_exact_step(const Snapshot& before, const Snapshot& after) {
    return before.entry_count >= 0 && after.entry_count > 0 && after.entry_count - 1 == before.entry_count &&
           !after.last_entry.empty();
}

/// What the register itself has said is not amended by what others have copied from it.
void drop_superseded(std::vector<Snapshot>& snapshots) {
    const auto first_whole =
        std::find_if(snapshots.begin(), snapshots.end(), [](const Snapshot& s) { return !s.is_partial; });
    snapshots.erase(
        std::remove_if(first_whole, snapshots.end(), [](const Snapshot& s) { return s.is_partial; }),
        snapshots.end());
}

/// Attributes that a partial snapshot does not state, and former names: a company has had them whoever lists
/// them.
void keep_unstated(const std::vector<Fact>& before, std::vector<Fact>& facts) {
    std::set<Attribute> stated;
    for (const Fact& fact : facts) stated.insert(fact.attribute);
    std::vector<Fact> kept;
    for (const Fact& fact : before)
        if (fact.attribute == Attribute::former_name || !stated.contains(fact.attribute))
            kept.push_back(fact);
    std::move(kept.begin(), kept.end(), std::back_inserter(facts));
    sort_facts(facts);
}

}  // namespace

const Fact* State::find(Attribute attribute, std::string_view key) const {
    const Place wanted{attribute, key};
    const auto found =
        std::lower_bound(facts.begin(), facts.end(), wanted,
                         [](const Fact& fact, const Place& other) { return place(fact) < other; });
    return found != facts.end() && place(*found) == wanted ? &*found : nullptr;
}

void sort_facts(std::vector<Fact>& facts) {
    std::stable_sort(facts.begin(), facts.end(),
                     [](const Fact& a, const Fact& b) { return place(a) < place(b); });
    const auto same = [](const Fact& a, const Fact& b) { return place(a) == place(b); };
    facts.erase(std::unique(facts.begin(), facts.end(), same), facts.end());
}

std::vector<State> order(std::vector<Snapshot> snapshots) {
    drop_duplicates(snapshots);
    std::sort(snapshots.begin(), snapshots.end(),
              [](const Snapshot& a, const Snapshot& b) { return sequence(a) < sequence(b); });
    drop_superseded(snapshots);
    std::vector<State> states;
    states.reserve(snapshots.size());
    for (std::size_t i = 0; i < snapshots.size(); ++i) {
        Snapshot& snapshot = snapshots[i];
        State state{snapshot.document,         snapshot.sha256,    day_of(snapshot), true,
                    std::move(snapshot.facts), snapshot.is_partial};
        if (i > 0) {
            const bool runs_backwards = state.day < states.back().day;
            state.day_is_bound = runs_backwards || !is_exact_step(snapshots[i - 1], snapshot);
            if (runs_backwards) state.day = states.back().day;
        }
        sort_facts(state.facts);
        if (i > 0 && state.is_partial) keep_unstated(states.back().facts, state.facts);
        states.push_back(std::move(state));
    }
    return states;
}

bool same_significant(Attribute attribute, const Value& a, const Value& b) {
    static const std::optional<std::string> kAbsent;
    const auto& columns = info(attribute).columns;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (!columns[i].significant) continue;
        if ((i < a.size() ? a[i] : kAbsent) != (i < b.size() ? b[i] : kAbsent)) return false;
    }
    return true;
}

void for_each_difference(const State& before, const State& after,
                         const std::function<void(const Fact*, const Fact*)>& visit) {
    auto old = before.facts.begin();
    auto now = after.facts.begin();
    while (old != before.facts.end() || now != after.facts.end()) {
        if (now == after.facts.end() || (old != before.facts.end() && place(*old) < place(*now))) {
            visit(&*old++, nullptr);
        } else if (old == before.facts.end() || place(*now) < place(*old)) {
            visit(nullptr, &*now++);
        } else {
            if (!same_significant(now->attribute, old->value, now->value)) visit(&*old, &*now);
            ++old;
            ++now;
        }
    }
}

std::string_view text_of(const Value& value, std::size_t column) {
    return column < value.size() && value[column] ? std::string_view(*value[column]) : std::string_view();
}

}  // namespace hr::core::history
