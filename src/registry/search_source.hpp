// Owns reading what the index of names has to lead to: the names and seats of all companies.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

namespace hr::registry {

/// A name, today's or a former one, or the city of the seat.
struct SearchedText {
    std::int64_t company;
    std::string_view text;
    bool is_name;
};

/// What is seen: all that is committed when it is read, or what the calling statement sees.
enum class AsOf { now, statement };

/// Calls `take` with all texts of some thousands of companies at a time, until it returns false: those of
/// lower numbers come first. The texts live until it returns.
void read_searched_texts(AsOf as_of, const std::function<bool(const std::vector<SearchedText>&)>& take);

}  // namespace hr::registry
