// Owns a document as a tree: its nodes stand in one row in document order, with names as numbers.
#pragma once

#include "core/xjustiz/name_number.hpp"

#include <array>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hr::core::xjustiz {

enum class NodeKind : std::uint8_t { absent, element, text, comment };

struct TreeAttribute {
    std::string_view name, value;
};

struct TreeNode {
    std::string_view name;     ///< of an element, without its prefix
    std::string_view text;     ///< of an element, all that stands directly in it; else the node's own
    std::uint32_t size;        ///< nodes in the row: itself and all below it
    std::uint32_t attributes;  ///< the position of its first; they end where those of the next node begin
    std::uint32_t leading;     ///< bytes of the text that stand before all its children, and are no node
    NameNumber number;
    NodeKind kind;
};

/// What an element that a document lacks is made of: a node of no kind, and the one behind it.
inline constexpr std::array<TreeNode, 2> kAbsentNodes = {
    TreeNode{{}, {}, 1, 0, 0, kUnknownName, NodeKind::absent},
    TreeNode{{}, {}, 1, 0, 0, kUnknownName, NodeKind::absent}};

/// One node of a tree, which must outlive it, or none. None has no name, text, attributes or children:
/// every access is defined, so that nobody has to ask first.
class Element {
public:
    class Children;

    Element() = default;
    Element(const TreeNode* node, const TreeAttribute* attributes) : node_(node), attributes_(attributes) {}

    explicit operator bool() const { return node_->kind != NodeKind::absent; }
    bool is_element() const { return node_->kind == NodeKind::element; }
    bool is_text() const { return node_->kind == NodeKind::text; }
    bool is_comment() const { return node_->kind == NodeKind::comment; }
    /// Without children and attributes.
    bool is_bare() const { return node_->size == 1 && node_->attributes == node_[1].attributes; }
    std::string_view name() const { return node_->name; }
    std::string_view text() const { return node_->text; }
    /// Before its children; text() if it has no more.
    std::string_view leading_text() const { return text().substr(0, node_->leading); }
    NameNumber number() const { return node_->number; }
    /// Nodes: itself and all below it.
    std::size_t size() const { return node_->size; }
    Children children() const;

    std::span<const TreeAttribute> attributes() const {
        return {attributes_ + node_->attributes, attributes_ + node_[1].attributes};
    }
    /// Empty where there is none.
    std::string_view attribute(std::string_view name) const;

private:
    const TreeNode* node_ = kAbsentNodes.data();  ///< in the row of the tree's nodes; never null
    const TreeAttribute* attributes_ = nullptr;   ///< of the tree; null where there is none
};

/// Its elements, comments, and texts but the leading one.
class Element::Children {
public:
    class Iterator {
    public:
        explicit Iterator(Element at) : at_(at) {}
        Element operator*() const { return at_; }
        Iterator& operator++() {
            at_.node_ += at_.node_->size;
            return *this;
        }
        bool operator!=(const Iterator& other) const { return at_.node_ != other.at_.node_; }

    private:
        Element at_;
    };

    explicit Children(Element parent) : parent_(parent) {}
    Iterator begin() const { return Iterator({parent_.node_ + 1, parent_.attributes_}); }
    Iterator end() const { return Iterator({parent_.node_ + parent_.node_->size, parent_.attributes_}); }

private:
    Element parent_;
};

inline Element::Children Element::children() const {
    return Children(*this);
}

struct TreeRows {
    std::vector<TreeNode> nodes;  ///< in document order, and one behind the last
    std::vector<TreeAttribute> attributes;
    std::deque<std::string> joined;  ///< texts that the document has in pieces
    std::string_view root_name;      ///< with its prefix
};

class Tree {
public:
    /// Throws as check_characters and check_markup do, and 2200M for what else is not well-formed.
    explicit Tree(std::string_view document);
    Tree(const Tree&) = delete;
    Tree& operator=(const Tree&) = delete;

    Element root() const { return {rows_.nodes.data(), rows_.attributes.data()}; }

    /// In document order; the last one is behind the document.
    std::span<const TreeNode> nodes() const { return rows_.nodes; }

    /// By the root's own declarations.
    std::string_view root_namespace() const;

private:
    std::string text_;
    TreeRows rows_;
};

/// The elements at the end of a path of local names.
std::vector<Element> elements(Element from, std::string_view path);

/// The first of them, or none.
Element first_element(Element from, std::string_view path);

}  // namespace hr::core::xjustiz
