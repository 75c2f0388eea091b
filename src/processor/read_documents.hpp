// Owns reading many documents: they are loaded slice by slice, read, and let go.
#pragma once

#include "core/error.hpp"
#include "core/xjustiz/reader.hpp"
#include "registry/document.hpp"

#include <map>
#include <optional>
#include <set>

namespace hr::processor {

/// A document without its content, and what came of reading it: one of the two, or neither where the content
/// is erased.
struct ReadDocument {
    registry::Document document;
    std::optional<core::xjustiz::Reading> reading;
    std::optional<Error> error;
    bool tells_of_erased = false;  ///< of an erased person, whom the reading leaves out
};

/// By number; unknown numbers are left out. Every entity has a time of retrieval, and none tells of a person
/// who is erased. One statement for each 64 MB of contents, one that asks for erased persons, and one where
/// documents do not say when they were retrieved.
using ReadDocuments = std::map<std::int64_t, ReadDocument>;
ReadDocuments read_documents(std::set<std::int64_t> ids);

}  // namespace hr::processor
