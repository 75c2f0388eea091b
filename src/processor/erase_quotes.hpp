// Owns taking an erased person out of what quotes documents or was written by hand: jobs, imports, reasons,
// the audit log.
#pragma once

#include "core/history/eraser.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace hr::processor {

/// Rows that name the person with the birth date, and errors of jobs for these documents, lose each text with
/// one of the names or the date; of JSON the texts in it.
void erase_quotes(const core::history::Eraser& eraser, const std::string& birth_date,
                  const std::vector<std::int64_t>& documents);

}  // namespace hr::processor
