// Owns changing a register content document by its structure, as fuzzing does: elements are dropped, doubled,
// moved or emptied, and references changed.
#pragma once

#include "support/xml_elements.hpp"

#include <random>

namespace hr::test {

using Random = std::minstd_rand;

inline std::size_t below(Random& random, std::size_t count) {
    return count == 0 ? 0 : random() % count;
}

/// What a reference may be changed to, beside what others refer to.
inline constexpr std::string_view kReferences[] = {"",   "0",     "1",  "4711", "-1", "99999999999",
                                                   "1 ", "U1308", "287"};

/// `source` gives elements, and may be the document itself.
inline std::string mutated_document(std::string_view document, std::string_view source, Random& random) {
    const std::vector<XmlElement> elements = xml_elements(document), others = xml_elements(source);
    if (elements.size() < 2 || others.empty()) return std::string(document);
    const XmlElement& element = elements[1 + below(random, elements.size() - 1)];  // not the root
    const XmlElement& other = others[below(random, others.size())];
    const std::string_view taken = source.substr(other.begin, other.end - other.begin);
    const auto inserted = [&](std::size_t at) {
        return std::string(document.substr(0, at)).append(taken).append(document.substr(at));
    };
    const auto referring = [&](const std::vector<XmlElement>& all, const XmlElement& otherwise) {
        std::vector<const XmlElement*> found;
        for (const XmlElement& one : all)
            if (is_reference(one)) found.push_back(&one);
        return found.empty() ? otherwise : *found[below(random, found.size())];
    };
    switch (below(random, 8)) {
        case 0:
            return without(document, element);
        case 1:
            return with_twice(document, element);
        case 2:  // into another one, or before it
            return inserted(below(random, 2) == 0 ? element.content_begin : element.begin);
        case 3:  // in place of another one
            return std::string(document.substr(0, element.begin))
                .append(taken)
                .append(document.substr(element.end));
        case 4: {  // moved: what goes away may hold the place that it would go to
            const XmlElement& target = elements[1 + below(random, elements.size() - 1)];
            const std::string_view moved = document.substr(element.begin, element.end - element.begin);
            if (target.begin < element.begin)
                return std::string(document.substr(0, target.begin))
                    .append(moved)
                    .append(document.substr(target.begin, element.begin - target.begin))
                    .append(document.substr(element.end));
            if (target.begin < element.end) return std::string(document);
            return without(document.substr(0, target.begin), element)
                .append(moved)
                .append(document.substr(target.begin));
        }
        case 5:
            return with_content(document, element, {});
        case 6:
            return with_content(document, referring(elements, element),
                                kReferences[below(random, std::size(kReferences))]);
        default: {
            const XmlElement& to = referring(others, other);
            return with_content(document, referring(elements, element),
                                source.substr(to.content_begin, to.content_end - to.content_begin));
        }
    }
}

}  // namespace hr::test
