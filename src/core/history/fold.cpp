#include "core/history/fold.hpp"

#include "core/history/event.hpp"
#include "core/history/officer.hpp"
#include "core/history/state.hpp"
#include "core/interrupt.hpp"

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

/// A partial snapshot is no news while it is the first: a bulk load would flood the feed. The first whole
/// snapshot behind partial ones brings the company into the feed, and with it what people look for and
/// partial ones have stated otherwise; whatever else it states is no difference to what was known.
bool is_told(const State& before, const State& after, const Event& event, const Fact* old, const Fact* now) {
    if (!before.is_partial || after.is_partial) return true;
    if (!old || !now || event.old_value == event.new_value) return false;
    return old->attribute == Attribute::name || old->attribute == Attribute::seat ||
           old->attribute == Attribute::status;
}

}  // namespace

History fold(std::vector<Snapshot> snapshots) {
    std::vector<State> states = order(std::move(snapshots));
    follow_officers(states);

    History history;
    Rows rows;
    const State nothing;
    for (std::size_t i = 0; i < states.size(); ++i) {
        check_interrupt();
        const State& before = i == 0 ? nothing : states[i - 1];
        const State& after = states[i];
        if (!after.is_partial && (i == 0 || before.is_partial))
            history.events.push_back(company_added(after));
        for_each_difference(before, after, [&](const Fact* old, const Fact* now) {
            rows.step(after, old, now);
            if (i == 0) return;
            auto event = event_of(before, after, old, now);
            if (event && is_told(before, after, *event, old, now))
                history.events.push_back(std::move(*event));
        });
    }
    history.rows = rows.take();
    return history;
}

}  // namespace hr::core::history
