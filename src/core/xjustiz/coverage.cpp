#include "core/xjustiz/coverage.hpp"

#include "core/name/utf8.hpp"
#include "core/xjustiz/lexical.hpp"

#include <algorithm>
#include <set>

namespace hr::core::xjustiz {
namespace {

constexpr NotKept kNotKept[] = {
#include "not_kept.inc"
};

constexpr std::string_view kAnywhere = "**/";

bool has_text(Element element) {
    if (!trimmed(element.leading_text()).empty()) return true;
    for (const Element child : element.children())
        if (child.is_element() ? has_text(child) : child.is_text() && !trimmed(child.text()).empty())
            return true;
    return false;
}

using Steps = std::vector<std::string_view>;

/// The rules for any beginning, by the number of their last step.
class Endings {
public:
    Endings() {
        for (const NotKept& rule : not_kept()) {
            if (rule.path.substr(0, kAnywhere.size()) != kAnywhere) continue;
            Steps steps;
            for_each_step(rule.path.substr(kAnywhere.size()),
                          [&](std::string_view step, bool) { steps.push_back(step); });
            const NameNumber last = name_numbers().of(steps.back());
            if (last >= endings_.size()) endings_.resize(last + 1u);
            endings_[last].push_back(std::move(steps));
        }
    }

    /// Whether a path, the number of whose last step is `last`, ends like one of them and has more before.
    bool match(const Steps& path, NameNumber last) const {
        if (last >= endings_.size()) return false;
        return std::any_of(endings_[last].begin(), endings_[last].end(), [&](const Steps& ending) {
            return ending.size() < path.size() && std::equal(ending.rbegin(), ending.rend(), path.rbegin());
        });
    }

private:
    std::vector<std::vector<Steps>> endings_;
};

const Endings& endings() {
    static const Endings kEndings;
    return kEndings;
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

    void descend(const Node& node, Element element) {
        check_attributes(&node, element);
        if (!node.reads_text && !is_full() && !trimmed(element.leading_text()).empty()) tell("/text()");
        std::uint64_t seen = 0;
        for (const Element child : element.children()) {
            if (is_full()) return;
            if (child.is_text() && !node.reads_text && !trimmed(child.text()).empty()) tell("/text()");
            if (!child.is_element()) continue;
            if (node.is_code && (child.number() == kCodeName || child.number() == kNameName)) continue;
            const std::size_t at = node.children.find(child.number());
            const Node* const next = at < node.children.size() ? &node.children[at] : nullptr;
            const std::uint64_t bit = std::uint64_t{1} << at;
            const bool is_first = (seen & bit) == 0;
            if (is_first && next && next->reads_text && child.is_bare()) {  // most of them
                seen |= bit;
                continue;
            }
            const Step step(*this, child.name());
            if (!next || !next->is_read) {
                unknown(next, child);
                continue;
            }
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
        Step(Walk& walk, std::string_view name) : path_(walk.path_) { path_.push_back(name); }
        ~Step() { path_.pop_back(); }
        Step(const Step&) = delete;
        Step& operator=(const Step&) = delete;

    private:
        Steps& path_;
    };

    bool is_full() const { return found_.size() >= kMostPaths; }

    static const Node* below(const Node* node, NameNumber name) {
        const std::size_t at = node ? node->children.find(name) : 0;
        return node && at < node->children.size() ? &node->children[at] : nullptr;
    }

    bool is_left_out(const Node* node, NameNumber last) const {
        return (node && node->is_left_out) || endings().match(path_, last);
    }

    void check_attributes(const Node* node, Element element) {
        for (const auto& [name, value] : element.attributes()) {
            if (node && node->is_code && (name == "listURI" || name == "listVersionID")) continue;
            if (node &&
                std::find(node->attributes.begin(), node->attributes.end(), name) != node->attributes.end())
                continue;
            if (is_namespace(name) || is_full()) continue;
            const std::string last = "@" + std::string(without_prefix(name));
            const NameNumber number = name_numbers().of(last);
            const Step step(*this, last);
            if (!is_left_out(below(node, number), number)) tell("");
        }
    }

    /// Of an element that nobody knows, whatever has something to say.
    void unknown(const Node* node, Element element) {
        if (is_left_out(node, element.number())) return;
        bool has_children = false;
        check_attributes(node, element);
        for (const Element child : element.children()) {
            if (!child.is_element()) continue;
            has_children = true;
            if (is_full()) return;
            const Step step(*this, child.name());
            unknown(below(node, child.number()), child);
        }
        if (!has_children) tell("");
    }

    void tell(std::string_view behind) {
        std::string path;
        path.reserve(2 * kLongestPath + 1);
        for (const std::string_view step : path_) {
            if (path.size() >= kLongestPath) break;  // names may be long, and what is behind is cut
            path.append(path.empty() ? "" : "/").append(step.substr(0, kLongestPath));
        }
        path = name::prefix(path.append(behind), kLongestPath);
        if (!is_full() && known_.insert(path).second) found_.push_back(std::move(path));
    }

    Steps path_;
    std::vector<std::string> found_;
    std::set<std::string> known_;
};

Coverage::Node& Coverage::node_at(Node& from, std::string_view path, bool is_read) {
    Node* node = &from;
    for_each_step(path, [&](std::string_view step, bool repeats) {
        node = &node->children.at(name_numbers().of(step));
        node->is_read = node->is_read || is_read;
        node->repeats = node->repeats || repeats;
    });
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
    for (const NotKept& rule : not_kept())
        if (rule.path.substr(0, kAnywhere.size()) != kAnywhere)
            node_at(root_, rule.path, false).is_left_out = true;
}

std::vector<std::string> Coverage::unread(Element root) const {
    Walk walk;
    walk.descend(root_, root);
    return walk.take();
}

}  // namespace hr::core::xjustiz
