// Owns applying a layout: one walk over an element fills the values that the layout's rows name.
#pragma once

#include "core/history/fact.hpp"
#include "core/xjustiz/layout.hpp"

#include <array>
#include <pugixml.hpp>
#include <string>
#include <vector>

namespace hr::core::xjustiz {

/// What stands below one element: single items, and facts without keys.
struct Gathered {
    std::array<std::optional<std::string>, kItemCount> items;
    std::vector<history::Fact> facts;

    const std::string& item(Item item) const;  ///< empty where absent
};

using Findings = std::vector<std::string>;

/// A layout's rows of one source as a tree of element names.
class Mapping {
public:
    Mapping(const Layout& layout, Source source);

    /// Unreadable values are left out and told in `findings`.
    Gathered gather(pugi::xml_node element, Findings& findings) const;

private:
    struct Leaf {
        const Row* row;
        std::size_t column;
    };
    struct Node {
        std::string_view name;
        bool begins_value = false;
        history::Attribute attribute{};  ///< of the values that begin here
        std::vector<Leaf> leaves;
        std::vector<Node> children;
    };
    class Walk;

    void add(const Row& row);

    Node root_;
};

/// A name without its prefix.
std::string_view local_name(pugi::xml_node element);

/// The elements at the end of a path of local names.
std::vector<pugi::xml_node> elements(pugi::xml_node from, std::string_view path);

/// The first of them, or null.
pugi::xml_node first_element(pugi::xml_node from, std::string_view path);

}  // namespace hr::core::xjustiz
