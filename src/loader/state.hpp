// Owns the loader's shared memory: which databases there are to serve, and who serves them.
#pragma once

#include "loader/interface.hpp"
#include "loader/server.hpp"

namespace hr::loader {

inline constexpr int kMaxDatabases = 256;
inline constexpr int kMaxWorkersPerDatabase = 8;

/// What a worker found out about its database.
enum class Finding : int {
    unknown,          ///< not looked at since the server started
    served,           ///< has the extension; its worker left in order
    no_extension,     ///< not ours: looked at again only after a wake
    missing_library,  ///< has a version whose library is not installed
    failed            ///< the worker ended with an error, or is still running
};

/// One database. Guarded by State::lock.
struct Database {
    Oid oid;
    bool wake;  ///< work was enqueued since a worker last looked
    bool more;  ///< one worker is not enough for what there is
    Finding finding;
    bool warned;           ///< the log has told that the library is missing
    int failures;          ///< ends of workers with an error in a row
    TimestampTz next_due;  ///< when the next deferred job is due, 0 for none
    TimestampTz looked;    ///< when a worker was last started
    Latch* workers[kMaxWorkersPerDatabase];
};

struct State {
    LWLock* lock;
    pid_t launcher_pid;
    Latch* launcher;
    int count;
    Database databases[kMaxDatabases];
};

/// The state in shared memory; null before it is there.
State* state();

/// Reserves and creates the shared memory; to be called while libraries are preloaded.
void install_state();

/// The entry of a database, null for none. With the lock held.
Database* find_database(Oid oid);

/// The entry of a database, made if need be; null when the table is full. With the lock held exclusively.
Database* make_database(Oid oid);

/// Removes entries of databases that are not in the list. With the lock held exclusively.
void keep_databases(const Oid* oids, int count);

}  // namespace hr::loader
