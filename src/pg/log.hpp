// Owns lines in the server's log.
#pragma once

#include <cstdint>
#include <string>

namespace hr::pg {

/// Adds to a line of level LOG, "message: count", with the newest detail and hint. It is written at once, but not more
/// often than once a minute: what came meanwhile is told then, or when the process ends. For changes of state and
/// failures only, and never per job.
void log_count(const std::string& message, std::int64_t count, const std::string& detail, const std::string& hint);

/// Writes the lines whose minute is over.
void log_due_counts();

}  // namespace hr::pg
