// What is understood is canonical: its label and its EUID are understood to the same register entry; a guess
// is said to be one. The numbers that are found in a text stand in it, one behind the other.
#include "core/identity/register_id.hpp"
#include "core/error.hpp"
#include "core/identity/mention.hpp"

#include <cstdint>
#include <cstdlib>

namespace {

using namespace hr::core::identity;  // NOLINT: one file

void require(bool condition) {
    if (!condition) std::abort();
}

void check_mentions(std::string_view text) {
    std::size_t last = 0;
    for (const Mention& mention : find_register_mentions(text)) {
        require(mention.begin >= last && mention.begin < mention.end && mention.end <= text.size());
        require(mention.id.number >= 1 && mention.id.number <= 999999);
        require(mention.id.court.empty() || find_any_court(mention.id.court).court);
        require(!mention.is_court_guessed || !mention.id.court.empty());
        last = mention.end;
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    check_mentions(text);
    const ParsedRegisterId parsed = describe(text);
    try {
        const RegisterId id = parse_register_id(text);
        require(id.number >= 1 && id.number <= 999999 && !id.court.empty());
        // Beside "früher" courts may be unknown; they are kept as given, or guessed.
        require(parsed.is_valid && (parsed.id == id || parsed.court_match == "guess"));
        require(parse_register_id(label(id)) == id);
        const auto number = euid(id);
        require(number.has_value() == parsed.euid_problem.empty());
        if (number) require(parse_register_id(*number) == id);
    } catch (const hr::Error& error) {
        require(error.sqlstate() == "22023" && !error.detail().empty());
        require(!parsed.is_valid || parsed.court_match == "guess");
    }
    return 0;
}
