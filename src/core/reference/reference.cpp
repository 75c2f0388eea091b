#include "core/reference/reference.hpp"

#include <algorithm>
#include <iterator>

namespace hr::core::reference {
namespace {

constexpr Reference kReferences[] = {
#include "reference_table.inc"
};

}  // namespace

// Those of a kind stand together.
std::span<const Reference> references(std::string_view kind) {
    const auto is_kind = [kind](const Reference& row) { return row.kind == kind; };
    const auto begin = std::find_if(std::begin(kReferences), std::end(kReferences), is_kind);
    return {begin, std::find_if_not(begin, std::end(kReferences), is_kind)};
}

}  // namespace hr::core::reference
