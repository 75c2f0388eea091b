// Owns hr_registry.import with its lines and failures, and hr_registry.source_number.
#pragma once

#include "core/bulk/statement.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace hr::registry {

/// A file that is being imported. Its document stands for it: what its lines state is stated by that
/// document.
struct Import {
    std::int64_t id = 0;
    std::int64_t document = 0;
    std::string sha256;     ///< of the document, 32 raw bytes
    std::string retrieved;  ///< "YYYY-MM-DD HH:MM:SS", for lines that do not say themselves
    std::string source;     ///< whose numbers of companies the lines have
    core::bulk::Format format = core::bulk::Format::jsonl;
    bool search_is_put_off = false;  ///< finish_import() puts its names into the index
};

/// To be held by what leaves names out of the index, before it finds out that it may.
void lock_put_off_search();

std::optional<Import> find_import(std::int64_t id);

struct ImportLine {
    std::int64_t number = 0;
    std::string text;
};

/// The lines with these numbers that are still there, in order. They stay; end_import_lines() takes them.
std::vector<ImportLine> import_lines(std::int64_t from, std::int64_t to);

/// Register entries of companies that this source has named before, by its numbers.
std::map<std::string, core::identity::RegisterId> entries_of_numbers(const std::string& source,
                                                                     const std::vector<std::string>& numbers);

/// Notes the source's numbers of companies; the latest one to come counts.
struct SourceNumber {
    std::string number;
    std::int64_t company = 0;
};
void note_numbers(const std::string& source, const std::vector<SourceNumber>& numbers);

struct ImportFailure {
    std::int64_t line = 0;
    std::string text;
    std::string reason;
};

/// What one job has done with its lines.
struct ImportWork {
    std::int64_t from = 0, to = 0;
    std::vector<std::int64_t> held;  ///< lines that stay, for a job behind all others
    std::vector<ImportFailure> failures;
    std::int64_t added = 0, changed = 0, unchanged = 0;  ///< companies
    std::map<std::string, std::int64_t> left_out;        ///< lines by field that is not taken over
};

/// Takes the lines away, keeps the failures and counts; the last job of a step enqueues the next step. Locks
/// the import, so it is the last thing in a transaction.
void end_import_lines(std::int64_t import, const ImportWork& work);

/// Builds what was put off until all lines are in.
void finish_import(std::int64_t import);

}  // namespace hr::registry
