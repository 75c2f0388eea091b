// Owns a layout made ready for use: its mapping of every source, and what all of them read.
#pragma once

#include "core/xjustiz/coverage.hpp"
#include "core/xjustiz/mapping.hpp"

namespace hr::core::xjustiz {

struct Compiled {
    explicit Compiled(const Layout& layout)
        : structure(layout.structure),
          message(layout, Source::message),
          subject(layout, Source::subject),
          entity(layout, Source::entity),
          participant(layout, Source::participant),
          role(layout, Source::role),
          authority(layout, Source::authority),
          branch(layout, Source::branch),
          succession(layout, Source::succession),
          coverage(layout) {}

    Structure structure;
    Mapping message, subject, entity, participant, role, authority, branch, succession;
    Coverage coverage;
};

}  // namespace hr::core::xjustiz
