// Whatever decodes, encodes and decodes to the same facts; all else is refused as XX001. The facts then fold.
#include "core/error.hpp"
#include "core/history/fold.hpp"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace hr::core::history;  // NOLINT: one function
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    try {
        std::vector<Fact> facts = decode(bytes);
        if (decode(encode(facts)) != facts) std::abort();
        const std::size_t half = facts.size() / 2;
        const auto middle = facts.begin() + static_cast<std::ptrdiff_t>(half);
        fold({{1, "2024-01-01 00:00:00", "", 1, "a", {facts.begin(), middle}},
              {2, "2024-01-02 00:00:00", "", 2, "b", {middle, facts.end()}}});
    } catch (const hr::Error& error) {
        if (error.sqlstate() != "XX001") std::abort();
    }
    return 0;
}
