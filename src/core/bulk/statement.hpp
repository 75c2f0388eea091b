// Owns lines of bulk data: what one line of a file says about one company, as values.
#pragma once

#include "core/history/fact.hpp"
#include "core/identity/register_id.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hr::core::bulk {

/// How a line is written. Both are OffeneRegister's: an object of OpenCorporates' company schema, or the same
/// as columns.
enum class Format { jsonl, tsv };

/// "jsonl" and "tsv"; absent for another name.
std::optional<Format> format_of(std::string_view name);

/// What a line says. Of what it does not state nothing is known: it is no whole picture of the company.
struct Statement {
    /// Absent: the line knows the company by `number` only, and another one says which it is.
    std::optional<identity::RegisterId> id;
    std::string number;     ///< the source's own number of the company: "K1101R_HRB150148"; may be empty
    std::string retrieved;  ///< "YYYY-MM-DD HH:MM:SS", the register's wall clock; empty where not stated
    std::vector<history::Fact> facts;
    std::vector<std::string> left_out;  ///< fields with something in them that is not taken over, each once
};

/// JSONL: one company with its former names. TSV: 11 columns are a company (number, native number, register
/// type, register number, court, state, seat, status, name, address, time of retrieval), 3 columns a former
/// name of one (number, former name, present name). Throws hr::Error 22023 for any other line; its message is
/// the reason, for people.
Statement read_line(std::string_view line, Format format);

}  // namespace hr::core::bulk
