#include "core/xjustiz/role_index.hpp"

#include "core/sort_once.hpp"
#include "core/xjustiz/lexical.hpp"

namespace hr::core::xjustiz {
namespace {

std::string_view first_text(Element element) {
    if (!element.leading_text().empty()) return element.leading_text();
    for (const Element child : element.children())
        if (child.is_text()) return child.text();
    return {};
}

/// Depth is limited by the parser.
template <class Visit>
void visit_references(Element element, std::string_view name, const Visit& visit) {
    for (const Element child : element.children()) {
        if (!child.is_element()) continue;
        if (child.name() == name) visit(trimmed(first_text(child)));
        visit_references(child, name, visit);
    }
}

}  // namespace

RoleIndex::RoleIndex(const std::vector<Role>& roles) {
    meant_.reserve(roles.size());
    for (std::size_t i = 0; i < roles.size(); ++i)
        meant_.push_back(roles[i].number.empty() ? i
                                                 : by_number_.try_emplace(roles[i].number, i).first->second);
}

std::optional<std::size_t> RoleIndex::find(std::string_view number) const {
    const auto found = by_number_.find(number);
    return found == by_number_.end() ? std::nullopt : std::optional(found->second);
}

std::vector<std::size_t> RoleIndex::referred(Element element, std::string_view reference_name) const {
    std::vector<std::size_t> roles;
    visit_references(element, reference_name, [&](std::string_view number) {
        if (const auto role = find(number)) roles.push_back(*role);
    });
    sort_once(roles);
    return roles;
}

}  // namespace hr::core::xjustiz
