#include "core/xjustiz/mapping.hpp"

#include "core/interrupt.hpp"
#include "core/name/compose.hpp"
#include "core/name/utf8.hpp"
#include "core/xjustiz/lexical.hpp"

#include <algorithm>

namespace hr::core::xjustiz {
namespace {

using history::Attribute;
using history::Fact;

/// What courts write where the schema demands an element and they have nothing to say.
constexpr std::string_view kNothing = "-";

struct Code {
    std::string_view list, version, code, label;
};

/// The label is a comment beside the code, or a child "name".
Code code_of(Element element) {
    Code code;
    code.list = list_name(trimmed(element.attribute("listURI")));
    code.version = trimmed(element.attribute("listVersionID"));
    for (const Element child : element.children()) {
        if (child.is_comment() && code.label.empty()) code.label = trimmed(child.text());
        if (!child.is_element()) continue;
        if (child.number() == kCodeName) code.code = trimmed(child.text());
        if (child.number() == kNameName) code.label = trimmed(child.text());
    }
    return code;
}

std::string excerpt(std::string_view text) {
    constexpr std::size_t kLongest = 60;
    const std::string_view shown = name::prefix(text, kLongest);
    return std::string(shown) + (shown.size() < text.size() ? "…" : "");
}

bool is_converted(Kind kind) {
    return kind == Kind::amount || kind == Kind::whole || kind == Kind::date || kind == Kind::partial_date;
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
        default:
            return partial_date(text);
    }
}

std::string_view noun(Kind kind) {
    if (kind == Kind::whole) return "a number of up to nine digits";
    return kind == Kind::amount ? "an amount" : "a date";
}

}  // namespace

const std::string& Gathered::item(Item item) const {
    static const std::string kAbsent;
    for (const auto& [stated, value] : items)
        if (stated == item) return value;
    return kAbsent;
}

/// One pass over an element and what is below it.
class Mapping::Walk {
public:
    explicit Walk(Findings& findings) : findings_(findings) {}

    Walk(Findings& findings, Fact begun) : findings_(findings) { add(std::move(begun), true); }

    void descend(const Node& node, Element element) {
        std::uint64_t seen = 0;
        for (const Element child : element.children()) {
            const std::size_t at = node.children.find(child.number());
            if (at == node.children.size()) continue;
            const Node& next = node.children[at];
            const std::uint64_t bit = std::uint64_t{1} << at;
            // A container that may not repeat counts once, so that no value is made of two; a leaf may be
            // empty first.
            const bool repeats = (seen & bit) != 0;
            if (!next.begins_value && !next.children.empty() && repeats) continue;
            seen |= bit;
            visit(next, child, repeats);
        }
    }

    Gathered finished() {
        std::vector<Fact>& facts = gathered_.facts;
        std::size_t kept = 0;
        for (std::size_t i = 0; i < facts.size(); ++i)
            if (stated_[i] && kept++ != i) facts[kept - 1] = std::move(facts[i]);
        facts.resize(kept);
        return std::move(gathered_);
    }

private:
    /// Where a container repeats for one attribute's values, others still take theirs from the first.
    void visit(const Node& node, Element element, bool repeats) {
        const std::optional<Attribute> outer = only_;
        if (node.begins_value) begin(node.attribute);
        if (node.begins_value && repeats && !only_) only_ = node.attribute;
        for (const Leaf& leaf : node.leaves)
            if (!only_ || leaf.row->attribute == *only_) take(leaf, element);
        if (!node.children.empty()) descend(node, element);
        if (node.begins_value) open_[static_cast<std::size_t>(node.attribute)] = 0;
        only_ = outer;
    }

    void take(const Leaf& leaf, Element element) {
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
        for (const std::string_view part : {code.list, code.version, code.code, code.label}) {
            if (!part.empty()) slot(leaf, offset, true) = part;
            ++offset;
        }
    }

    void take_text(const Leaf& leaf, Element element) {
        const std::string_view text = trimmed(element.text());
        if (name::has_no_marks(text)) return take_text(leaf, element, text);
        const std::string composed = name::composed(text);
        take_text(leaf, element, composed);
    }

    void take_text(const Leaf& leaf, Element element, std::string_view text) {
        if (text.empty() || text == kNothing) return;
        const Kind kind = leaf.row->kind;
        if (kind == Kind::reference) return refer(leaf, text);
        if (kind == Kind::boolean) {
            if (text == "true" || text == "1") put(leaf, "true");
            return;
        }
        if (kind == Kind::free_text) return put(leaf, without_semicolon(text));
        if (is_converted(kind)) return take_converted(leaf, element, text);
        if (kind == Kind::person_name && !is_clean_name(text))
            tell(element, text, "has characters that are not allowed in a name");
        put(leaf, text);
    }

    void take_converted(const Leaf& leaf, Element element, std::string_view text) {
        const std::optional<std::string> value = converted(leaf.row->kind, text);
        if (!value)
            return tell(element, text, "is not " + std::string(noun(leaf.row->kind)) + " and was left out");
        const bool is_date = leaf.row->kind == Kind::date || leaf.row->kind == Kind::partial_date;
        if (!is_date || is_register_date(*value)) return put(leaf, *value);
        tell(element, text, "is not a date that a register can state and was left out");
    }

    void put(const Leaf& leaf, std::string_view value) {
        if (value.empty()) return;
        const bool joins = leaf.row->kind == Kind::joined_text || leaf.row->kind == Kind::joined_code;
        const auto add = [&](std::string& target) {
            if (joins && target != value) target.append(", ").append(value);
        };
        if (leaf.row->item == Item::none) {
            std::optional<std::string>& target = slot(leaf, 0, true);
            return target ? add(*target) : void(target = value);
        }
        for (auto& [item, target] : gathered_.items)
            if (item == leaf.row->item) return add(target);
        constexpr std::size_t kUsual = 8;
        if (gathered_.items.empty()) gathered_.items.reserve(kUsual);
        gathered_.items.emplace_back(leaf.row->item, value);
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
        add({attribute, {}, history::Value(history::info(attribute).columns.size())}, false);
    }

    void add(Fact fact, bool is_stated) {
        constexpr std::size_t kUsual = 8;
        if (gathered_.facts.empty()) gathered_.facts.reserve(kUsual);
        std::size_t& open = open_[static_cast<std::size_t>(fact.attribute)];
        gathered_.facts.push_back(std::move(fact));
        stated_.push_back(is_stated);
        open = gathered_.facts.size();
    }

    void tell(Element element, std::string_view text, const std::string& what) {
        findings_.push_back(std::string(element.name()) + ": \"" + excerpt(text) + "\" " + what);
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
    for_each_step(row.path, [&](std::string_view step, bool begins_value) {
        node = &node->children.at(name_numbers().of(step));
        if (!begins_value) return;
        node->begins_value = true;
        node->attribute = row.attribute;
    });
    const bool has_column = row.item == Item::none && row.kind != Kind::reference;
    node->leaves.push_back({&row, has_column ? history::column_index(row.attribute, row.column) : 0});
}

Gathered Mapping::gather(Element element, Findings& findings) const {
    Walk walk(findings);
    check_interrupt();
    walk.descend(root_, element);
    return walk.finished();
}

Gathered Mapping::gather(Element element, Findings& findings, Fact begun) const {
    Walk walk(findings, std::move(begun));
    check_interrupt();
    walk.descend(root_, element);
    return walk.finished();
}

}  // namespace hr::core::xjustiz
