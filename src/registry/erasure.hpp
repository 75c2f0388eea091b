// Owns hr_registry.erasure: whom to leave out, and the lock between those who read documents and those who
// erase. A person is kept there by name only until the erasing is done, and by a keyed digest for ever.
#pragma once

#include "core/history/person.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hr::registry {

/// Has anybody been erased? Keeps erase jobs waiting until the transaction ends, so that none misses what a
/// document brings that was read without knowing of the erasure.
bool share_erasures();

/// Who of these persons (see core::history::person_key()) is to be left out.
struct ErasedPerson {
    std::size_t place = 0;  ///< in `persons`
    std::int64_t erasure = 0;
};
std::vector<ErasedPerson> erased_among(const std::vector<std::string>& persons);

/// The person of an erasure, until it is done; an absent erasure has never been. Keeps readers of documents
/// out until the transaction ends, after those have ended that are at it.
struct Erasure {
    std::int64_t id = 0;
    std::optional<core::history::Person> person;
};
std::optional<Erasure> lock_erasure(std::int64_t id);

/// Of companies with higher numbers than `after`: officers and free texts with this birth date, in order of
/// company. Both read whole tables: erasing is rare, and no writer should pay for an index.
struct OfficerName {
    std::int64_t company = 0;
    std::string name_prefix, last_name, first_names;
};
std::vector<OfficerName> officers_born_on(std::string_view date, std::int64_t after);

/// Finds a day ("1980-02-01") in texts, however it is written, as a regular expression of the server; what is more
/// is for the caller to see. `year_pattern` is for LIKE, which is cheaper: without the year's last digits there is no
/// date.
std::string date_pattern(std::string_view date);
std::string year_pattern(std::string_view date);

struct CompanyText {
    std::int64_t company = 0;
    std::string text;
};
std::vector<CompanyText> texts_with_date(std::string_view date, std::int64_t after);

struct ErasureCounts {
    std::int64_t companies = 0, documents = 0, events = 0;
};

/// Adds to the counts and forgets the person.
void finish_erasure(std::int64_t id, const ErasureCounts& counts);

/// Adds to the counts; another job goes on with the companies behind this one. Returns its number.
std::int64_t continue_erasure(std::int64_t id, const ErasureCounts& counts, std::int64_t after);

}  // namespace hr::registry
