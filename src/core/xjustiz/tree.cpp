#include "core/xjustiz/tree.hpp"

#include "core/xjustiz/encoding.hpp"
#include "core/xjustiz/lexical.hpp"
#include "core/xjustiz/parser.hpp"
#include "core/xjustiz/wellformed.hpp"

#include <optional>

namespace hr::core::xjustiz {
namespace {

/// In document order, until `visit` returns false; whether it never did.
template <class Visit>
bool visit_elements(Element from, std::string_view path, const Visit& visit) {
    const std::size_t slash = path.find('/');
    const std::string_view step = path.substr(0, slash);
    for (const Element child : from.children()) {
        if (!child.is_element() || child.name() != step) continue;
        const bool goes_on = slash == std::string_view::npos
                                 ? visit(child)
                                 : visit_elements(child, path.substr(slash + 1), visit);
        if (!goes_on) return false;
    }
    return true;
}

}  // namespace

std::string_view Element::attribute(std::string_view name) const {
    for (const TreeAttribute& attribute : attributes())
        if (attribute.name == name) return attribute.value;
    return {};
}

Tree::Tree(std::string_view document) {
    constexpr std::size_t kBytesPerNode = 40, kBytesPerAttribute = 200;  // of most documents
    const std::optional<std::string> converted = utf8_of_utf16(document);
    if (converted) document = *converted;
    const Encoding encoding = check_characters(document, converted ? Declared::otherwise : Declared::truly);
    text_ = encoding == Encoding::latin1 ? utf8_of_latin1(document) : std::string(document);
    rows_.nodes.reserve(document.size() / kBytesPerNode + 2);
    rows_.attributes.reserve(document.size() / kBytesPerAttribute + 1);
    try {
        parse(text_, rows_);
    } catch (const Refusal& refusal) {
        check_markup(document);
        refuse_xml(refusal.reason, refusal.position);
    }
}

std::string_view Tree::root_namespace() const {
    const std::size_t colon = rows_.root_name.find(':');
    const std::string prefix =
        colon == std::string_view::npos ? "" : ":" + std::string(rows_.root_name.substr(0, colon));
    return trimmed(root().attribute("xmlns" + prefix));
}

std::vector<Element> elements(Element from, std::string_view path) {
    std::vector<Element> found;
    visit_elements(from, path, [&](Element element) {
        found.push_back(element);
        return true;
    });
    return found;
}

Element first_element(Element from, std::string_view path) {
    Element first;
    visit_elements(from, path, [&](Element element) {
        first = element;
        return false;
    });
    return first;
}

}  // namespace hr::core::xjustiz
