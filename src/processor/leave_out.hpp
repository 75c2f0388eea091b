// Owns leaving erased persons out of what documents say, before anything of it is stored.
#pragma once

#include "processor/read_documents.hpp"

namespace hr::processor {

/// Notes with each document whether it tells of an erased person. Where nobody has been erased, one short
/// statement.
void leave_out_erased(ReadDocuments& documents);

}  // namespace hr::processor
