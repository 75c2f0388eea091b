// Owns what tests of the layouts share: where a row's element stands in a message.
#pragma once

#include "core/xjustiz/layout.hpp"

#include <algorithm>
#include <string>

namespace hr::core::xjustiz::testing {

/// The row's path from the element its source stands for, without marks.
inline std::string plain_path(const Row& row) {
    std::string path(row.path);
    path.erase(std::remove(path.begin(), path.end(), '*'), path.end());
    return path;
}

/// The path from the root to the element that a row's source stands for, with a slash behind it; of a branch
/// and the like, that of the participant's party, whatever its kind.
inline std::string path_of(const Layout& layout, Source source) {
    const std::string subject = std::string(layout.structure.subjects) + "/";
    const std::string participant = std::string(layout.structure.participants) + "/";
    switch (source) {
        case Source::message:
            return "";
        case Source::subject:
            return subject;
        case Source::entity:
            return subject + std::string(layout.structure.entity) + "/";
        case Source::participant:
            return participant;
        case Source::role:
            return participant + std::string(layout.structure.roles) + "/";
        case Source::authority:
            return subject + std::string(layout.structure.authorities) + "/";
        case Source::branch:
        case Source::succession:
            return participant + std::string(layout.structure.party) + "/*/";
    }
    return "";
}

inline std::string absolute_path(const Layout& layout, const Row& row) {
    return path_of(layout, row.source) + plain_path(row);
}

}  // namespace hr::core::xjustiz::testing
