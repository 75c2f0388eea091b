#include "core/xjustiz/mapping.hpp"

#include "core/name/utf8.hpp"
#include "core/xjustiz/lexical.hpp"

#include <algorithm>

namespace hr::core::xjustiz {
namespace {

using history::Attribute;
using history::Fact;

std::string text_of(pugi::xml_node element) {
    std::string text;
    for (const pugi::xml_node child : element.children())
        if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) text += child.value();
    return text;
}

/// What courts write where the schema demands an element and they have nothing to say.
constexpr std::string_view kNothing = "-";

struct Code {
    std::string list, version, code, label;
};

/// The label is a comment beside the code, or a child "name".
Code code_of(pugi::xml_node element) {
    Code code;
    code.list = list_name(trimmed(element.attribute("listURI").value()));
    code.version = trimmed(element.attribute("listVersionID").value());
    for (const pugi::xml_node child : element.children()) {
        if (child.type() == pugi::node_comment && code.label.empty()) code.label = trimmed(child.value());
        if (child.type() != pugi::node_element) continue;
        if (local_name(child) == "code") code.code = trimmed(text_of(child));
        if (local_name(child) == "name") code.label = trimmed(text_of(child));
    }
    return code;
}

std::string excerpt(std::string_view text) {
    constexpr std::size_t kLongest = 60;
    const std::string_view shown = name::prefix(text, kLongest);
    return std::string(shown) + (shown.size() < text.size() ? "…" : "");
}

/// The value in the form of its column; absent where it cannot be read.
std::optional<std::string> converted(Kind kind, std::string_view text) {
    switch (kind) {
        case Kind::amount:
            return exact_decimal(text);
        case Kind::whole:
            return whole_number(text);
        case Kind::date:
            return calendar_date(text);
        case Kind::partial_date:
            return partial_date(text);
        case Kind::free_text:
            return std::string(without_semicolon(text));
        default:
            return std::string(text);
    }
}

std::string_view noun(Kind kind) {
    if (kind == Kind::whole) return "a number of up to nine digits";
    return kind == Kind::amount ? "an amount" : "a date";
}

}  // namespace

const std::string& Gathered::item(Item item) const {
    static const std::string kAbsent;
    const auto& value = items[static_cast<std::size_t>(item)];
    return value ? *value : kAbsent;
}

std::string_view local_name(pugi::xml_node element) {
    const std::string_view name = element.name();
    const std::size_t colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

std::vector<pugi::xml_node> elements(pugi::xml_node from, std::string_view path) {
    const std::size_t slash = path.find('/');
    const std::string_view step = path.substr(0, slash);
    std::vector<pugi::xml_node> found;
    for (const pugi::xml_node child : from.children()) {
        if (child.type() != pugi::node_element || local_name(child) != step) continue;
        if (slash == std::string_view::npos) {
            found.push_back(child);
        } else {
            const auto below = elements(child, path.substr(slash + 1));
            found.insert(found.end(), below.begin(), below.end());
        }
    }
    return found;
}

pugi::xml_node first_element(pugi::xml_node from, std::string_view path) {
    const auto found = elements(from, path);
    return found.empty() ? pugi::xml_node() : found.front();
}

/// One pass over an element and what is below it.
class Mapping::Walk {
public:
    explicit Walk(Findings& findings) : findings_(findings) {}

    void descend(const Node& node, pugi::xml_node element) {
        std::uint64_t seen = 0;
        for (pugi::xml_node child = element.first_child(); child; child = child.next_sibling()) {
            if (child.type() != pugi::node_element) continue;
            const std::string_view name = local_name(child);
            const auto next = std::find_if(node.children.begin(), node.children.end(),
                                           [&](const Node& candidate) { return candidate.name == name; });
            if (next == node.children.end()) continue;
            const std::uint64_t bit = std::uint64_t{1} << (next - node.children.begin());
            // A container that may not repeat counts once, so that no value is made of two; a leaf may be
            // empty first.
            const bool repeats = (seen & bit) != 0;
            if (!next->begins_value && !next->children.empty() && repeats) continue;
            seen |= bit;
            visit(*next, child, repeats);
        }
    }

    Gathered finished() {
        std::vector<Fact>& facts = gathered_.facts;
        std::size_t kept = 0;
        for (std::size_t i = 0; i < facts.size(); ++i)
            if (stated_[i]) std::swap(facts[kept++], facts[i]);
        facts.resize(kept);
        return std::move(gathered_);
    }

private:
    /// Where a container repeats for one attribute's values, others still take theirs from the first.
    void visit(const Node& node, pugi::xml_node element, bool repeats) {
        const std::optional<Attribute> outer = only_;
        if (node.begins_value) begin(node.attribute);
        if (node.begins_value && repeats && !only_) only_ = node.attribute;
        for (const Leaf& leaf : node.leaves)
            if (!only_ || leaf.row->attribute == *only_) take(leaf, element);
        if (!node.children.empty()) descend(node, element);
        if (node.begins_value) open_[static_cast<std::size_t>(node.attribute)] = 0;
        only_ = outer;
    }

    void take(const Leaf& leaf, pugi::xml_node element) {
        switch (leaf.row->kind) {
            case Kind::constant:
                slot(leaf, 0, false) = leaf.row->constant;
                return;
            case Kind::presence:
                slot(leaf, 0, true) = leaf.row->constant;
                return;
            case Kind::code:
                return take_code(leaf, code_of(element));
            case Kind::code_value:
            case Kind::joined_code:
                return put(leaf, code_of(element).code);
            case Kind::code_label: {
                const Code code = code_of(element);
                return put(leaf, code.label.empty() || code.code.empty() ? code.code : code.label);
            }
            default:
                return take_text(leaf, element);
        }
    }

    void take_code(const Leaf& leaf, const Code& code) {
        if (code.code.empty() || slot(leaf, 2, true)) return;
        std::size_t offset = 0;
        for (const std::string* part : {&code.list, &code.version, &code.code, &code.label}) {
            if (!part->empty()) slot(leaf, offset, true) = *part;
            ++offset;
        }
    }

    void take_text(const Leaf& leaf, pugi::xml_node element) {
        const std::string whole = text_of(element);
        const std::string_view text = trimmed(whole);
        if (text.empty() || text == kNothing) return;
        const Kind kind = leaf.row->kind;
        if (kind == Kind::reference) return refer(leaf, text);
        if (kind == Kind::boolean) {
            if (text == "true" || text == "1") put(leaf, "true");
            return;
        }
        const std::optional<std::string> value = converted(kind, text);
        if (!value)
            return tell(element, text,
                        std::string("is not ") + std::string(noun(kind)) + " and was left out");
        if (kind == Kind::person_name && !is_clean_name(*value))
            tell(element, text, "has characters that are not allowed in a name");
        put(leaf, *value);
    }

    void put(const Leaf& leaf, const std::string& value) {
        if (value.empty()) return;
        const bool is_item = leaf.row->item != Item::none;
        std::optional<std::string>& target =
            is_item ? gathered_.items[static_cast<std::size_t>(leaf.row->item)] : slot(leaf, 0, true);
        if (!target)
            target = value;
        else if ((leaf.row->kind == Kind::joined_text || leaf.row->kind == Kind::joined_code) &&
                 *target != value)
            *target += ", " + value;
    }

    void refer(const Leaf& leaf, std::string_view role_number) {
        slot(leaf, 0, true);
        std::string& key = gathered_.facts[open_[static_cast<std::size_t>(leaf.row->attribute)] - 1].key;
        if (key.empty()) key = role_number;
    }

    std::optional<std::string>& slot(const Leaf& leaf, std::size_t offset, bool stated) {
        const Attribute attribute = leaf.row->attribute;
        std::size_t& open = open_[static_cast<std::size_t>(attribute)];
        if (open == 0) begin(attribute);
        if (stated) stated_[open - 1] = true;
        return gathered_.facts[open - 1].value[leaf.column + offset];
    }

    void begin(Attribute attribute) {
        gathered_.facts.push_back({attribute, {}, history::Value(history::info(attribute).columns.size())});
        stated_.push_back(false);
        open_[static_cast<std::size_t>(attribute)] = gathered_.facts.size();
    }

    void tell(pugi::xml_node element, std::string_view text, const std::string& what) {
        findings_.push_back(std::string(local_name(element)) + ": \"" + excerpt(text) + "\" " + what);
    }

    Findings& findings_;
    Gathered gathered_;
    std::optional<Attribute> only_;  ///< inside a container that repeats: whose values are read
    std::vector<bool> stated_;       ///< beside facts: anything but constants
    std::array<std::size_t, history::kAttributes.size() + 1>
        open_{};  ///< by attribute: position + 1 in facts
};

Mapping::Mapping(const Layout& layout, Source source) {
    for (const Row& row : layout.rows)
        if (row.source == source) add(row);
}

void Mapping::add(const Row& row) {
    Node* node = &root_;
    for (std::string_view path = row.path; !path.empty();) {
        const std::size_t slash = path.find('/');
        std::string_view step = path.substr(0, slash);
        path = slash == std::string_view::npos ? std::string_view() : path.substr(slash + 1);
        const bool begins_value = step.back() == '*';
        if (begins_value) step.remove_suffix(1);
        auto child = std::find_if(node->children.begin(), node->children.end(),
                                  [&](const Node& candidate) { return candidate.name == step; });
        if (child == node->children.end())
            child = node->children.insert(child, Node{step, false, {}, {}, {}});
        node = &*child;
        if (begins_value) {
            node->begins_value = true;
            node->attribute = row.attribute;
        }
    }
    const bool has_column = row.item == Item::none && row.kind != Kind::reference;
    node->leaves.push_back({&row, has_column ? history::column_index(row.attribute, row.column) : 0});
}

Gathered Mapping::gather(pugi::xml_node element, Findings& findings) const {
    Walk walk(findings);
    walk.descend(root_, element);
    return walk.finished();
}

}  // namespace hr::core::xjustiz
