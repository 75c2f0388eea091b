// What is understood is canonical: its label and its EUID are understood to the same register entry.
#include "core/identity/register_id.hpp"
#include "core/error.hpp"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace hr::core::identity;  // NOLINT: one function
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    try {
        const RegisterId id = parse_register_id(text);
        if (id.number < 1 || id.number > 999999 || id.court.empty() || !describe(text).is_valid) std::abort();
        if (parse_register_id(label(id)) != id) std::abort();
        if (const auto number = euid(id); number && parse_register_id(*number) != id) std::abort();
    } catch (const hr::Error& error) {
        if (error.sqlstate() != "22023" || error.detail().empty() || describe(text).is_valid) std::abort();
    }
    return 0;
}
