// Owns times of retrieval: from what files state to the wall clock of the register.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace hr::core::bulk {

/// "2018-07-28T03:16:34Z" -> "2018-07-28 05:16:34", "2018-07-28" -> "2018-07-28 00:00:00". An offset other
/// than Z is not accepted; a time without one is the register's already. Absent for anything else, and for
/// days that do not exist.
std::optional<std::string> local_time(std::string_view text);

}  // namespace hr::core::bulk
