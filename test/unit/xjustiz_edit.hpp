// Owns finding the elements of a document that a test rewrites, by local names.
#pragma once

#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace hr::core::xjustiz::testing {

inline std::string_view local_name(pugi::xml_node element) {
    const std::string_view name = element.name();
    const std::size_t colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

/// The elements at the end of a path.
inline std::vector<pugi::xml_node> elements(pugi::xml_node from, std::string_view path) {
    const std::size_t slash = path.find('/');
    std::vector<pugi::xml_node> found;
    for (const pugi::xml_node child : from.children()) {
        if (child.type() != pugi::node_element || local_name(child) != path.substr(0, slash)) continue;
        if (slash == std::string_view::npos) {
            found.push_back(child);
            continue;
        }
        for (const pugi::xml_node below : elements(child, path.substr(slash + 1))) found.push_back(below);
    }
    return found;
}

/// The first of them, or null.
inline pugi::xml_node first_element(pugi::xml_node from, std::string_view path) {
    const auto found = elements(from, path);
    return found.empty() ? pugi::xml_node() : found.front();
}

}  // namespace hr::core::xjustiz::testing
