#include "loader/attempts.hpp"

#include "loader/server.hpp"

namespace hr::loader {
namespace {

constexpr const char* kName = "handelsregister attempts";
constexpr std::uint64_t kBuckets = 512;
constexpr int kPlaces = 8;

struct Attempt {
    std::uint64_t key;
    std::int64_t hour;
    std::uint32_t calls;  ///< 0: a free place
};

/// A key has its bucket, and a place there. Where all of them are taken in this hour, the one with the fewest
/// calls makes room: memory is bounded, and who calls most is counted best.
struct Table {
    LWLock* lock;
    Attempt places[kBuckets][kPlaces];
};

Table* shared = nullptr;
shmem_request_hook_type next_request_hook = nullptr;
shmem_startup_hook_type next_startup_hook = nullptr;

void request_memory() {
    if (next_request_hook != nullptr) next_request_hook();
    RequestAddinShmemSpace(sizeof(Table));
    RequestNamedLWLockTranche(kName, 1);
}

void create_memory() {
    if (next_startup_hook != nullptr) next_startup_hook();
    LWLockAcquire(AddinShmemInitLock, LW_EXCLUSIVE);
    bool found = false;
    shared = static_cast<Table*>(ShmemInitStruct(kName, sizeof(Table), &found));
    if (!found) {
        memset(static_cast<void*>(shared), 0, sizeof(Table));
        shared->lock = &GetNamedLWLockTranche(kName)->lock;
    }
    LWLockRelease(AddinShmemInitLock);
}

/// The place of a key in an hour: its own, else one that it may take.
Attempt* find_place(std::uint64_t key, std::int64_t hour) {
    Attempt* const bucket = shared->places[key % kBuckets];
    Attempt* best = bucket;
    for (Attempt* place = bucket; place < bucket + kPlaces; ++place) {
        if (place->key == key && place->hour == hour) return place;
        const bool is_over = place->hour != hour, best_is_over = best->hour != hour;
        if (is_over != best_is_over ? is_over : place->calls < best->calls) best = place;
    }
    return best;
}

std::uint32_t count(std::uint64_t key, std::int64_t hour, std::uint32_t more) {
    if (shared == nullptr) return 0;
    LWLockAcquire(shared->lock, LW_EXCLUSIVE);
    Attempt* const place = find_place(key, hour);
    if (place->key != key || place->hour != hour) {
        if (more > 0) *place = {key, hour, more};
    } else if (place->calls <= UINT32_MAX - more) {
        place->calls += more;
    }
    const bool is_own = place->key == key && place->hour == hour;
    const std::uint32_t calls = is_own ? place->calls : 0;
    LWLockRelease(shared->lock);
    return calls;
}

const AttemptCounter kCounter = {count};

}  // namespace

void install_attempts() {
    next_request_hook = shmem_request_hook;
    shmem_request_hook = request_memory;
    next_startup_hook = shmem_startup_hook;
    shmem_startup_hook = create_memory;
}

void publish_attempts() {
    void** slot = find_rendezvous_variable(kAttemptRendezvous);
    *slot = const_cast<AttemptCounter*>(&kCounter);
}

}  // namespace hr::loader
