// Owns the list of functions that SQL can call; each is defined in the file of its subject in this folder.
#pragma once

#include "pg/call.hpp"

namespace hr::rpc {

#define HR_FUNCTION(name) pg::Value name(const pg::Args& args);
#include "rpc/functions.def"
#undef HR_FUNCTION

}  // namespace hr::rpc
