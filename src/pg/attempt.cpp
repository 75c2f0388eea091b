#include "pg/attempt.hpp"

#include "loader/interface.hpp"
#include "pg/guard.hpp"

#include <map>

namespace hr::pg {
namespace {

/// The loader's counter; null where there is none.
const loader::AttemptCounter* loader_counter() {
    static void** slot = nullptr;
    if (slot == nullptr) slot = backend([] { return find_rendezvous_variable(loader::kAttemptRendezvous); });
    return static_cast<const loader::AttemptCounter*>(*slot);
}

/// Without the loader there is no memory that sessions share. A session calls few functions for few users in an
/// hour; whoever serves more forgets those of past hours.
std::uint32_t count_here(std::uint64_t key, std::int64_t hour, std::uint32_t more) {
    static std::int64_t counted_hour = 0;
    static std::map<std::uint64_t, std::uint32_t> calls;
    if (hour != counted_hour) calls.clear();
    counted_hour = hour;
    return more == 0 && !calls.contains(key) ? 0 : calls[key] += more;
}

}  // namespace

std::uint32_t count_attempts(std::uint64_t key, std::int64_t hour, std::uint32_t more) {
    const loader::AttemptCounter* counter = loader_counter();
    return counter != nullptr ? counter->count(key, hour, more) : count_here(key, hour, more);
}

}  // namespace hr::pg
