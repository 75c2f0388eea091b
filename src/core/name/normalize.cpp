#include "core/name/normalize.hpp"

namespace hr::core::name {

std::string normalize_company_name(std::string_view utf8) {
    return joined(parse_company_name(utf8));
}

}  // namespace hr::core::name
