#include "core/xjustiz/name_number.hpp"

#include "core/xjustiz/coverage.hpp"
#include "core/xjustiz/layout.hpp"

namespace hr::core::xjustiz {

void NameNumbers::add(std::string_view name) {
    if (of(name) != kUnknownName) return;
    const Ends ends(name);
    std::size_t slot = ends.hash(name.size());
    while (entries_[slot % kSlots].number != kUnknownName) ++slot;
    entries_[slot % kSlots] = {name, ends, ++last_};
}

void NameNumbers::add_steps(std::string_view path) {
    for_each_step(path, [&](std::string_view step, bool) {
        if (!step.empty()) add(step);
    });
}

NameNumbers::NameNumbers() {
    for (const std::string_view name : {"code", "name"}) add(name);  // in the order of their constants
    for (const Layout& layout : layouts()) {
        const Structure& at = layout.structure;
        for (const std::string_view path : {at.participants, at.party, at.roles, at.subjects, at.entity,
                                            at.authorities, at.references, at.version})
            add_steps(path);
        for (const Row& row : layout.rows) add_steps(row.path);
    }
    for (const NotKept& rule : not_kept()) add_steps(rule.path);
}

const NameNumbers& name_numbers() {
    static const NameNumbers kNumbers;
    return kNumbers;
}

}  // namespace hr::core::xjustiz
