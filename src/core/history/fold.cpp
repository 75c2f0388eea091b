#include "core/history/fold.hpp"

#include "core/history/event.hpp"
#include "core/history/officer.hpp"
#include "core/history/state.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace hr::core::history {
namespace {

/// Opens and closes rows while the states go by.
class Rows {
public:
    void step(const State& state, const Fact* old, const Fact* now) {
        if (old) close(*old, state);
        if (now) open(*now, state);
    }

    std::vector<Row> take() {
        std::stable_sort(rows_.begin(), rows_.end(), [](const Row& a, const Row& b) {
            return std::tie(a.attribute, a.key) < std::tie(b.attribute, b.key);
        });
        return std::move(rows_);
    }

private:
    void open(const Fact& fact, const State& state) {
        open_[{fact.attribute, fact.key}] = rows_.size();
        rows_.push_back(
            {fact.attribute, fact.key, state.document, state.day, state.day_is_bound, {}, false, fact.value});
    }

    void close(const Fact& fact, const State& state) {
        const auto running = open_.find({fact.attribute, fact.key});
        rows_[running->second].valid_to = state.day;
        rows_[running->second].valid_to_is_bound = state.day_is_bound;
        open_.erase(running);
    }

    std::vector<Row> rows_;
    std::map<std::pair<Attribute, std::string>, std::size_t> open_;
};

}  // namespace

History fold(std::vector<Snapshot> snapshots) {
    std::vector<State> states = order(std::move(snapshots));
    follow_officers(states);

    History history;
    Rows rows;
    const State nothing;
    for (std::size_t i = 0; i < states.size(); ++i) {
        const State& before = i == 0 ? nothing : states[i - 1];
        const State& after = states[i];
        if (i == 0) history.events.push_back(company_added(after));
        for_each_difference(before, after, [&](const Fact* old, const Fact* now) {
            rows.step(after, old, now);
            if (i == 0) return;
            if (auto event = event_of(before, after, old, now)) history.events.push_back(std::move(*event));
        });
    }
    history.rows = rows.take();
    return history;
}

}  // namespace hr::core::history
