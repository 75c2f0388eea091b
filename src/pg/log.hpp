// Owns lines in the server's log.
#pragma once

#include <string>

namespace hr::pg {

/// Writes a line of level LOG. For changes of state and failures only, and never per job.
void log(const std::string& message, const std::string& detail, const std::string& hint);

}  // namespace hr::pg
