#include "core/xjustiz/coverage.hpp"

#include "core/name/utf8.hpp"
#include "core/xjustiz/lexical.hpp"
#include "core/xjustiz/mapping.hpp"

#include <algorithm>
#include <set>

namespace hr::core::xjustiz {
namespace {

constexpr NotKept kNotKept[] = {
#include "not_kept.inc"
};

constexpr std::string_view kAnywhere = "**/";

bool is_text(pugi::xml_node node) {
    return node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata;
}

/// Depth is limited by check_document.
bool has_text(pugi::xml_node element) {
    for (const pugi::xml_node child : element.children())
        if (is_text(child) ? !trimmed(child.value()).empty() : has_text(child)) return true;
    return false;
}

struct Rules {
    std::set<std::string_view> paths;
    std::vector<std::string_view> endings;  ///< without the "**"
};

const Rules& rules() {
    static const Rules kRules = [] {
        Rules made;
        for (const NotKept& rule : kNotKept)
            if (rule.path.substr(0, kAnywhere.size()) == kAnywhere)
                made.endings.push_back(rule.path.substr(kAnywhere.size() - 1));
            else
                made.paths.insert(rule.path);
        return made;
    }();
    return kRules;
}

bool is_left_out(std::string_view path) {
    if (rules().paths.contains(path)) return true;
    return std::any_of(rules().endings.begin(), rules().endings.end(),
                       [&](std::string_view ending) { return path.ends_with(ending); });
}

bool is_namespace(std::string_view attribute) {
    return attribute == "xmlns" || attribute.substr(0, 6) == "xmlns:";
}

std::string_view without_prefix(std::string_view name) {
    const std::size_t colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

}  // namespace

std::span<const NotKept> not_kept() {
    return kNotKept;
}

/// One pass over a document, with the path of where it is.
class Coverage::Walk {
public:
    std::vector<std::string> take() { return std::move(found_); }

    void descend(const Node& node, pugi::xml_node element) {
        check_attributes(node, element);
        std::uint64_t seen = 0;
        for (const pugi::xml_node child : element.children()) {
            if (is_full()) return;
            if (is_text(child) && !node.reads_text && !trimmed(child.value()).empty()) tell("/text()");
            if (child.type() != pugi::node_element) continue;
            const std::string_view name = local_name(child);
            if (node.is_code && (name == "code" || name == "name")) continue;
            const auto next = std::find_if(node.children.begin(), node.children.end(),
                                           [&](const Node& candidate) { return candidate.name == name; });
            const Step step(*this, name);
            if (next == node.children.end()) {
                unknown(child);
                continue;
            }
            const std::uint64_t bit = std::uint64_t{1} << (next - node.children.begin());
            if ((seen & bit) != 0 && !next->repeats && has_text(child))
                tell("[2]");
            else
                descend(*next, child);
            seen |= bit;
        }
    }

private:
    /// One step of the path, for as long as it lives.
    class Step {
    public:
        Step(Walk& walk, std::string_view name) : path_(walk.path_), before_(path_.size()) {
            if (!path_.empty()) path_ += '/';
            path_ += name;
        }
        ~Step() { path_.resize(before_); }
        Step(const Step&) = delete;
        Step& operator=(const Step&) = delete;

    private:
        std::string& path_;
        std::size_t before_;
    };

    bool is_full() const { return found_.size() >= kMostPaths; }

    void check_attributes(const Node& node, pugi::xml_node element) {
        for (const pugi::xml_attribute attribute : element.attributes()) {
            const std::string_view name = attribute.name();
            const bool is_list = node.is_code && (name == "listURI" || name == "listVersionID");
            const bool is_read =
                std::find(node.attributes.begin(), node.attributes.end(), name) != node.attributes.end();
            if (!is_list && !is_read && !is_namespace(name) && !is_full()) {
                const Step step(*this, "@" + std::string(without_prefix(name)));
                if (!is_left_out(path_)) tell("");
            }
        }
    }

    /// Of an element that nobody knows, whatever has something to say.
    void unknown(pugi::xml_node element) {
        if (is_left_out(path_)) return;
        bool has_children = false;
        check_attributes({}, element);
        for (const pugi::xml_node child : element.children()) {
            if (child.type() != pugi::node_element) continue;
            has_children = true;
            if (is_full()) return;
            const Step step(*this, local_name(child));
            unknown(child);
        }
        if (!has_children) tell("");
    }

    void tell(std::string_view behind) {
        std::string path(name::prefix(path_ + std::string(behind), kLongestPath));
        if (!is_full() && known_.insert(path).second) found_.push_back(std::move(path));
    }

    std::string path_;
    std::vector<std::string> found_;
    std::set<std::string> known_;
};

Coverage::Node& Coverage::node_at(Node& from, std::string_view path) {
    Node* node = &from;
    while (!path.empty()) {
        const std::size_t slash = path.find('/');
        std::string_view step = path.substr(0, slash);
        path = slash == std::string_view::npos ? std::string_view() : path.substr(slash + 1);
        const bool repeats = step.back() == '*';
        if (repeats) step.remove_suffix(1);
        auto child = std::find_if(node->children.begin(), node->children.end(),
                                  [&](const Node& candidate) { return candidate.name == step; });
        if (child == node->children.end()) {
            child = node->children.insert(child, Node{});
            child->name = step;
        }
        if (repeats) child->repeats = true;
        node = &*child;
    }
    return *node;
}

void Coverage::add(Node& from, const Row& row) {
    Node& node = node_at(from, row.path);
    const bool is_code = row.kind == Kind::code || row.kind == Kind::code_value ||
                         row.kind == Kind::joined_code || row.kind == Kind::code_label;
    node.is_code = node.is_code || is_code;
    node.reads_text = node.reads_text || !is_code;
    if (row.kind == Kind::joined_text || row.kind == Kind::joined_code) node.repeats = true;
}

/// The node of the element that a row's path starts from; of a branch and the like, the participant is looked
/// at.
Coverage::Node* Coverage::origin(const Structure& structure, Source source) {
    switch (source) {
        case Source::message:
            return &root_;
        case Source::subject:
            return &node_at(root_, structure.subjects);
        case Source::entity:
            return &node_at(node_at(root_, structure.subjects), structure.entity);
        case Source::authority:
            return &node_at(node_at(root_, structure.subjects), structure.authorities);
        case Source::participant:
            return &node_at(root_, structure.participants);
        case Source::role:
            return &node_at(node_at(root_, structure.participants), structure.roles);
        default:
            return nullptr;
    }
}

Coverage::Coverage(const Layout& layout) {
    const Structure& structure = layout.structure;
    for (const Source source : {Source::subject, Source::authority, Source::participant, Source::role})
        origin(structure, source)->repeats = true;
    const std::size_t at = structure.version.find("/@");
    node_at(root_, structure.version.substr(0, at)).attributes.push_back(structure.version.substr(at + 2));
    origin(structure, Source::subject)->attributes.push_back(structure.fach_version);
    for (const Row& row : layout.rows)
        if (Node* from = origin(structure, row.source)) add(*from, row);
}

std::vector<std::string> Coverage::unread(pugi::xml_node root) const {
    Walk walk;
    walk.descend(root_, root);
    return walk.take();
}

}  // namespace hr::core::xjustiz
