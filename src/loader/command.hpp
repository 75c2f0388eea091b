// Owns which commands need a database or its extension without workers, and who has the right to them.
#pragma once

#include "loader/server.hpp"

namespace hr::loader {

/// What a command needs. Without a database: nothing of ours.
struct Need {
    Oid database;   ///< must have no workers
    Oid extension;  ///< not InvalidOid: and nobody else may work with this extension
};

/// Looks at the statement and at the rights of the current user, with the server's own checks. A command that
/// the server will refuse needs nothing: nobody can stop a worker with it. Raises 42501 where even waiting for
/// the refusal would.
Need find_need(Node* statement, bool top_level);

/// The extension in this database, InvalidOid for none.
Oid own_extension();

}  // namespace hr::loader
