// Owns a text in which many phrases are looked for, most of them in vain.
#pragma once

#include <bitset>
#include <string>
#include <string_view>

namespace hr::core::legal {

class SearchedText {
public:
    explicit SearchedText(std::string text);

    bool has(std::string_view phrase) const { return find(phrase) != std::string_view::npos; }

    /// Where the phrase first stands, whole and before `end`; npos where it does not.
    std::size_t find(std::string_view phrase, std::size_t end = std::string_view::npos) const {
        return may_have(phrase) ? std::string_view(text_).substr(0, end).find(phrase)
                                : std::string_view::npos;
    }

private:
    bool may_have(std::string_view phrase) const;

    std::string text_;
    std::bitset<16384> triples_;  // digests of any three bytes in a row: they rule most phrases out
};

}  // namespace hr::core::legal
