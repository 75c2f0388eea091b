// Owns how statements of ours are planned: along indexes, whatever the server knows of the tables today.
#pragma once

namespace hr::pg {

/// While one lives, the planner may only follow indexes, in their order; and since what has none then looks
/// very dear, nothing may be compiled for it. What reads or sorts a small table whole today would still do so
/// when it has grown, until the next ANALYZE. For the same reason the planner takes every table for a large
/// one: at an empty one a read of the whole index looks as cheap as a search in it. The server reads these
/// variables; what is set for the session stays as it is.
class IndexPlans {
public:
    IndexPlans();
    ~IndexPlans();
    IndexPlans(const IndexPlans&) = delete;
    IndexPlans& operator=(const IndexPlans&) = delete;

private:
    const bool seqscan_, bitmapscan_, hashjoin_, mergejoin_, jit_, large_tables_;
};

/// To be called once, when the library is loaded.
void watch_planner();

}  // namespace hr::pg
