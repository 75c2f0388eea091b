// Owns applying a layout: one walk over an element fills the values that the layout's rows name.
#pragma once

#include "core/history/fact.hpp"
#include "core/xjustiz/layout.hpp"
#include "core/xjustiz/tree.hpp"

#include <string>
#include <utility>
#include <vector>

namespace hr::core::xjustiz {

/// What stands below one element: single items, and facts without keys.
struct Gathered {
    std::vector<std::pair<Item, std::string>> items;  ///< a few
    std::vector<history::Fact> facts;

    const std::string& item(Item item) const;  ///< empty where absent
};

using Findings = std::vector<std::string>;

/// A layout's rows of one source as a tree of element names.
class Mapping {
public:
    Mapping(const Layout& layout, Source source);

    /// Unreadable values are left out and told in `findings`.
    Gathered gather(Element element, Findings& findings) const;

    /// Adds what is stated to a fact that has more already.
    Gathered gather(Element element, Findings& findings, history::Fact begun) const;

private:
    struct Leaf {
        const Row* row;
        std::size_t column;
    };
    struct Node {
        bool begins_value = false;
        history::Attribute attribute{};  ///< of the values that begin here
        std::vector<Leaf> leaves;
        Branches<Node> children;
    };
    class Walk;

    void add(const Row& row);

    Node root_;
};

}  // namespace hr::core::xjustiz
