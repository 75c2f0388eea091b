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

void keep_databases(const Oid* oids, int count) {
    int kept = 0;
    for (int i = 0; i < shared->count; ++i)
        if (contains(oids, count, shared->databases[i].oid)) shared->databases[kept++] = shared->databases[i];
    shared->count = kept;
}

}  // namespace hr::loader
