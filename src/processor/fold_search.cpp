#include "processor/fold_search.hpp"

#include "registry/search_fold.hpp"

#include <nlohmann/json.hpp>

namespace hr::processor {

std::vector<queue::Outcome> fold_search(const queue::Claim&, std::span<const queue::Job> jobs) {
    std::vector<queue::Outcome> outcomes;
    for (std::size_t i = 0; i < jobs.size(); ++i)
        outcomes.push_back(queue::done(nlohmann::json{{"entries", registry::fold_search_entries()}}.dump()));
    return outcomes;
}

}  // namespace hr::processor
