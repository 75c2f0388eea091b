// Owns finding what of a document is not read: what no row names, and what is not left out on purpose.
#pragma once

#include "core/xjustiz/layout.hpp"
#include "core/xjustiz/tree.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace hr::core::xjustiz {

/// A path that is not kept, and why: not_kept.tsv. It stands for all below it; "**/" for any beginning.
struct NotKept {
    std::string_view path;
    std::string_view reason;
};
std::span<const NotKept> not_kept();

/// The elements and attributes that a layout reads.
class Coverage {
public:
    static constexpr std::size_t kMostPaths = 100;
    static constexpr std::size_t kLongestPath = 300;

    explicit Coverage(const Layout& layout);

    /// Paths below the root, in order, each once: "fachdatenRegister/neu", "fachdatenRegister/@neu",
    /// ".../text()" for text where there should be none, ".../sitz[2]" for an element of which only the first
    /// is read. No more than kMostPaths, and cut where they are longer than kLongestPath.
    std::vector<std::string> unread(Element root) const;

private:
    struct Node {
        bool is_read = false;  ///< else it is left out, or something below it
        bool is_left_out = false;
        bool reads_text = false;
        bool is_code = false;
        bool repeats = false;
        std::vector<std::string_view> attributes;
        Branches<Node> children;
    };
    class Walk;

    Node* origin(const Structure& structure, Source source);
    static Node& node_at(Node& from, std::string_view path, bool is_read = true);
    static void add(Node& from, const Row& row);

    Node root_;
};

}  // namespace hr::core::xjustiz
