// Owns the numbers of the names that layouts know: a document's names are looked up once and then compared by
// number.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <stdexcept>
#include <string_view>
#include <vector>

namespace hr::core::xjustiz {

using NameNumber = std::uint16_t;
inline constexpr NameNumber kUnknownName = 0, kCodeName = 1, kNameName = 2;  ///< "code", "name"

/// Every step of a path in a layout or in not_kept.tsv, without its "*", has a number.
class NameNumbers {
public:
    NameNumber of(std::string_view name) const {
        const Ends ends(name);
        for (std::size_t slot = ends.hash(name.size());; ++slot) {
            const Entry& entry = entries_[slot % kSlots];
            if (entry.number == kUnknownName || (entry.ends == ends && entry.has_middle_of(name)))
                return entry.number;
        }
    }

private:
    friend const NameNumbers& name_numbers();

    /// The first and the last eight bytes; of a shorter name, all.
    struct Ends {
        Ends() = default;
        explicit Ends(std::string_view name) {
            if (name.size() >= sizeof first) {
                std::memcpy(&first, name.data(), sizeof first);
                std::memcpy(&last, name.data() + name.size() - sizeof last, sizeof last);
            } else {
                for (const char c : name) first = first << 8 | static_cast<unsigned char>(c);
            }
        }
        bool operator==(const Ends&) const = default;
        std::size_t hash(std::size_t size) const {
            const std::uint64_t mixed =
                (first ^ (last * 0x9e3779b97f4a7c15ULL) ^ size) * 0xff51afd7ed558ccdULL;
            return static_cast<std::size_t>(mixed >> 40);
        }

        std::uint64_t first = 0, last = 0;
    };

    struct Entry {
        /// Whether a name with the same ends is the same.
        bool has_middle_of(std::string_view other) const {
            return name.size() == other.size() && (name.size() <= 2 * sizeof ends.first ||
                                                   std::memcmp(name.data(), other.data(), name.size()) == 0);
        }

        std::string_view name;
        Ends ends;
        NameNumber number = kUnknownName;
    };
    static constexpr std::size_t kSlots = 2048;  ///< most of them free, so that a search ends soon

    NameNumbers();
    void add(std::string_view name);
    void add_steps(std::string_view path);

    std::vector<Entry> entries_{kSlots};
    NameNumber last_ = kUnknownName;
};

const NameNumbers& name_numbers();

/// The nodes below one in a tree of names.
template <class Node>
class Branches {
public:
    bool empty() const { return nodes_.empty(); }

    /// The position in the order in which they were added; size() where there is none.
    std::size_t find(NameNumber name) const {
        if ((mask_ & bit_of(name)) == 0) return size();
        return static_cast<std::size_t>(std::find(names_.begin(), names_.end(), name) - names_.begin());
    }
    std::size_t size() const { return nodes_.size(); }
    const Node& operator[](std::size_t at) const { return nodes_[at]; }

    /// Added where it is missing. No more than walks have bits for: a layout that is wider is a mistake in
    /// its table.
    Node& at(NameNumber name) {
        constexpr std::size_t kMost = 63;
        const std::size_t found = find(name);
        if (found < size()) return nodes_[found];
        if (size() == kMost) throw std::length_error("an element of a layout has too many others below it");
        names_.push_back(name);
        mask_ |= bit_of(name);
        return nodes_.emplace_back();
    }

private:
    static constexpr std::uint64_t bit_of(NameNumber name) { return std::uint64_t{1} << (name % 64); }

    std::uint64_t mask_ = 0;  ///< most names that are not here are none of its bits
    std::vector<NameNumber> names_;
    std::vector<Node> nodes_;
};

/// Calls `visit` with each step of a path: its name, and whether it has a "*".
template <class Visit>
void for_each_step(std::string_view path, Visit visit) {
    while (!path.empty()) {
        const std::size_t slash = path.find('/');
        std::string_view step = path.substr(0, slash);
        path = slash == std::string_view::npos ? std::string_view() : path.substr(slash + 1);
        const bool repeats = step.back() == '*';
        if (repeats) step.remove_suffix(1);
        visit(step, repeats);
    }
}

}  // namespace hr::core::xjustiz
