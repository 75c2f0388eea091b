// Functions on the quota of users that SQL calls.
#include "core/digest.hpp"
#include "pg/attempt.hpp"
#include "pg/environment.hpp"
#include "rpc/functions.hpp"

#include <charconv>

namespace hr::rpc {
namespace {

std::uint64_t key_of(std::string_view subject, std::string_view function) {
    core::Digest digest;
    digest.add(std::to_string(pg::database_oid()));
    digest.add(subject);
    digest.add(function);
    const std::string hex = digest.short_hex();
    std::uint64_t key = 0;
    std::from_chars(hex.data(), hex.data() + hex.size(), key, 16);
    return key;
}

}  // namespace

pg::Value count_attempts(const pg::Args& args) {
    const auto more = static_cast<std::uint32_t>(args.integer(3) > 0 ? 1 : 0);
    return std::int64_t{pg::count_attempts(key_of(args.text(0), args.text(1)), args.unix_time(2) / 3600, more)};
}

}  // namespace hr::rpc
