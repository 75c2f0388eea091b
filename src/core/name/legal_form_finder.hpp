// Owns finding legal forms among the words of a name.
#pragma once

#include "core/name/fold.hpp"
#include "core/name/legal_form.hpp"

#include <vector>

namespace hr::core::name {

struct FoundForm {
    LegalForm form;
    bool is_in_liquidation = false;
};

/// Marks the words of legal forms ("GmbH & Co. KG", "e.V.", "i. L.", …) with of_form, wherever they stand;
/// short ones that begin a name ("AG Sport") stay unmarked. The form is that of the company: the last one.
FoundForm find_legal_form(std::vector<Word>& words);

}  // namespace hr::core::name
