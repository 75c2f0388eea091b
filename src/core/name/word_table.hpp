// Owns looking up words in tables that are made when the program is compiled.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace hr::core::name {

/// Open addressing over entries with a member `word`, which must differ.
template <class Entry, std::size_t N>
class WordTable {
public:
    explicit constexpr WordTable(const std::array<Entry, N>& entries) : entries_(entries) {
        for (std::size_t i = 0; i < N; ++i) {
            std::size_t at = slot(entries_[i].word);
            while (slots_[at] != 0) at = (at + 1) % kSlots;
            slots_[at] = static_cast<std::uint16_t>(i + 1);
        }
    }

    /// Null for a word that is not there.
    constexpr const Entry* find(std::string_view word) const {
        for (std::size_t at = slot(word); slots_[at] != 0; at = (at + 1) % kSlots)
            if (entries_[slots_[at] - 1U].word == word) return &entries_[slots_[at] - 1U];
        return nullptr;
    }

    static constexpr std::size_t size() { return N; }

private:
    static constexpr std::size_t kSlots = [] {
        std::size_t slots = 16;
        while (slots < 3 * N) slots *= 2;
        return slots;
    }();

    /// Of its length, its first and its last characters: enough for words.
    static constexpr std::size_t slot(std::string_view word) {
        std::uint32_t hash = static_cast<std::uint32_t>(word.size());
        const std::size_t most = word.size() < 4 ? word.size() : 4;
        for (std::size_t i = 0; i < most; ++i) {
            hash = hash * 31 + static_cast<unsigned char>(word[i]);
            hash = hash * 31 + static_cast<unsigned char>(word[word.size() - 1 - i]);
        }
        return (hash * 2654435769U >> 16) % kSlots;
    }

    std::array<Entry, N> entries_;
    std::array<std::uint16_t, kSlots> slots_{};
};

template <class Entry, std::size_t N>
WordTable(const std::array<Entry, N>&) -> WordTable<Entry, N>;

}  // namespace hr::core::name
