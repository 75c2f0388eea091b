// Owns hr_registry.document and hr_registry.reading.
#pragma once

#include "core/xjustiz/reader.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace hr::registry {

struct Document {
    std::int64_t id = 0;
    std::string content;
    std::string sha256;      ///< 32 raw bytes
    bool is_erased = false;  ///< its content told of a person who is erased, and is gone
};

/// The first documents with these numbers, in order of number, as many as fit into 64 MB but at least one;
/// unknown numbers are left out. Empty: there are none.
std::vector<Document> load_documents(const std::vector<std::int64_t>& ids);

/// When documents were retrieved as their submitters stated it, "YYYY-MM-DD HH:MM:SS": for those that do not
/// say themselves.
std::map<std::int64_t, std::string> retrieval_times(const std::vector<std::int64_t>& ids);

struct ReadingNote {
    std::int64_t document = 0;
    std::string xjustiz_version;
    std::string fach_version;
    bool layout_guessed = false;
    std::string layout;
    std::vector<std::string> findings, unmapped;
    std::int64_t entities = 0;
    core::xjustiz::MessageData message;
};

/// Empties these documents for ever: their digests stay, so that the same content is known when it comes
/// again, and not read. Returns how many were not empty before.
std::uint64_t erase_contents(const std::vector<std::int64_t>& ids);

/// Puts the replacement in the place of what readings of these documents quote: findings, the matter, the
/// sender's reference.
void replace_quotes(const std::vector<std::int64_t>& ids,
                    const std::function<bool(std::string_view)>& is_to_go, std::string_view replacement);

/// What a reading quotes, in one text.
struct ReadingQuotes {
    std::int64_t document = 0;
    std::string text;
};

/// Readings that quote this day. Reads all of them, by a pattern.
std::vector<ReadingQuotes> readings_with_date(std::string_view date);

/// Documents with a content that nothing was read of and no job waits to read. Asks for the numbers of all
/// documents.
std::vector<std::int64_t> unread_documents();

/// Notes what came of reading; a document that is read again keeps its row where nothing changed. To be
/// called with the companies of the documents locked, or two that read one document may collide.
void write_readings(const std::vector<ReadingNote>& notes);

}  // namespace hr::registry
