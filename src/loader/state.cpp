#include "loader/state.hpp"

namespace hr::loader {
namespace {

State* shared = nullptr;
shmem_request_hook_type next_request_hook = nullptr;
shmem_startup_hook_type next_startup_hook = nullptr;

constexpr const char* kName = "handelsregister";

void request_memory() {
    if (next_request_hook != nullptr) next_request_hook();
    RequestAddinShmemSpace(sizeof(State));
    RequestNamedLWLockTranche(kName, 1);
}

void create_memory() {
    if (next_startup_hook != nullptr) next_startup_hook();
    LWLockAcquire(AddinShmemInitLock, LW_EXCLUSIVE);
    bool found = false;
    shared = static_cast<State*>(ShmemInitStruct(kName, sizeof(State), &found));
    if (!found) {
        memset(static_cast<void*>(shared), 0, sizeof(State));
        shared->lock = &GetNamedLWLockTranche(kName)->lock;
    }
    LWLockRelease(AddinShmemInitLock);
}

bool contains(const Oid* oids, int count, Oid oid) {
    for (int i = 0; i < count; ++i)
        if (oids[i] == oid) return true;
    return false;
}

}  // namespace

State* state() {
    return shared;
}

Locked::Locked(LWLockMode mode) {
    LWLockAcquire(shared->lock, mode);
}

Locked::~Locked() {
    LWLockRelease(shared->lock);
}

void set_latch(Latch* latch) {
    if (latch != nullptr) SetLatch(latch);
}

void install_state() {
    next_request_hook = shmem_request_hook;
    shmem_request_hook = request_memory;
    next_startup_hook = shmem_startup_hook;
    shmem_startup_hook = create_memory;
}

Database* find_database(Oid oid) {
    for (int i = 0; i < shared->count; ++i)
        if (shared->databases[i].oid == oid) return &shared->databases[i];
    return nullptr;
}

Database* make_database(Oid oid) {
    if (Database* known = find_database(oid)) return known;
    if (shared->count == kMaxDatabases) return nullptr;
    Database* database = &shared->databases[shared->count++];
    *database = Database{};
    database->oid = oid;
    return database;
}

void forget_database(Oid oid) {
    if (Database* database = find_database(oid)) *database = shared->databases[--shared->count];
}

int count_workers(const Database& database) {
    int count = 0;
    for (const Worker& worker : database.workers) count += worker.pid != 0 ? 1 : 0;
    return count;
}

pid_t find_suspender(Oid database) {
    for (const Suspension& suspension : shared->suspensions)
        if (suspension.database == database) return suspension.pid;
    return 0;
}

void keep_databases(const Oid* oids, int count) {
    int kept = 0;
    for (int i = 0; i < shared->count; ++i) {
        const Database& database = shared->databases[i];
        if (contains(oids, count, database.oid) || count_workers(database) > 0)
            shared->databases[kept++] = database;
    }
    shared->count = kept;
}

}  // namespace hr::loader
