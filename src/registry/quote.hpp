// Owns texts around the register that may quote documents: errors, payloads and results of jobs, imports,
// reasons of operators, the audit log.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace hr::registry {

/// A column of a row.
struct Quote {
    std::string text;  ///< empty for null
    bool is_json = false;
};

/// Changes the quotes of a row; returns whether it did. `is_of_document`: a job for one of the documents.
using Rewrite = std::function<bool(std::vector<Quote>& quotes, bool is_of_document)>;

/// Hands over each row with this day in its texts, and each job for one of these documents. Reads each table
/// once, by a pattern; rows that somebody else has locked are left out: jobs at work, which see the erasure
/// when they read.
void rewrite_quotes(std::string_view date, const std::vector<std::int64_t>& documents,
                    const Rewrite& rewrite);

}  // namespace hr::registry
