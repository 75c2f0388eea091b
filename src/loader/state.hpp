// Owns the loader's shared memory: which databases there are to serve, and who serves them.
#pragma once

#include "loader/interface.hpp"
#include "loader/server.hpp"

extern "C" {
#include "storage/lock.h"
}

namespace hr::loader {

inline constexpr int kMaxDatabases = 256;
inline constexpr int kMaxWorkersPerDatabase = 8;
inline constexpr int kMaxSuspensions = 128;

/// What a worker found out about its database.
enum class Finding : int {
    unknown,          ///< not looked at since the server started
    served,           ///< has the extension; its worker left in order
    no_extension,     ///< not ours: looked at again only after a wake
    missing_library,  ///< has a version whose library is not installed
    failed            ///< the worker ended with an error, or is still running
};

/// A worker that serves a database, or is about to connect to it. Gone from here, it is gone from the
/// server's list of processes too.
struct Worker {
    pid_t pid;  ///< 0: a free place
    Latch* latch;
    bool ended_by_us;  ///< told to end in the middle of its batch: no failure of its own
};

/// One database. Guarded by State::lock.
struct Database {
    Oid oid;
    bool wake;  ///< work was enqueued since a worker last looked
    bool more;  ///< one worker is not enough for what there is
    Finding finding;
    bool warned;                ///< the log has told that the library is missing
    int failures;               ///< ends of workers with an error in a row
    TimestampTz failing_since;  ///< when the first of them was seen, 0 without failures
    TimestampTz next_due;       ///< when the next deferred job is due, 0 for none
    TimestampTz looked;         ///< when a worker was last started
    Worker workers[kMaxWorkersPerDatabase];
};

/// A command of some session keeps workers off a database until its (sub)transaction ends. Guarded by
/// State::lock.
struct Suspension {
    Oid database;  ///< InvalidOid: a free place
    pid_t pid;
    VirtualTransactionId transaction;  ///< tells, other than a process number, one owner from the next
    SubTransactionId level;
    bool drops_database;
    Latch* latch;  ///< of the owner, who waits for the workers' end
};

struct State {
    LWLock* lock;
    pid_t launcher_pid;
    Latch* launcher;
    bool databases_changed;  ///< a command may have added or removed databases
    TimestampTz slots_exhausted_since;
    int count;
    Database databases[kMaxDatabases];
    Suspension suspensions[kMaxSuspensions];
};

/// Holds the lock of the state. Nothing in its scope may raise an error.
class Locked {
public:
    explicit Locked(LWLockMode mode);
    ~Locked();
    Locked(const Locked&) = delete;
    Locked& operator=(const Locked&) = delete;
};

/// Sets a latch that may be null.
void set_latch(Latch* latch);

/// The state in shared memory; null before it is there.
State* state();

/// Reserves and creates the shared memory; to be called while libraries are preloaded.
void install_state();

/// The entry of a database, null for none. With the lock held.
Database* find_database(Oid oid);

/// The entry of a database, made if need be; null when the table is full. With the lock held exclusively.
Database* make_database(Oid oid);

/// Removes the entry of a database that is no more: a worker on its way there turns back. With the lock held
/// exclusively.
void forget_database(Oid oid);

/// Number of workers that serve a database or are about to connect to it. With the lock held.
int count_workers(const Database& database);

/// The backend whose command keeps workers off a database, 0 for none. With the lock held.
pid_t find_suspender(Oid database);

/// Removes entries of databases that are not in the list and have no worker. With the lock held exclusively.
void keep_databases(const Oid* oids, int count);

}  // namespace hr::loader
