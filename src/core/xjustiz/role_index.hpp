// Owns the roles of a message by their numbers: what its register parts refer to.
#pragma once

#include "core/xjustiz/role.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hr::core::xjustiz {

/// Roles by their positions. Numbers should be unique; where two roles have one, the first one counts.
class RoleIndex {
public:
    explicit RoleIndex(const std::vector<Role>& roles);

    /// The role that a number refers to; absent where nobody has it.
    std::optional<std::size_t> find(std::string_view number) const;

    /// The role that the number of this one refers to; itself where it has none.
    std::size_t meant(std::size_t role) const { return meant_[role]; }

    /// Those that an element or anything below it refers to, each once, in order. What nobody has is left
    /// out.
    std::vector<std::size_t> referred(Element element, std::string_view reference_name) const;

private:
    std::map<std::string, std::size_t, std::less<>> by_number_;
    std::vector<std::size_t> meant_;
};

}  // namespace hr::core::xjustiz
