#include "registry/lock.hpp"

#include "pg/lock.hpp"

#include <algorithm>

namespace hr::registry {
namespace {

std::uint16_t number(Lock lock) {
    return static_cast<std::uint16_t>(lock);
}

}  // namespace

void take(Lock lock, std::uint32_t key) {
    pg::note_lock(number(lock), pg::LockMode::exclusive);
    pg::lock(number(lock), key, pg::LockMode::exclusive);
}

void share(Lock lock) {
    pg::note_lock(number(lock), pg::LockMode::shared);
    pg::lock(number(lock), 0, pg::LockMode::shared);
}

void take_companies(std::vector<std::uint32_t> keys) {
    std::sort(keys.begin(), keys.end());
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
    pg::check_lock_order(number(Lock::all_companies));
    if (keys.size() > pg::most_locks()) return take(Lock::all_companies);
    share(Lock::all_companies);
    for (const std::uint32_t key : keys) take(Lock::company, key);
}

std::optional<Lock> lock_named(std::string_view name) {
    if (name == "refresh") return Lock::refresh;
    if (name == "feed") return Lock::feed;
    return std::nullopt;
}

}  // namespace hr::registry
