// Owns what of a natural person's entry counts for who it is: names, birth date and residence as they are compared.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace hr::core::person {

/// As the document states it; empty where it does not.
struct Entry {
    std::int64_t company = 0;
    std::string_view name_prefix, last_name, first_names, birth_date, residence;
};

/// See Mention. Birth dates within names and places are gone, so that no search can guess them.
struct Identity {
    std::string last_name;  ///< what stands before it, as prefix or as part, behind it: "heide von der"
    std::string first_names;
    std::string birth_date;
    std::string residence;
    bool is_full = false;
    std::string key;  ///< "muster|erika|1980-02-01": equal for who is one person by itself; begins with the
                      ///< company unless is_full

    bool operator==(const Identity&) const = default;
};

Identity identity_of(const Entry& entry);

}  // namespace hr::core::person
