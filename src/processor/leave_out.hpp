// Owns leaving erased persons out of what documents say, before anything of it is stored.
#pragma once

#include "core/history/eraser.hpp"
#include "processor/read_documents.hpp"

namespace hr::processor {

/// Notes with each document whether it tells of an erased person. To be called where somebody has been
/// erased, see registry::share_erasures().
void leave_out_erased(ReadDocuments& documents);

/// Does a document that could not be read tell of an erased person? Then the error quotes nothing of it any
/// more. One statement.
bool leave_out_erased(std::string_view unread, Error& error);

/// Of these persons, those who are erased. One statement.
struct Erased {
    std::size_t place = 0;  ///< in `persons`
    core::history::Eraser eraser;
};
std::vector<Erased> erased_in(const std::vector<core::history::Person>& persons);

}  // namespace hr::processor
