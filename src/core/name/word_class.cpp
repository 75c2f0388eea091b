#include "core/name/word_class.hpp"

#include "core/name/word_table.hpp"

#include <algorithm>

namespace hr::core::name {
namespace {

struct Known {
    std::string_view word;
    WordClass of = WordClass::distinctive;
};

constexpr WordTable kKnown(std::to_array<Known>({
#include "core/name/word_classes.inc"
}));

constexpr std::size_t kFullLength = 6;  // shorter words are more often shared by chance

constexpr bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

constexpr float weight(WordClass of) {
    switch (of) {
        case WordClass::connecting:
            return 0.05F;
        case WordClass::filler:
            return 0.15F;
        case WordClass::generic:
            return 0.4F;
        case WordClass::place:
            return 0.7F;
        case WordClass::given_name:
            return 0.6F;
        case WordClass::number:
            return 0.5F;
        case WordClass::distinctive:
            break;
    }
    return 1.0F;
}

}  // namespace

WordClass word_class(std::string_view word) {
    if (!word.empty() && std::all_of(word.begin(), word.end(), is_digit)) return WordClass::number;
    const Known* found = kKnown.find(word);
    return found == nullptr ? WordClass::distinctive : found->of;
}

float default_weight(std::string_view word) {
    const WordClass of = word_class(word);
    if (of != WordClass::distinctive) return weight(of);
    if (word.size() == 1) return 0.4F;
    const auto length = static_cast<float>(std::min(word.size(), kFullLength));
    return 0.7F + 0.3F * length / static_cast<float>(kFullLength);
}

}  // namespace hr::core::name
