// Owns numbers in as few bytes as they need, seven bits each.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace hr::core::search {

inline void put(std::string& out, std::uint64_t number) {
    for (; number >= 0x80; number >>= 7) out += static_cast<char>(number | 0x80);
    out += static_cast<char>(number);
}

/// Takes bytes from the front. Damage, a number without an end or fewer bytes than are asked for, ends the
/// reading: then 0 or nothing is taken, and nothing is left.
class Reader {
public:
    explicit Reader(std::string_view bytes) : rest_(bytes) {}
    bool done() const { return rest_.empty(); }
    bool is_whole() const { return is_whole_; }  ///< all that was taken was there
    std::string_view rest() const { return rest_; }

    std::uint64_t number() {
        std::uint64_t value = 0;
        for (unsigned shift = 0; !rest_.empty() && shift < 64; shift += 7) {
            const auto byte = static_cast<unsigned char>(rest_.front());
            rest_.remove_prefix(1);
            value |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
            if (byte < 0x80) return value;
        }
        end();
        return 0;
    }

    std::string_view bytes(std::uint64_t count) {
        if (count > rest_.size()) {
            end();
            return {};
        }
        const std::string_view taken = rest_.substr(0, count);
        rest_.remove_prefix(count);
        return taken;
    }

private:
    void end() {
        rest_ = {};
        is_whole_ = false;
    }

    std::string_view rest_;
    bool is_whole_ = true;
};

}  // namespace hr::core::search
