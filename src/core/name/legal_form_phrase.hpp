// Owns finding the phrases that stand for legal forms at a word of a name.
#pragma once

#include "core/name/fold.hpp"
#include "core/name/legal_form_table.hpp"

#include <algorithm>
#include <iterator>
#include <vector>

namespace hr::core::name {

template <std::size_t N>
bool is_one_of(const std::string_view (&texts)[N], std::string_view text) {
    return std::find(std::begin(texts), std::end(texts), text) != std::end(texts);
}

/// A phrase where it stands.
struct FormPhrase {
    Form form = Form::none;
    Place place = Place::anywhere;
    std::size_t end = 0;   ///< behind its last word
    bool spelled = false;  ///< it is but single letters
};

/// The longest one that begins with the word; Form::none where none does. Single letters count as the word
/// they make.
FormPhrase longest_form_phrase(const std::vector<Word>& words, std::size_t at);

/// Whether it is a legal form there: "AG" is none at the beginning, and letters are none in a name that is
/// spaced out.
bool may_stand(const FormPhrase& phrase, const std::vector<Word>& words, std::size_t at);

}  // namespace hr::core::name
