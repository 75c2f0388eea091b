#include "core/xjustiz/limit.hpp"

#include "core/error.hpp"
#include "core/xjustiz/layout.hpp"

#include <algorithm>
#include <bit>
#include <string>
#include <vector>

namespace hr::core::xjustiz {
namespace {

constexpr std::string_view kHint =
    "Retrieve the document again. If the register really issues it like this, please report it.";

struct Limit {
    std::string_view message;
    std::string_view noun;
    std::size_t most;
    std::vector<std::string_view>
        names;  ///< of the elements that are counted together; none: all that repeat
};

const std::vector<Limit>& limits() {
    static const std::vector<Limit> kLimits = {
        {"register document has too many participants", "participants", kMostParticipants, {"beteiligung"}},
        {"register document has too many roles", "roles", kMostRoles, {"rolle"}},
        {"register document has too many references",
         "references to roles",
         kMostReferences,
         {"ref.rollennummer"}},
        {"register document has too many entries", "entries", kMostEntries, {"eintragungstext"}},
        {"register document has too many addresses", "addresses", kMostAddresses, {"anschrift"}},
        {"register document has too many former names",
         "former names",
         kMostFormerNames,
         {"bezeichnung.alt", "nachname.alt", "vorname.alt"}},
        {"register document has too many values", "values of kinds that repeat", kMostValues, {}},
    };
    return kLimits;
}

[[noreturn]] void refuse(std::string_view message, std::string detail) {
    throw Error(sqlstate::kProgramLimitExceeded, std::string(message), std::move(detail), std::string(kHint));
}

[[noreturn]] void refuse(std::string_view message, std::string_view noun, std::size_t count,
                         std::size_t most) {
    refuse(message, "It has " + std::to_string(count) + " " + std::string(noun) + ", at most " +
                        std::to_string(most) + " are read.");
}

/// By the number of a name: the limits that it counts for, one bit for each.
std::vector<std::uint32_t> masks() {
    std::vector<std::uint32_t> masks;
    const auto mark = [&](std::string_view name, std::size_t limit) {
        const NameNumber number = name_numbers().of(name);
        if (number == kUnknownName) return;
        if (number >= masks.size()) masks.resize(number + 1u);
        masks[number] |= std::uint32_t{1} << limit;
    };
    for (std::size_t i = 0; i < limits().size(); ++i)
        for (const std::string_view name : limits()[i].names) mark(name, i);
    const std::size_t values = limits().size() - 1;
    for (const Layout& layout : layouts()) {
        const std::string_view authorities = layout.structure.authorities;
        mark(authorities.substr(authorities.rfind('/') + 1), values);
        for (const Row& row : layout.rows)
            for_each_step(row.path, [&](std::string_view step, bool repeats) {
                if (repeats) mark(step, values);
            });
    }
    return masks;
}

}  // namespace

void check_limits(const Tree& tree) {
    constexpr std::size_t kLeast = std::min({kMostParticipants, kMostRoles, kMostReferences, kMostEntries,
                                             kMostAddresses, kMostFormerNames, kMostValues});
    static const std::vector<std::uint32_t> kMasks = masks();
    const std::span<const TreeNode> nodes = tree.nodes();
    if (nodes.size() <= kLeast) return;  // nothing to count in most documents
    std::vector<std::size_t> counts(limits().size());
    for (const TreeNode& node : nodes)
        for (std::uint32_t mask = node.number < kMasks.size() ? kMasks[node.number] : 0; mask != 0;
             mask &= mask - 1)
            ++counts[static_cast<std::size_t>(std::countr_zero(mask))];
    for (std::size_t i = 0; i < counts.size(); ++i)
        if (counts[i] > limits()[i].most)
            refuse(limits()[i].message, limits()[i].noun, counts[i], limits()[i].most);
}

void check_register_parts(std::size_t count) {
    if (count > kMostRegisterParts)
        refuse("register document has too many register parts", "register parts", count, kMostRegisterParts);
}

void Copies::add(std::size_t bytes) {
    made_ += bytes;
    if (made_ > most_)
        refuse("register document repeats itself too often",
               "Its register parts and roles share participants so that what is copied is more than " +
                   std::to_string(kMostTimes) + " times the document: " + std::to_string(most_) + " bytes.");
}

void Copies::add(std::string_view text) {
    add(text.size());
}

void Copies::add(const history::Fact& fact) {
    constexpr std::size_t kFact = 100;  // that much of a document, at least, stands behind a fact
    std::size_t bytes = kFact + fact.key.size();
    for (const auto& value : fact.value)
        if (value) bytes += value->size();
    add(bytes);
}

void Copies::add(const std::vector<history::Fact>& facts) {
    for (const history::Fact& fact : facts) add(fact);
}

void Copies::add(Element element, const std::vector<history::Fact>& facts) {
    constexpr std::size_t kNode = 4;  // "<a/>"
    add(kNode * element.size());
    add(facts);
}

}  // namespace hr::core::xjustiz
