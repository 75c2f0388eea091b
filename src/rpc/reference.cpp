// Functions on code lists that SQL calls.
#include "core/reference/reference.hpp"
#include "rpc/functions.hpp"

namespace hr::rpc {

// Six fields for each value, as hr_registry.reference_values() takes them.
pg::Value reference_fields(const pg::Args& args) {
    std::vector<std::string> fields;
    for (const core::reference::Reference& row : core::reference::references(args.text(0)))
        for (const std::string_view field :
             {row.code, row.name, row.english_name, row.category, row.elf_code, row.iso_code})
            fields.emplace_back(field);
    return fields;
}

}  // namespace hr::rpc
