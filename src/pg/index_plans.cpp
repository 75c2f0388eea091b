#include "pg/index_plans.hpp"

#include "pg/server.hpp"

extern "C" {
#include "jit/jit.h"
#include "nodes/pathnodes.h"
#include "optimizer/cost.h"
#include "optimizer/plancat.h"
}

#include <algorithm>

namespace hr::pg {
namespace {

/// A table of this size is never read whole where an index leads to some rows.
constexpr BlockNumber kPages = 50'000;
constexpr double kRows = 1'000'000;

bool large_tables = false;
get_relation_info_hook_type next_hook = nullptr;

/// The server calls it for every table of a statement that is planned. Raises nothing and allocates nothing.
void take_for_large(PlannerInfo* root, Oid table, bool is_parent, RelOptInfo* info) {
    if (next_hook != nullptr) next_hook(root, table, is_parent, info);
    if (!large_tables) return;
    info->pages = std::max(info->pages, kPages);
    info->tuples = std::max(info->tuples, kRows);
    ListCell* cell = nullptr;
    foreach (cell, info->indexlist) {
        auto* index = static_cast<IndexOptInfo*>(lfirst(cell));
        index->pages = std::max(index->pages, kPages / 10);
        index->tuples = std::max(index->tuples, kRows);
    }
}

}  // namespace

IndexPlans::IndexPlans()
    : seqscan_(enable_seqscan),
      bitmapscan_(enable_bitmapscan),
      hashjoin_(enable_hashjoin),
      mergejoin_(enable_mergejoin),
      jit_(jit_enabled),
      large_tables_(large_tables) {
    enable_seqscan = enable_bitmapscan = enable_hashjoin = enable_mergejoin = jit_enabled = false;
    large_tables = true;
}

IndexPlans::~IndexPlans() {
    enable_seqscan = seqscan_;
    enable_bitmapscan = bitmapscan_;
    enable_hashjoin = hashjoin_;
    enable_mergejoin = mergejoin_;
    jit_enabled = jit_;
    large_tables = large_tables_;
}

void watch_planner() {
    next_hook = get_relation_info_hook;
    get_relation_info_hook = take_for_large;
}

}  // namespace hr::pg
