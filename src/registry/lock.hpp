// Owns the locks of a transaction that writes the register, and their order.
//
// Before all of these come the extension itself, or its gate (src/loader/gate.hpp), and hr_queue.history where the server has moved.
// A transaction takes locks in the order of the enumeration; those of one kind in the order of their keys. Two locks of
// tables stand among them: hr_registry.search_block behind the companies, for who takes a name out of the index, and
// hr_registry.person_name behind the persons. So no two transactions wait for each other in a circle. Every built-in job
// is checked against the order (pg::LockOrder).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace hr::registry {

enum class Lock : std::uint16_t {
    batches = 15,      ///< shared by a batch that writes companies; alone by one whose jobs are done one by one
    erasures,          ///< shared by who reads documents; an erasure takes it alone
    put_off_search,    ///< shared by who imports lines; alone by who then builds the index of names
    all_companies,     ///< shared by who takes companies one by one; alone by who takes too many for that
    company,           ///< the key is a digest of the register entry, which need not exist yet
    refresh,           ///< requests for one company, which is the key
    persons,           ///< assignments of mentions to persons
    feed               ///< numbers of the change feed: the last lock before commit
};

/// Until the end of the transaction.
void take(Lock lock, std::uint32_t key = 0);
void share(Lock lock);

/// The companies with these keys, in any order: each of them, or all there are where that would be too many for the
/// server's table of locks.
void take_companies(std::vector<std::uint32_t> keys);

/// Of those that SQL takes: "refresh", "feed".
std::optional<Lock> lock_named(std::string_view name);

}  // namespace hr::registry
