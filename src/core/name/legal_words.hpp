// Owns finding legal forms in the words of a company's name.
#pragma once

#include <string>
#include <vector>

namespace hr::core::name {

struct Word {
    std::string text;     ///< folded
    bool dotted = false;  ///< a full stop followed: tells "e.V." from two single letters
};

/// The words without legal forms ("GmbH & Co. KG", "e.V.", …) wherever they stand. Short forms that begin
/// a name ("AG Sport") stay. All words if nothing but "und" would remain.
std::vector<Word> without_legal_forms(const std::vector<Word>& words);

}  // namespace hr::core::name
