#include "core/xjustiz/reader.hpp"

#include "core/error.hpp"
#include "core/xjustiz/finding.hpp"
#include "core/xjustiz/lexical.hpp"
#include "core/xjustiz/limit.hpp"
#include "core/xjustiz/message.hpp"

#include <utility>

namespace hr::core::xjustiz {
namespace {

constexpr std::string_view kNamespace = "http://www.xjustiz.de";
constexpr std::string_view kRoot = "nachricht.reg.0400003";
constexpr std::string_view kHint = "Submit the structured register content (SI) of a register sheet.";

[[noreturn]] void refuse(std::string message, std::string detail) {
    throw Error(sqlstate::kInvalidParameter, std::move(message), std::move(detail), std::string(kHint));
}

void check_root(const Tree& tree) {
    const std::string_view name = tree.root().name(), space = tree.root_namespace();
    if (name == kRoot && space == kNamespace) return;
    refuse("document is not a register content document",
           "The root element is " + quoted(name) + " in the namespace " + quoted(space) + ", expected is " +
               quoted(kRoot) + " in " + quoted(kNamespace) + ".");
}

/// The first attribute of a name below the root; versions before 3 have it at other elements.
std::string attribute_below(Element root, std::string_view name) {
    for (const Element child : root.children()) {
        if (!child.is_element()) continue;
        const auto value = trimmed(child.attribute(name));
        if (!value.empty()) return std::string(value);
    }
    return {};
}

const Compiled& compiled(std::size_t index) {
    static const std::vector<Compiled> all(layouts().begin(), layouts().end());
    return all[index];
}

/// An unknown version is read with a layout of the family whose names the document has.
Choice choice_for(const Reading& reading, Element root) {
    constexpr std::string_view kBefore3 = "2.9";
    const Choice choice = choose_layout(reading.xjustiz_version, reading.fach_version);
    const Layout &oldest = layouts().front(), &newest = layouts().back();
    if (!choice.guessed || first_element(root, layouts()[choice.index].structure.subjects)) return choice;
    if (first_element(root, oldest.structure.subjects)) return choose_layout(kBefore3, {});
    return first_element(root, newest.structure.subjects) ? Choice{layouts().size() - 1, true} : choice;
}

/// The first ones, and how many more there are.
void bound(Findings& findings) {
    if (findings.size() <= kMostFindings) return;
    const std::size_t more = findings.size() - kMostFindings;
    findings.resize(kMostFindings);
    findings.push_back(std::to_string(more) + " more findings are not listed");
}

}  // namespace

Reading read(std::string_view document) {
    const Tree tree(document);
    check_root(tree);
    check_limits(tree);
    const Element root = tree.root();
    Reading reading;
    reading.xjustiz_version = attribute_below(root, "xjustizVersion");
    for (const Layout* layout : {&layouts().front(), &layouts().back()})
        if (reading.fach_version.empty())
            reading.fach_version = attribute_below(root, layout->structure.fach_version);
    const Choice choice = choice_for(reading, root);
    const Compiled& layout = compiled(choice.index);
    reading.layout = layouts()[choice.index].schema;
    reading.layout_guessed = choice.guessed;
    if (choice.guessed)
        reading.findings.push_back("xjustizVersion: " + quoted(reading.xjustiz_version) +
                                   " with register version " + quoted(reading.fach_version) +
                                   " is not known, read like version " + reading.layout);
    if (!first_element(root, layout.structure.subjects))
        refuse("register document has no content",
               "The message contains no element \"" + std::string(layout.structure.subjects) + "\".");
    Copies copies(document.size());
    Message message(layout, root, reading.findings, copies);
    reading.entities = message.entities();
    reading.message = message.data();
    reading.unmapped = layout.coverage.unread(root);
    bound(reading.findings);
    return reading;
}

}  // namespace hr::core::xjustiz
