// Functions on the stored facts of snapshots that SQL calls.
#include "core/error.hpp"
#include "core/history/fact.hpp"
#include "rpc/functions.hpp"

#include <charconv>

namespace hr::rpc {
namespace {

/// "2 1 5": numbers with blanks between them.
std::vector<std::size_t> numbers_in(std::string_view text) {
    std::vector<std::size_t> numbers;
    const char* at = text.data();
    const char* const end = at + text.size();
    while (at != end) {
        std::size_t number = 0;
        const auto [behind, problem] = std::from_chars(at, end, number);
        const bool ends_well = behind == end || (*behind == ' ' && behind + 1 != end);
        if (problem != std::errc() || !ends_well)
            throw Error(sqlstate::kInvalidParameter, "invalid list of numbers of columns",
                        "The list is \"" + std::string(text) + "\".",
                        "Write the numbers with one blank between them.");
        numbers.push_back(number);
        at = behind == end ? end : behind + 1;
    }
    return numbers;
}

}  // namespace

pg::Value trim_facts(const pg::Args& args) {
    return pg::Binary{core::history::trim(args.text(0), numbers_in(args.text(1)))};
}

}  // namespace hr::rpc
